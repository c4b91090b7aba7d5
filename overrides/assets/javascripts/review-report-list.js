/* The list of findings: each group with both halves, and what is meant marked in them. */
import { make, say } from "./review.js";
import { pathAddress } from "./review-report-address.js";

// Characters that act or cannot be seen: a stand-in is shown for each.
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;
const PLACES_AT_ONCE = 200;

/** A text as nodes, with a stand-in for what nobody sees. */
function plain(text) {
  const nodes = [];
  let from = 0;
  for (const match of text.matchAll(UNSEEN)) {
    const name = `U+${match[0].codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
    if (match.index > from) nodes.push(text.slice(from, match.index));
    nodes.push(make("span", { class: "rr-unseen" }, name));
    from = match.index + match[0].length;
  }
  if (from < text.length) nodes.push(text.slice(from));
  return nodes;
}

/** A text as nodes, with `mark` round the spans; an empty span is a place between two characters. */
export function marked(text, spans) {
  const nodes = [];
  let from = 0;
  const merged = [];
  for (const [start, end] of spans.filter(([start]) => start >= 0).sort((one, other) => one[0] - other[0] || one[1] - other[1])) {
    const last = merged.at(-1);
    if (last && start <= last[1] && last[1] > last[0]) last[1] = Math.max(last[1], end);
    else if (!last || start !== last[0] || end !== last[1]) merged.push([start, end]);
  }
  for (const [start, end] of merged) {
    nodes.push(...plain(text.slice(from, start)));
    const meant = text.slice(start, end);
    const blank = meant.trim() ? "" : meant ? " rr-mark--blank" : " rr-mark--between";
    nodes.push(make("mark", { class: `rr-mark${blank}` }, ...plain(meant)));
    from = end;
  }
  nodes.push(...plain(text.slice(from)));
  return nodes;
}

/** Where the review page shows a place. */
const addressOf = ({ file, segment }) =>
  file.address ? pathAddress(file.address) + (segment ? `#${encodeURIComponent(segment)}` : "") : null;

function placeLink(place) {
  const href = addressOf(place);
  const name = href ? make("a", { href }, place.file.path) : make("span", {}, place.file.path);
  const at = place.segment || (place.line ? say("report_line", { line: place.line }) : "");
  return [name, ...(at ? [" ", make("span", { class: "rr-group__id" }, at)] : [])];
}

function halves(group, languages) {
  const spans = (at) => group.marks.map((mark) => mark.slice(at, at + 2));
  const inSegment = Boolean(group.places[0].segment);
  const half = (text, at, lang, key) => {
    const box = make("div", { class: `rr-half${inSegment ? "" : " rr-half--line"}`, lang: inSegment ? lang : null, dir: "auto" });
    box.append(make("span", { class: "tw-visually-hidden", w: inSegment ? key : "report_text" }), ...marked(text, spans(at)));
    return box;
  };
  const boxes = [
    ...(group.source === null ? [] : [half(group.source, 1, languages.source, "report_source")]),
    ...(group.target === null ? [] : [half(group.target, 3, languages.target, "report_target")]),
  ];
  if (!boxes.length) return [];
  return [make("div", { class: `rr-halves${boxes.length === 1 ? " rr-halves--one" : ""}` }, ...boxes)];
}

function allPlaces(places, format) {
  const list = make("ul", { class: "rr-places" });
  const details = make("details", {}, make("summary", {}, say("report_places", { count: format(places.length) })), list);
  const more = make("button", { type: "button", class: "rv-button" }, say("report_more"));
  const add = () => {
    const start = list.children.length;
    const next = places.slice(start, start + PLACES_AT_ONCE);
    list.append(...next.map((place) => make("li", {}, ...placeLink(place))));
    if (list.children.length < places.length) details.append(more);
    else more.remove();
    if (start) list.children[start].querySelector("a, span").focus?.();
  };
  more.addEventListener("click", add);
  details.addEventListener("toggle", () => list.children.length || add());
  return details;
}

/** One group, with those of its findings that the filter leaves. */
function groupBox(group, passes, { languages, format }) {
  const places = group.places.filter(({ finding }) => passes[finding]);
  const [first] = places;
  const shown = new Set(places.map(({ mark }) => mark));
  const own = { ...group, places, marks: group.marks.filter((_, number) => shown.has(number)) };
  const messages = [...new Set(own.marks.map(([message]) => message))];
  const { severity } = group.kind;
  const head = make(
    "div",
    { class: "rr-group__head" },
    make("span", { class: `rv-badge rv-badge--${severity}`, w: `report_severity_${severity}` }),
    make("span", {}, ...placeLink(first)),
  );
  if (first.file.origin !== "unknown") {
    head.append(make("span", { class: `rv-badge rv-badge--${first.file.origin}`, w: `report_origin_${first.file.origin}` }));
  }
  if (places.length > 1) head.append(make("span", { class: "rr-times" }, say("report_times", { count: format(places.length) })));
  const list = make("ul", { class: "rr-messages", lang: "en" }, ...messages.map((message) => make("li", {}, ...plain(message))));
  const box = make("article", { class: `rr-group rr-group--${severity}`, tabindex: "-1", "data-group": group.number }, head, list, ...halves(own, languages));
  if (places.length > 1) box.append(allPlaces(places, format));
  return box;
}

/** What stands above the groups of one check. */
function checkHead(kind, result, { root, language, format, share, choose, only }) {
  const count = result.kinds[kind.number];
  const heading = make("h2", {}, make("span", { w: `code_${kind.code}` }), make("span", { class: "rr-check__code" }, kind.code));
  const about = make(
    "div",
    { class: "rr-check__about" },
    make("span", {}, say("report_count_same", { count: count === 1 ? 1 : format(count) })),
    ...(result.segments ? [make("span", {}, say("report_per_thousand", { share: share(count, result.segments) }))] : []),
    make("span", { w: `mend_${kind.code}` }),
  );
  const page = kind.pages[language] ?? Object.values(kind.pages)[0];
  if (page) about.append(make("a", { href: root + page, w: "report_about" }));
  if (!only) {
    const button = make("button", { type: "button", class: "rr-link", w: "report_only_check" });
    button.addEventListener("click", () => choose({ check: new Set([kind.code]) }));
    about.append(button);
  }
  return [heading, about];
}

/** Puts groups at the end of the list, each below its check. */
export function addGroups(list, report, groups, result, tools) {
  for (const number of groups) {
    const group = report.group(number);
    let section = list.lastElementChild;
    if (section?.dataset.kind !== `${group.kind.number}`) {
      section = make("section", { class: "rr-check", "data-kind": group.kind.number }, ...checkHead(group.kind, result, tools));
      list.append(section);
    }
    section.append(groupBox(group, result.passes, tools));
  }
}
