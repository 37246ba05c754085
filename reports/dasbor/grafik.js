/* What the page draws: numbers as Indonesians write them, and charts. No figure is computed here: percentages come as
   hundredths of a percent, money as sen. Texts only ever become text nodes, so that a name is never markup. */
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
