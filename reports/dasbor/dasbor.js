/* The page's moving parts: everything is said in the tables already; this sorts, filters, opens and draws. */
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
  if (upk.checks.length) {
    parts.push(el("h4", {}, data.checksTitle), el("ul", {}, ...upk.checks.map((line) => el("li", {}, line))));
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
