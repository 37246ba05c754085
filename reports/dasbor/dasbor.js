"use strict";
/* The dashboard's moving parts. Everything is said in the tables already; this sorts, filters, opens and draws.
   No figure is computed here: percentages come as hundredths of a percent, money as sen. Texts only ever become text
   nodes, so that a name is never markup. */
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const NAMES = data.indicators;
  const WORDS = data.ratings;
  const SIGNS = ["●", "▲", "■", "–"];
  const byId = (id) => document.getElementById(id);

  function el(name, attributes, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (value !== null) made.setAttribute(key, value);
    }
    made.append(...children.filter((child) => child !== null && child !== ""));
    return made;
  }

  function svg(name, attributes, ...children) {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes || {})) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  // Numbers as Indonesians write them: points between thousands, a comma before decimals.
  const grouped = (digits) => digits.replace(/\B(?=(\d{3})+$)/g, ".");
  const two = (number) => String(number).padStart(2, "0");
  const count = (number) => (number === null ? "–" : grouped(String(number)));

  function money(sen, decimals) {
    if (sen === null) return "–";
    const positive = Math.abs(sen);
    const rest = positive % 100;
    return (sen < 0 ? "-" : "") + grouped(String((positive - rest) / 100)) + (rest || decimals ? "," + two(rest) : "");
  }

  // All money of one table shows sen, or none does.
  const withSen = (amounts) => amounts.some((sen) => sen % 100 !== 0);

  function percent(hundredths) {
    if (hundredths === null) return "–";
    const positive = Math.abs(hundredths);
    const rest = positive % 100;
    return (hundredths < 0 ? "-" : "") + grouped(String((positive - rest) / 100)) + "," + two(rest) + "%";
  }

  // Charts

  const WIDE = 260;
  const HIGH = 132;
  const [LEFT, RIGHT, TOP, FOOT] = [8, 36, 20, 18];

  function span(values, limits) {
    const told = values.filter((value) => value !== null);
    const [least, most] = [Math.min(...limits), Math.max(...limits)];
    // One month far beyond would press all others flat; its marker stays at the edge, its figure is printed.
    const far = 4 * most + 1000;
    const low = Math.max(Math.min(least, ...told), -far);
    const high = Math.min(Math.max(most, ...told), far);
    const edge = Math.round((high - low) / 12);
    return [low < 0 ? low - edge : Math.max(0, low - edge), high + edge];
  }

  function marker(x, y, rating) {
    if (rating === 0) return svg("circle", { cx: x, cy: y, r: 3.2, class: "mark m0" });
    const path = rating === 1 ? `M${x} ${y - 4}l4 7h-8z` : rating === 2
      ? `M${x - 3.2} ${y - 3.2}h6.4v6.4h-6.4z` : `M${x - 3} ${y}h6`;
    return svg("path", { d: path, class: "mark m" + rating });
  }

  function trendChart(indicator, values, ratings) {
    const [good, bad] = data.limits[indicator];
    const [low, high] = span(values, [good, bad]);
    const across = (place) => LEFT + Math.round((place * (WIDE - LEFT - RIGHT) * 10) / (values.length - 1)) / 10;
    const up = (value) => {
      const within = Math.min(Math.max(value, low), high);
      return TOP + Math.round(((high - within) * (HIGH - TOP - FOOT) * 10) / (high - low)) / 10;
    };
    const made = svg("svg", { viewBox: `0 0 ${WIDE} ${HIGH}`, class: "trend", "aria-hidden": "true", focusable: "false" });
    const [edge, floor] = [WIDE - RIGHT, HIGH - FOOT];
    const worse = bad > good ? [TOP, up(bad)] : [up(bad), floor];
    made.append(svg("rect", { x: LEFT, y: worse[0], width: edge - LEFT, height: Math.max(0, worse[1] - worse[0]), class: "zone" }));
    const apart = Math.max(0, 11 - Math.abs(up(good) - up(bad))) / 2;
    for (const [limit, other] of [[good, bad], [bad, good]]) {
      const y = up(limit) + 3 + (limit > other ? -apart : apart);
      made.append(svg("path", { d: `M${LEFT} ${up(limit)}H${edge}`, class: limit === bad ? "limit worst" : "limit" }));
      made.append(svg("text", { x: edge + 4, y, class: "limit-text" }, percent(limit).replace(",00", "")));
    }
    made.append(svg("path", { d: `M${LEFT} ${floor}H${edge}`, class: "axis" }));
    let line = "";
    values.forEach((value, place) => {
      if (value !== null) line += `${place && values[place - 1] !== null ? "L" : "M"}${across(place)} ${up(value)}`;
    });
    made.append(svg("path", { d: line, class: "line" }));
    values.forEach((value, place) => {
      if (value !== null) made.append(marker(across(place), up(value), Number(ratings[place])));
    });
    label(made, values, across, up);
    made.append(svg("text", { x: LEFT, y: HIGH - 5, class: "month" }, data.months[0]));
    made.append(svg("text", { x: edge, y: HIGH - 5, class: "month end" }, data.months[values.length - 1]));
    return made;
  }

  function label(made, values, across, up) {
    const told = values.map((value, place) => place).filter((place) => values[place] !== null);
    for (const place of new Set([told[0], told[told.length - 1]])) {
      if (place === undefined) continue;
      const late = place > values.length / 2;
      const y = up(values[place]);
      const at = { x: across(place) + (late ? 4 : -2), y: y - 7 < 9 ? y + 15 : y - 7, class: late ? "figure end" : "figure" };
      made.append(svg("text", at, percent(values[place])));
    }
  }

  function stacked(rows) {
    // rows: [label, [[hundredths of a percent, pattern, text]...]]; each bar is the whole of its row.
    const high = 34;
    const start = rows.length > 1 ? 46 : 0;
    const room = 600 - start;
    const made = svg("svg", {
      viewBox: `0 0 604 ${rows.length * high + 4}`, class: "bars", "aria-hidden": "true", focusable: "false",
    });
    rows.forEach(([name, parts], number) => {
      const y = number * high + 4;
      if (start) made.append(svg("text", { x: 0, y: y + 18, class: "bar-name" }, name));
      let x = start;
      for (const [share, pattern, text] of parts) {
        const wide = Math.round((share * room) / 1000) / 10;
        if (!wide) continue;
        made.append(svg("rect", { x, y, width: wide, height: high - 8, fill: `url(#p${pattern})`, class: "bar" }));
        const plate = text.length * 8 + 8;
        if (wide > plate) {
          made.append(svg("rect", { x: x + wide / 2 - plate / 2, y: y + 4, width: plate, height: 18, rx: 3, class: "plate" }));
          made.append(svg("text", { x: x + wide / 2, y: y + 17.5, class: "bar-text" }, text));
        }
        x += wide;
      }
    });
    return made;
  }

  function legend(entries) {
    return el("ul", { class: "legend", "aria-hidden": "true" }, ...entries.map(([pattern, text]) => {
      const swatch = svg("svg", { width: 22, height: 14, "aria-hidden": "true", focusable: "false" },
        svg("rect", { x: 0.5, y: 0.5, width: 21, height: 13, fill: `url(#p${pattern})`, class: "bar" }));
      return el("li", {}, swatch, text);
    }));
  }

  function drawRegion() {
    document.querySelectorAll("[data-trend]").forEach((place) => {
      const indicator = Number(place.dataset.trend);
      place.append(trendChart(indicator, data.region.values[indicator], data.region.ratings[indicator]));
    });
    if (data.region.classes) byId("chart-classes").append(classBar(data.region.classes));
    const patterns = [0, 2, 4, 1, 5];
    const bars = NAMES.map((name, place) => [name, data.region.counts[place].map(
      ([share, number], rating) => [share, patterns[rating], String(number)])]);
    byId("chart-ratings").append(stacked(bars),
      legend([...WORDS, "belum lapor"].map((word, rating) => [patterns[rating], word])));
  }

  function classBar(classes) {
    const parts = classes.map(([, , share], place) => [share === null ? 0 : share, place, percent(share)]);
    return el("div", {}, stacked([["", parts]]), legend(data.classes.map((name, place) => [place, name])));
  }

  // The detail of a UPK

  function table(caption, heads, rows, className) {
    const head = el("tr", {}, ...heads.map(([text, numeric]) => el("th", { scope: "col", class: numeric ? "n" : null }, text)));
    const body = rows.map((cells) => el("tr", {}, ...cells.map((cell, place) => place
      ? el("td", { class: heads[place][1] ? "n" : null }, cell) : el("th", { scope: "row" }, cell))));
    return el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption },
      el("table", { class: className || null }, el("caption", {}, caption), el("thead", {}, head), el("tbody", {}, ...body)));
  }

  function rated(value, rating) {
    const sign = el("span", { class: "sign s" + rating, "aria-hidden": "true" }, SIGNS[rating]);
    return el("span", { class: "rated" }, sign, value === null ? "" : " " + percent(value),
      el("span", { class: "sr" }, " " + WORDS[rating]));
  }

  function trends(upk) {
    const told = [...upk.sources].some((source) => source !== "-");
    if (!told) return el("p", {}, "Belum ada laporan dalam 12 bulan ini.");
    const charts = el("ul", { class: "cards small" }, ...NAMES.map((name, indicator) => {
      const [value, rating] = upk.now[indicator];
      return el("li", {}, el("p", { class: "name" }, name, " ", rated(value, rating), " ", el("span", { class: "word" }, WORDS[rating])),
        trendChart(indicator, upk.values[indicator], upk.ratings[indicator]));
    }));
    const heads = [["Indikator", false], ...data.months.map((month) => [month, true])];
    const from = { b: "buku", s: "sendiri", "-": "–" };
    const rows = NAMES.map((name, indicator) => [name, ...data.months.map((_, place) =>
      upk.sources[place] === "-" ? "–" : rated(upk.values[indicator][place], Number(upk.ratings[indicator][place])))]);
    rows.push(["Sumber", ...[...upk.sources].map((source) => from[source])]);
    return el("div", {}, charts, table("Lima indikator, 12 bulan", heads, rows, "tight"));
  }

  function quality(upk) {
    if (!upk.classes) return null;
    const sen = withSen(upk.classes.map(([, balance]) => balance));
    const rows = upk.classes.map(([loans, balance, share], place) =>
      [`${place + 1} ${data.classes[place]}`, count(loans), money(balance, sen), percent(share)]);
    return el("div", {}, classBar(upk.classes), table("Kolektibilitas",
      [["Golongan", false], ["Pinjaman", true], ["Saldo (Rp)", true], ["Bagian", true]], rows));
  }

  function figures(upk) {
    const shown = data.figures.map(([name, kind], place) => [name, upk.figures[place], kind]).filter((one) => one[1] !== null);
    return el("dl", { class: "facts" }, ...shown.map(([name, value, kind]) =>
      el("div", {}, el("dt", {}, name), el("dd", {}, kind === "n" ? count(value) : "Rp" + money(value)))));
  }

  function groups(upk) {
    if (!upk.loans) return el("p", {}, upk.source === "s"
      ? "Rincian KSM tidak ada: UPK ini melapor sendiri dengan blanko." : "Rincian KSM bulan ini belum ada.");
    const sen = withSen(upk.loans.flatMap((loan) => loan.slice(2, 6)));
    const rows = upk.loans.map(([name, number, principal, balance, late, service, months, class_]) => [
      name, number, money(principal, sen), money(balance, sen), money(late, sen), money(service, sen), count(months),
      `${class_} ${data.classes[class_ - 1]}`]);
    return table(`KSM dan pinjamannya, akhir ${data.month}`, [["KSM", false], ["Nomor pinjaman", false],
      ["Pinjaman (Rp)", true], ["Saldo (Rp)", true], ["Tunggakan pokok (Rp)", true], ["Tunggakan jasa (Rp)", true],
      ["Bulan menunggak", true], ["Kolektibilitas", false]], rows);
  }

  function detail(upk, id) {
    const parts = [el("h3", { id: id + "-h" }, `${upk.name} (${upk.code})`),
      el("p", {}, upk.place + ". " + upk.reported + ".")];
    if (upk.source === "s") parts.push(el("p", { class: "mark-self" }, data.selfReported));
    if (upk.reasons.length) {
      parts.push(el("h4", {}, "Yang perlu diperhatikan"),
        el("ul", { class: "reasons" }, ...upk.reasons.map((reason) => el("li", {}, reason))));
    }
    parts.push(el("h4", {}, "Lima indikator"), trends(upk));
    if (upk.classes || upk.figures.some((value) => value !== null)) {
      parts.push(el("h4", {}, "Kolektibilitas, cadangan dan angka lain"),
        el("div", { class: "pair" }, ...[quality(upk), figures(upk)].filter(Boolean)));
    }
    parts.push(el("h4", {}, "KSM"), groups(upk));
    if (upk.mark) parts.push(el("p", { class: "mark-line" }, upk.mark));
    return el("div", { class: "panel", role: "group", "aria-labelledby": id + "-h" }, ...parts);
  }

  // Only a table that does not fit its box has to be reached by keyboard, to be scrolled.
  function stops(within) {
    within.querySelectorAll(".scroll").forEach((box) => {
      if (box.scrollWidth > box.clientWidth) box.setAttribute("tabindex", "0");
      else box.removeAttribute("tabindex");
    });
  }

  // The table of UPK

  const body = byId("rows");
  const rows = body ? [...body.rows] : [];
  const opened = new Map();
  const searched = data.upk.map((upk) => [upk.name, upk.code, upk.board, upk.place].join(" ").toLowerCase());

  function toggle(button, number) {
    const open = button.getAttribute("aria-expanded") === "true";
    button.setAttribute("aria-expanded", String(!open));
    if (open) {
      opened.get(number).hidden = true;
      return;
    }
    if (!opened.has(number)) {
      const id = "detail-" + number;
      const cell = el("td", { colspan: rows[number].cells.length }, detail(data.upk[number], id));
      opened.set(number, el("tr", { class: "detail", id }, cell));
      for (const part of [button, opened.get(number)]) {
        part.addEventListener("keydown", (event) => {
          if (event.key !== "Escape" || button.getAttribute("aria-expanded") === "false") return;
          toggle(button, number);
          button.focus();
        });
      }
    }
    opened.get(number).hidden = false;
    rows[number].after(opened.get(number));
    stops(opened.get(number));
    button.setAttribute("aria-controls", opened.get(number).id);
  }

  function nameButtons() {
    rows.forEach((row, number) => {
      const name = row.querySelector("b");
      const button = el("button", { type: "button", class: "open", "aria-expanded": "false" }, name.textContent);
      name.replaceWith(button);
      button.addEventListener("click", () => toggle(button, number));
    });
  }

  // Rows in their order; those that do not fit the filter are hidden, those beyond `most` wait. Paper shows them all.
  let order = rows.map((_, number) => number);
  let fitting = rows.map(() => true);
  let most = data.pageRows;

  function show() {
    let kept = 0;
    for (const number of order) {
      const fits = fitting[number];
      kept += fits ? 1 : 0;
      for (const row of [rows[number], opened.get(number)]) {
        if (!row) continue;
        row.classList.toggle("away", !fits);
        row.classList.toggle("more", fits && kept > most);
      }
    }
    byId("more").hidden = kept <= most;
    return kept;
  }

  function place() {
    const all = document.createDocumentFragment();
    for (const number of order) {
      all.append(rows[number]);
      if (opened.has(number)) all.append(opened.get(number));
    }
    show();
    body.append(all);
  }

  function sortBy(column, down) {
    const values = data.sort[column];
    const words = typeof values.find((value) => value !== null) === "string";
    order = rows.map((_, number) => number).sort((one, other) => {
      const [first, second] = [values[one], values[other]];
      if (first === second) return one - other;
      if (first === null || second === null) return first === null ? 1 : -1;
      const compared = words ? first.localeCompare(second, "id") : first - second;
      return down ? -compared : compared;
    });
    place();
  }

  function sortButtons() {
    const heads = [...document.querySelectorAll("#upk-table thead th[data-sort]")];
    heads.forEach((head) => {
      const button = el("button", { type: "button", class: "sort" }, ...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending"
          || (!head.hasAttribute("aria-sort") && head.dataset.first === "down");
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        sortBy(head.dataset.sort, down);
      });
    });
    heads[0].setAttribute("aria-sort", "ascending");
  }

  function fits(upk, number, wanted) {
    const rating = wanted.indicator === "" || !upk.now ? upk.worst : upk.now[wanted.indicator][1];
    return wanted.words.every((word) => searched[number].includes(word))
      && (wanted.district === "" || upk.district === wanted.district)
      && (wanted.rating === "" || rating === Number(wanted.rating))
      && (wanted.source === "" || upk.source === wanted.source);
  }

  function filter() {
    const value = (id) => byId(id).value;
    const wanted = {
      words: value("f-text").toLowerCase().split(/\s+/).filter(Boolean),
      district: value("f-district"), indicator: value("f-indicator"), rating: value("f-rating"), source: value("f-source"),
    };
    fitting = data.upk.map((upk, number) => fits(upk, number, wanted));
    const kept = show();
    byId("status").textContent = kept === rows.length ? `${count(kept)} UPK.`
      : kept ? `${count(kept)} dari ${count(rows.length)} UPK cocok dengan saringan.` : "Tidak ada UPK yang cocok dengan saringan.";
  }

  function reveal(number) {
    const first = order.filter((each) => fitting[each])[most];
    most = number;
    show();
    rows[first].querySelector(".open").focus();
  }

  function filters() {
    const form = byId("filters");
    form.hidden = byId("how").hidden = false;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(filter));
    let waiting = 0;
    byId("f-text").addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(filter, 120);
    });
    form.addEventListener("change", filter);
    byId("print").addEventListener("click", () => window.print());
    byId("more-some").addEventListener("click", () => reveal(most + data.pageRows));
    byId("more-all").addEventListener("click", () => reveal(rows.length));
    filter();
  }

  // What is folded on the screen is unfolded on paper.
  const folded = [];
  window.addEventListener("beforeprint", () => document.querySelectorAll("details:not([open])").forEach((each) => {
    folded.push(each);
    each.open = true;
  }));
  window.addEventListener("afterprint", () => folded.splice(0).forEach((each) => { each.open = false; }));

  drawRegion();
  if (rows.length) {
    nameButtons();
    sortButtons();
    filters();
  }
  stops(document);
  window.addEventListener("resize", () => stops(document));
  document.addEventListener("toggle", (event) => stops(event.target), true);
  document.documentElement.dataset.ready = "ya";
})();
