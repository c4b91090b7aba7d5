/*
 * The picture of a result as a tree of SVG elements, [tag, {attributes}, [children]]; the twin of
 * scripts/tweeluik/lifecycle/timeline.py, with the same names and cases. All positions are whole numbers.
 */
import { dayNumber, isoDate, MONTHS } from "./dates.js";
import { fill } from "./fill.js";

const [WIDE, TALL] = [720, 360];
// Size, width in percent, height of a line.
const FONTS = {
  name: [15, 110, 19],
  when: [13, 100, 17],
  status: [13, 110, 18],
  track: [14, 110, 24],
  tick: [12, 100, 18],
  now: [13, 110, 20],
};
const PHRASES = {
  nl: ["vanaf {}", "tot {}", "zonder datum", "vandaag, {}"],
  en: ["from {}", "until {}", "no date", "today, {}"],
};
const SHORT = { maart: "mrt" };
const LAST_MONTH = 9999 * 12;
const CONTROL = /[\0-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff]/gu;
const NEVER = 1e9;
const [MARGIN, TIP, NOTE, LEAST, MONTH, EDGE, RAIL] = [12, 12, 176, 60, 80, 8, 14];
const [TRACK] = FONTS.track.slice(2);

/** Draws a result; null if nothing in it has a date. */
export function timeline(result, compiled, words, language, { today = null, vertical = false, name = "timeline" } = {}) {
  const said = PHRASES[language] ?? PHRASES.en;
  const marks = read(result, compiled, words, language, said);
  const ends = marks.flatMap(({ start, end }) => [start, end]).filter((day) => Math.abs(day) < NEVER);
  if (!ends.length) return null;
  const now = dayNumber(today);
  const sheet = new Sheet(ends, now, language, said, vertical ? TALL : WIDE);
  const isList = vertical || marks.every(({ isDay }) => isDay);
  const height = isList ? tall(sheet, marks) : wide(sheet, marks);
  const told = marks.map(
    ({ track, label, when, reservation }) =>
      `${track && `${track}: `}${[label, when, reservation].filter(Boolean).join(", ")}.`,
  );
  if (now !== null) told.push(`${sheet.today()}.`);
  const attributes = {
    "aria-describedby": `${name}-desc`,
    "aria-labelledby": `${name}-title`,
    class: `tw-timeline tw-timeline--${vertical ? "narrow" : "wide"}`,
    role: "img",
    viewBox: `0 0 ${sheet.width} ${height}`,
  };
  const title = clean(words[`tools.${result.tool}.title`] ?? result.tool);
  const heads = [["title", title], ["desc", told.join(" ")]].map(([tag, text]) => [tag, { id: `${name}-${tag}` }, [text]]);
  return ["svg", attributes, [...heads, ...sheet.grid, ...sheet.shapes, ...sheet.texts]];
}

/** A tree as elements of the page. */
export function draw(tree) {
  if (typeof tree === "string") return document.createTextNode(tree);
  const made = document.createElementNS("http://www.w3.org/2000/svg", tree[0]);
  for (const [key, value] of Object.entries(tree[1])) made.setAttribute(key, value);
  made.append(...tree[2].map(draw));
  return made;
}

// Words.

const clean = (text) => text.replace(CONTROL, " ").split(" ").filter(Boolean).join(" ");
const parts = (day) => isoDate(day).split("-").map(Number);

function monthName(month, language) {
  const name = (MONTHS[language] ?? MONTHS.en)[month - 1];
  return SHORT[name] ?? name.slice(0, 3);
}

const dayMonth = (day, language) => `${parts(day)[2]}\u00a0${monthName(parts(day)[1], language)}`;
const shortDate = (day, language) => `${dayMonth(day, language)}\u00a0${parts(day)[0]}`;

function whenText(start, end, language, said) {
  const phrase = (index, day) => said[index].replace("{}", shortDate(day, language));
  if (start === null) return end === null ? said[2] : phrase(1, end);
  if (end === null) return phrase(0, start);
  if (end <= start) return shortDate(start, language);
  const first = parts(start)[0] === parts(end)[0] ? dayMonth : shortDate;
  return `${first(start, language)}\u00a0– ${shortDate(end, language)}`;
}

function read(result, compiled, words, language, said) {
  const marks = [];
  for (const { id, kind, track, from, to, open, status, act, maybe } of result.items) {
    const isDay = kind === "date" || kind === "step";
    const [start, end] = [dayNumber(from), dayNumber(to)];
    if (!isDay && kind !== "stage" && kind !== "band" && kind !== "gap") continue;
    if (start === null && (isDay || (end === null && !open))) continue;
    const key = `tools.${result.tool}.items.${id}`;
    const first = start ?? -NEVER;
    marks.push({
      id,
      track: track ? clean(words[`tracks.${track}`] ?? track) : "",
      label: clean(fill(`${(maybe && words[`${key}.if`]) || ""} ${words[`${key}.label`] ?? id}`, result, compiled, words, language)),
      when: whenText(start, isDay ? start : end, language, said),
      status,
      reservation: status === "stated" || status === "derived" ? "" : clean(words[`status.${status}`] ?? status),
      start: first,
      end: isDay ? first : Math.max(first, end ?? NEVER),
      isDay,
      isAct: Boolean(act),
    });
  }
  return marks;
}

// Texts and how wide they are at most.

function share(letter) {
  if ("ijlI.,:;'|!’ \u00a0".includes(letter)) return 36;
  if ("frt()[]/-".includes(letter)) return 47;
  if ("mwMW@%".includes(letter) || letter > "ɏ") return 115;
  return letter >= "A" && letter <= "Z" ? 80 : 65;
}

function measure(text, font) {
  let sum = 0;
  for (const letter of text) sum += share(letter);
  return Math.ceil((sum * FONTS[font][0] * FONTS[font][1]) / 10000);
}

function wrap(text, width, font) {
  const lines = [];
  let line = "";
  for (const word of text.split(" ")) {
    let longer = line ? `${line} ${word}` : word;
    if (line && measure(longer, font) > width) {
      lines.push(line);
      longer = word;
    }
    while (measure(longer, font) > width) {
      const letters = [...longer];
      let end = letters.length - 1;
      while (measure(letters.slice(0, end), font) > width) end--;
      lines.push(letters.slice(0, end).join(""));
      longer = letters.slice(end).join("");
    }
    line = longer;
  }
  return [...lines, line];
}

const wrapped = (lines, width) =>
  lines.flatMap(([font, text]) => (text ? wrap(text, width, font).map((piece) => [font, piece]) : []));
const heightOf = (lines) => lines.reduce((sum, [font]) => sum + FONTS[font][2], 0);
const linesOf = ({ label, when, reservation }) => [["name", label], ["when", when], ["status", reservation]];

// Drawing.

const distinct = (days) => [...new Set(days)].sort((a, b) => a - b);
const path = (kind, shape) => ["path", { class: `tw-timeline__${kind}`, d: shape }, []];

/** What has been drawn so far. */
class Sheet {
  constructor(ends, now, language, said, width) {
    const days = distinct(ends);
    const reach = Math.max(Math.floor((days.at(-1) - days[0]) / 3), 30);
    const isNear = now !== null && days[0] - reach <= now && now <= days.at(-1) + reach;
    Object.assign(this, { now, language, said, width, grid: [], shapes: [], texts: [] });
    this.days = isNear ? distinct([...days, now]) : days;
  }

  today() {
    return this.said[3].replace("{}", shortDate(this.now, this.language));
  }

  dot(x, y, kind) {
    this.shapes.push(["circle", { class: `tw-timeline__${kind}`, cx: `${x}`, cy: `${y}`, r: "6" }, []]);
  }

  text(x, y, font, text) {
    this.texts.push(["text", { class: `tw-timeline__${font}`, x: `${x}`, y: `${y}` }, [text]]);
  }

  lines(x, y, lines) {
    for (const [font, text] of lines) {
      this.text(x, y + FONTS[font][0], font, text);
      y += FONTS[font][2];
    }
  }

  bar({ id, status, start, end }, [left, top, right, bottom], edge, tip = 0, down = false) {
    const [side, last, other] = down ? [left, bottom, right] : [top, right, bottom];
    const first = (down ? top : left) + 2;
    const stop = last - (end === NEVER ? tip : 0);
    const middle = Math.floor((side + other) / 2);
    const at = (along, across) => (down ? `${across} ${along}` : `${along} ${across}`);
    const corners = [at(first, side), at(stop, side), at(last, middle), at(stop, other), at(first, other)];
    corners.push(at(first + (start === -NEVER ? tip : 0), middle));
    const isHatched = status === "contested";
    let strip = isHatched ? "" : `M${at(first, side + edge / 2)}L${at(stop, side + edge / 2)}`;
    for (let x = first; isHatched && x < stop; x += 6) {
      const size = Math.min(edge, stop - x);
      strip += `M${at(x, side + edge)}L${at(x + size, side + edge - size)}`;
    }
    const kind = `tw-timeline__item tw-timeline__item--${status} tw-stage--${id}`;
    const drawn = [path("bar", `M${corners.join("L")}Z`), path(isHatched ? "hatch" : "edge", strip)];
    this.shapes.push(["g", { class: kind }, drawn]);
  }
}

function lanesOf(marks) {
  const lanes = [];
  for (const mark of marks.filter(({ isDay }) => !isDay)) {
    const lane = lanes.find((one) => one.at(-1).end <= mark.start);
    if (lane) lane.push(mark);
    else lanes.push([mark]);
  }
  return lanes;
}

function tracksOf(marks) {
  const names = [...new Set(marks.map(({ track }) => track))].sort((a, b) => !!a - !!b);
  return names.map((name) => [name, marks.filter(({ track }) => track === name)]);
}

function wide(sheet, marks) {
  const low = sheet.days[0];
  const high = Math.max(sheet.days.at(-1), low + 28);
  const left = marks.some(({ start }) => start === -NEVER) ? 40 : MARGIN;
  const at = (day) => left + Math.floor(((day - low) * (WIDE - NOTE - 16 - left)) / (high - low));
  const top = sheet.now === null ? 4 : 24;
  let y = top + 26;
  for (const [track, members] of tracksOf(marks)) {
    if (track) {
      sheet.text(MARGIN, y + 14, "track", track);
      y += TRACK;
    }
    for (const lane of lanesOf(members)) y = drawLane(sheet, lane, at, y) + 8;
    const days = members.filter(({ isDay }) => isDay);
    if (days.length) {
      sheet.shapes.push(path("rail", `M${MARGIN} ${y + 8}H${WIDE - MARGIN}`));
      for (const { start, isAct } of days) sheet.dot(at(start), y + 8, isAct ? "act" : "dot");
      const dates = distinct(days.map(({ start }) => start));
      y = drawNotes(sheet, y + 18, dates.map((day) => [at(day), y + 14, dayNote(days, day)])) + 8;
    }
    y += 4;
  }
  drawScale(sheet, at, top, y);
  drawNow(sheet, at, y);
  return y;
}

/** All that a day has, below its date. */
function dayNote(marks, day) {
  const found = marks.filter(({ start }) => start === day);
  const point = found.length > 1 ? "•\u00a0" : "";
  const lines = found.flatMap(({ label, reservation }) => [["name", point + label], ["status", reservation]]);
  return wrapped([["when", found[0].when], ...lines], NOTE);
}

function drawLane(sheet, lane, at, y) {
  const placed = lane.map((mark) => {
    const [opens, ends] = [mark.start === -NEVER, mark.end === NEVER];
    const left = opens ? 2 : at(mark.start);
    const right = ends ? WIDE - 2 : at(mark.end);
    const room = right - left - 16 - TIP * (opens + ends);
    const texts = linesOf(mark);
    const fits = ([font, text]) => text.split(" ").every((word) => measure(word, font) <= room);
    const isInside = room >= LEAST && texts.every(fits);
    const lines = wrapped(texts, isInside ? room : NOTE);
    return { mark, left, right: Math.max(right, left + 4), lines, isInside, x: left + 8 + TIP * opens };
  });
  const inside = placed.filter(({ isInside }) => isInside);
  const bottom = y + Math.max(24, ...inside.map(({ lines }) => EDGE + 14 + heightOf(lines)));
  for (const { mark, left, right } of placed) sheet.bar(mark, [left, y, right, bottom], EDGE, TIP);
  for (const { x, lines } of inside) sheet.lines(x, y + EDGE + 5, lines);
  const outside = placed.filter(({ isInside }) => !isInside);
  return drawNotes(sheet, bottom + 4, outside.map(({ left, lines }) => [left, bottom, lines]));
}

/** Texts to the right of their strokes, each below all that it would lie over: so no stroke crosses a text. */
function drawNotes(sheet, y, notes) {
  const depths = notes.map(() => 0);
  for (let index = notes.length - 1; index >= 0; index--) {
    const [x, , lines] = notes[index];
    const right = x + 16 + Math.max(...lines.map(([font, text]) => measure(text, font)));
    for (let at = index + 1; at < notes.length; at++) {
      if (notes[at][0] < right) depths[index] = Math.max(depths[index], depths[at] + 1);
    }
  }
  for (let depth = 0; depths.includes(depth); depth++) {
    const row = notes.filter((_, index) => depths[index] === depth);
    for (const [x, top, lines] of row) {
      sheet.shapes.push(path("lead", `M${x} ${top}V${y + 15}`));
      sheet.lines(x + 6, y, lines);
    }
    y += Math.max(...row.map(([, , lines]) => heightOf(lines))) + 6;
  }
  return y;
}

function drawScale(sheet, at, top, bottom) {
  sheet.grid.push(path("scale", `M${MARGIN} ${top + 18}H${WIDE - MARGIN}`));
  const [year, month, day] = parts(sheet.days[0]);
  const across = at(sheet.days[0] + 1000) - at(sheet.days[0]);
  let step = 1;
  while (step * 28 * across < MONTH * 1000 && step < LAST_MONTH) step = step === 1 ? 3 : step * 2;
  let isFirst = true;
  for (let count = Math.ceil((year * 12 + month - (day === 1)) / step) * step; count < LAST_MONTH; count += step) {
    const first = `${Math.floor(count / 12)}`;
    const x = at(dayNumber(`${first.padStart(4, "0")}-${`${(count % 12) + 1}`.padStart(2, "0")}-01`));
    if (x > WIDE - MONTH) break;
    const name = step < 12 ? monthName((count % 12) + 1, sheet.language) : "";
    sheet.grid.push(path("month", `M${x} ${top + 8}V${bottom}`));
    sheet.text(x + 4, top + 14, "tick", step >= 12 || isFirst || count % 12 === 0 ? `${name} ${first}`.trim() : name);
    isFirst = false;
  }
}

function drawNow(sheet, at, bottom) {
  if (sheet.now === null) return;
  const late = `${sheet.today()} →`;
  if (sheet.days.includes(sheet.now)) {
    const x = at(sheet.now);
    sheet.shapes.push(path("today", `M${x} 4V${bottom}`));
    sheet.text(x + 6, 16, "now", sheet.today());
  } else if (sheet.now < sheet.days[0]) sheet.text(MARGIN, 16, "now", `← ${sheet.today()}`);
  else sheet.text(WIDE - MARGIN - measure(late, "now"), 16, "now", late);
}

function tall(sheet, marks) {
  const lanes = tracksOf(marks).flatMap(([, members]) => lanesOf(members));
  const left = 28 + 20 * lanes.length;
  sheet.width = Math.max(sheet.width, left + 220);
  const far = (y, arrow) => {
    sheet.text(left, y + 15, "now", `${arrow} ${sheet.today()}`);
    return y + TRACK;
  };
  const isFar = sheet.now !== null && !sheet.days.includes(sheet.now);
  const isPast = isFar && sheet.now < sheet.days[0];
  const beginning = (day) => marks.filter(({ start }) => start === day);
  let y = drawEntries(sheet, beginning(-NEVER), left, isPast ? far(6, "↑") : 6);
  const places = new Map();
  for (const day of sheet.days) {
    places.set(day, y + 10);
    const isNow = day === sheet.now;
    const isAct = beginning(day).some((mark) => mark.isAct);
    sheet.dot(MARGIN, y + 10, isAct ? "act" : isNow ? "today" : "dot");
    sheet.text(left, y + 15, isNow ? "now" : "track", isNow ? sheet.today() : shortDate(day, sheet.language));
    y = drawEntries(sheet, beginning(day), left, y + TRACK) + 8;
  }
  const bottom = y + (marks.some(({ end }) => end === NEVER) ? 26 : 0);
  lanes.forEach((lane, index) => {
    const x = 26 + 20 * index;
    for (const mark of lane) {
      const first = places.get(mark.start) ?? 2;
      const last = Math.max(places.get(mark.end) ?? bottom - 2, first + 4);
      sheet.bar(mark, [x, first, x + RAIL, last], RAIL, TIP, true);
    }
  });
  sheet.grid.push(path("spine", `M${MARGIN} 2V${bottom - 2}`));
  return isFar && !isPast ? far(bottom, "↓") : bottom;
}

function drawEntries(sheet, marks, x, y) {
  for (const mark of marks) {
    const when = mark.isDay ? "" : mark.when;
    const about = `${mark.track}${mark.track && when && ": "}${when}`;
    const texts = [["name", mark.label], ["when", about], ["status", mark.reservation]];
    const lines = wrapped(texts, sheet.width - x - 30);
    if (mark.isDay) sheet.dot(x + 7, y + 10, mark.isAct ? "act" : "dot");
    else sheet.bar(mark, [x, y + 3, x + RAIL, y + 3 + RAIL], RAIL, 0, true);
    sheet.lines(x + 22, y, lines);
    y += heightOf(lines) + 5;
  }
  return y;
}
