/*
 * The report of the review: facets that combine and live in the address, and
 * the findings that they leave, as a list, as tables, or as a file.
 */
import { announce, make, onWords, say, wordLanguage } from "./review.js";
import { emptyFilter, isFiltered, readAddress, writeAddress } from "./review-report-address.js";
import { openReport, Report, SEVERITIES } from "./review-report-data.js";
import { asCsv, asJson, collect, download } from "./review-report-export.js";
import { addGroups } from "./review-report-list.js";
import { articleTable, checkTable, folderTable } from "./review-report-tables.js";

const GROUPS_AT_ONCE = 20;
const ROWS_AT_ONCE = 50;
const CHECKS_AT_FIRST = 12;
const TYPING = 250;
const ORIGINS = ["machine", "human", "unknown"];
const TABLES = { checks: checkTable, folders: folderTable, articles: articleTable };
const KEYS = "tweeluik-keys";

const live = document.getElementById("rr-live");
const at = (id) => document.getElementById(id);
const view = at("rr-view");
const searchField = at("rr-search");
const help = at("rr-help");

let report;
let filter = emptyFilter();
let result;
let groups = [];
let shown = 0;
let latest = 0;
let typed = false;
/** Findings that hold the text `text`, once they are known. */
let found = { text: "", hits: null };

const format = (number) => new Intl.NumberFormat(wordLanguage()).format(number);
const share = (count, segments) =>
  segments
    ? new Intl.NumberFormat(wordLanguage(), { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format((1000 * count) / segments)
    : "–";
const tools = () => ({
  format,
  share,
  choose,
  only: filter.check.size === 1,
  root: live.dataset.root,
  language: wordLanguage(),
  languages: { source: live.dataset.source, target: live.dataset.target },
});

/* ---- The filter ---- */

/** Sets parts of the filter, and writes it into the address. */
function choose(changes, { typing = false } = {}) {
  filter = { ...filter, ...changes };
  // A word that is typed is one step back, not one for each letter.
  history[typing && typed ? "replaceState" : "pushState"](null, "", writeAddress(filter) || location.pathname);
  typed = typing;
  apply();
}

const toggled = (set, value) => {
  const other = new Set(set);
  if (!other.delete(value)) other.add(value);
  return other;
};

const clear = () => choose({ ...emptyFilter(), view: filter.view, cosmetic: filter.cosmetic });

/** Shows what the filter leaves. */
async function apply() {
  const run = ++latest;
  const isCurrent = () => run === latest;
  if (searchField.value.trim() !== filter.q) searchField.value = filter.q;
  let more = null;
  if (filter.q && found.text !== filter.q) {
    at("rr-ready").setAttribute("aria-busy", "true");
    try {
      const before = report.count(filter);
      const wanted = report.kinds.filter((kind) => !before.ofKind[kind.number]);
      const progress = (done, all) => isCurrent() && more === null && tell(say("report_searching", { done, all }));
      const searched = await report.search(filter.q, wanted, progress, isCurrent);
      if (!searched || !isCurrent()) return;
      found = { text: filter.q, hits: searched.hits };
      more = searched.more;
    } catch {
      if (isCurrent()) failedPart(apply);
      return;
    } finally {
      if (isCurrent()) at("rr-ready").removeAttribute("aria-busy");
    }
  } else at("rr-ready").removeAttribute("aria-busy");
  count();
  drawFacets();
  view.setAttribute("aria-busy", "true");
  await drawResults(isCurrent);
  if (isCurrent()) view.removeAttribute("aria-busy");
  if (!more) return;
  // What the other choices of the facets would find: nobody waits for it.
  const complete = await more().catch(() => false);
  if (!complete) found = { text: "", hits: null };
  if (!complete || !isCurrent()) return;
  count();
  drawFacets();
  drawCount();
}

function count() {
  result = report.count(filter, filter.q ? found.hits : null);
}

const tell = (...content) => at("rr-count").replaceChildren(...content);

function failedPart(again) {
  const button = make("button", { type: "button", class: "rv-button", w: "report_again" });
  button.addEventListener("click", () => again());
  view.replaceChildren(make("p", { class: "rr-failed" }, make("span", { w: "report_failed_part" }), " ", button));
  announce(say("report_failed_part"));
}

/* ---- Facets ---- */

const boxes = { severity: new Map(), origin: new Map(), check: new Map() };

function checkbox(facet, value, name, modifier = "", titleKey = null) {
  const input = make("input", { type: "checkbox" });
  const counted = make("span", { class: "rr-choice__count" });
  const label = make("label", { class: `rr-choice ${modifier}`, title: titleKey && say(titleKey), "data-w-title": titleKey }, input, name, counted);
  input.addEventListener("change", () => choose({ [facet]: toggled(filter[facet], value) }));
  boxes[facet].set(value, { input, counted, row: make("li", {}, label), label });
  return boxes[facet].get(value).row;
}

function buildFacets() {
  const named = (key) => make("span", { class: "rr-choice__name", w: key });
  const severities = SEVERITIES.map((one) => checkbox("severity", one, named(`report_severities_${one}`), `rr-choice--${one}`));
  at("rr-facet-severity").append(make("ul", {}, ...severities));
  at("rr-facet-origin").append(make("ul", {}, ...ORIGINS.map((one) => checkbox("origin", one, named(`report_origin_${one}`)))));
  at("rr-facet-folder").append(make("ul", { id: "rr-folders" }));
  buildChecks();
}

/** The checks by severity and number: the first ones, the others, and the cosmetic ones folded. */
function buildChecks() {
  const codes = new Map();
  for (const kind of report.kinds) {
    const known = codes.get(kind.code);
    if (!known) codes.set(kind.code, { ...kind, cosmetic: kind.cosmetic });
    else known.cosmetic &&= kind.cosmetic;
  }
  const row = ({ code, severity }) =>
    checkbox("check", code, make("span", { class: "rr-choice__name" }, code), `rr-choice--${severity}`, `code_${code}`);
  const all = [...codes.values()];
  const grave = all.filter((one) => !one.cosmetic);
  const folded = (key, rows, id) =>
    rows.length ? [make("details", { id }, make("summary", { w: key }), make("ul", {}, ...rows))] : [];
  at("rr-facet-check").append(
    make("ul", {}, ...grave.slice(0, CHECKS_AT_FIRST).map(row)),
    ...folded("report_more_checks", grave.slice(CHECKS_AT_FIRST).map(row), "rr-more-checks"),
    ...folded("report_cosmetic", all.filter((one) => one.cosmetic).map(row), "rr-cosmetic-checks"),
  );
}

function drawFacets() {
  const perCode = {};
  for (const kind of report.kinds) perCode[kind.code] = (perCode[kind.code] ?? 0) + result.facets.check[kind.number];
  const counts = { severity: result.facets.severity, origin: result.facets.origin, check: perCode };
  for (const [facet, choices] of Object.entries(boxes)) {
    for (const [value, { input, counted, label }] of choices) {
      const chosen = filter[facet].has(value);
      input.checked = chosen;
      counted.textContent = format(counts[facet][value] ?? 0);
      label.classList.toggle("rr-choice--none", !counts[facet][value]);
      if (chosen) label.closest("details")?.setAttribute("open", "");
    }
  }
  for (const summary of document.querySelectorAll(".rr-facet summary")) summary.textContent = say(summary.dataset.w);
  drawFolders();
  at("rr-facet-origin").hidden = ORIGINS.filter((one) => report.files.some((file) => file.origin === one && file.segments)).length < 2;
}

/** The folder that is chosen with those above it, and the folders directly below. */
function drawFolders() {
  const prefix = filter.folder ? `${filter.folder}/` : "";
  const below = new Map();
  report.folders.forEach((name, number) => {
    const inside = name !== filter.folder && name.startsWith(prefix);
    if (!inside || !name) return;
    const child = prefix + name.slice(prefix.length).split("/")[0];
    below.set(child, (below.get(child) ?? 0) + result.facets.folder[number]);
  });
  const parts = filter.folder ? filter.folder.split("/") : [];
  const above = ["", ...parts.map((_, number) => parts.slice(0, number + 1).join("/"))];
  const list = at("rr-folders");
  const focused = list.contains(document.activeElement) ? document.activeElement.dataset.folder : null;
  const button = (folder, name, number) => {
    const current = folder === filter.folder;
    const made = make("button", { type: "button", class: "rr-choice", "data-folder": folder, "aria-current": current && folder ? "true" : null }, name);
    if (number !== null) made.append(make("span", { class: "rr-choice__count" }, format(number)));
    made.addEventListener("click", () => choose({ folder, article: "" }));
    return make("li", {}, made);
  };
  const name = (folder) => make("span", { class: "rr-choice__name" }, `${folder.split("/").at(-1)}/`);
  list.replaceChildren(
    ...above.map((folder) => button(folder, folder ? name(folder) : make("span", { class: "rr-choice__name", w: "report_folder_all" }), null)),
    ...[...below].filter(([, number]) => number).map(([folder, number]) => button(folder, name(folder), number)),
  );
  at("rr-facet-folder").hidden = report.folders.length < 2;
  if (focused !== null) {
    const again = [...list.querySelectorAll("button")].find((one) => one.dataset.folder === focused);
    (again ?? list.querySelector("button")).focus();
  }
}

/** The parts of the filter that are set, each with a button that takes it away. */
function drawChips() {
  const chips = [];
  const chip = (name, changes) => {
    const button = make("button", { type: "button", class: "rv-button", "aria-label": say("report_remove", { name }) }, name, " ×");
    button.addEventListener("click", () => {
      choose(changes);
      at("rr-chips").querySelector("button")?.focus();
    });
    chips.push(make("li", {}, button));
  };
  for (const one of filter.severity) chip(SEVERITIES.includes(one) ? say(`report_severities_${one}`) : one, { severity: toggled(filter.severity, one) });
  for (const one of filter.origin) chip(ORIGINS.includes(one) ? say(`report_origin_${one}`) : one, { origin: toggled(filter.origin, one) });
  for (const one of filter.check) chip(one, { check: toggled(filter.check, one) });
  if (filter.folder) chip(`${filter.folder}/`, { folder: "" });
  if (filter.article) chip(filter.article, { article: "" });
  if (filter.q) chip(say("report_query", { text: filter.q }), { q: "" });
  if (chips.length) chips.push(make("li", {}, clearButton()));
  at("rr-chips").replaceChildren(...chips);
  at("rr-chips").hidden = !chips.length;
}

function clearButton() {
  const button = make("button", { type: "button", class: "rv-button", w: "report_clear" });
  button.addEventListener("click", () => {
    clear();
    at("rr-search").focus({ preventScroll: true });
  });
  return button;
}

/* ---- Results ---- */

function drawCount() {
  const number = result.total;
  const key = number === result.groupTotal ? "report_count_same" : "report_count";
  const text = say(key, { count: number === 1 ? 1 : format(number), groups: format(result.groupTotal) });
  const rate = say("report_per_thousand", { share: share(number, result.segments) });
  tell(text, ...(number && result.segments ? [make("small", {}, rate)] : []));
  document.querySelector("[data-do=results]").textContent = say("report_show", { count: number === 1 ? 1 : format(number) });
  announce(text);
}

/** What is folded, and the button that shows it, or the other way round. */
function drawFolded() {
  const folded = at("rr-folded");
  const isOpen = filter.cosmetic && !filter.check.size && report.kinds.some((kind) => kind.cosmetic);
  folded.hidden = !result.folded && !isOpen;
  if (folded.hidden) return;
  const text = isOpen ? say("report_unfolded") : say("report_folded", { count: result.folded === 1 ? 1 : format(result.folded) });
  const button = make("button", { type: "button", class: "rv-button", "data-do": "cosmetic", w: isOpen ? "report_fold" : "report_unfold" });
  const focused = folded.contains(document.activeElement);
  folded.replaceChildren(text, " ", button);
  if (focused) button.focus();
}

async function drawResults(isCurrent) {
  for (const button of document.querySelectorAll("[data-view]")) button.setAttribute("aria-pressed", button.dataset.view === filter.view);
  for (const name of ["previous", "next"]) document.querySelector(`[data-do=${name}]`).disabled = filter.view !== "list" || !result.total;
  for (const name of ["csv", "json"]) document.querySelector(`[data-do=${name}]`).disabled = !result.total;
  drawCount();
  drawChips();
  drawFolded();
  shown = 0;
  if (!result.total) {
    groups = [];
    const key = result.folded ? "report_found_cosmetic" : "report_found_none";
    const nothing = make("div", { class: "rr-empty" }, make("p", { class: "rr-empty__title", w: key }));
    if (isFiltered(filter)) nothing.append(make("p", {}, clearButton()));
    view.replaceChildren(nothing);
    drawMore(0, 0);
    return;
  }
  if (filter.view === "list") {
    groups = report.groupsOf(result);
    await addPage(isCurrent, document.createElement("div"));
  } else {
    groups = [];
    addRows(ROWS_AT_ONCE);
  }
}

/** Adds a page of groups to a list, and puts the list in place. */
async function addPage(isCurrent, list = view.firstElementChild) {
  const page = groups.slice(shown, shown + GROUPS_AT_ONCE);
  try {
    await report.loadGroups(page);
  } catch {
    if (isCurrent()) failedPart(apply);
    return;
  }
  if (!isCurrent()) return;
  addGroups(list, report, page, result, tools());
  shown += page.length;
  if (list.parentElement !== view) view.replaceChildren(list);
  drawMore(shown, groups.length);
}

function addRows(most) {
  const { box, all } = TABLES[filter.view](report, result, tools(), most);
  view.replaceChildren(box);
  shown = Math.min(most, all);
  drawMore(shown, all);
}

function drawMore(number, all) {
  at("rr-more").hidden = number >= all;
  at("rr-more-of").textContent = say("report_more_of", { shown: format(number), all: format(all) });
}

/* ---- Keys and buttons ---- */

const boxesShown = () => [...view.querySelectorAll(".rr-group")];

function current() {
  return boxesShown().findIndex((box) => box.contains(document.activeElement));
}

/** Goes to the next or the previous group, from the one that has the focus or the one at the top of the window. */
async function step(by) {
  if (filter.view !== "list" || !result.total) return;
  let to = current();
  if (to < 0) {
    const top = document.querySelector(".rr-bar").getBoundingClientRect().bottom;
    const first = boxesShown().findIndex((box) => box.getBoundingClientRect().top >= top - 1);
    to = by > 0 ? (first < 0 ? boxesShown().length - 1 : first) : first - 1;
  } else to += by;
  if (to >= boxesShown().length && shown < groups.length) {
    const run = latest;
    await addPage(() => run === latest);
  }
  goTo(boxesShown()[Math.min(Math.max(to, 0), boxesShown().length - 1)]);
}

function goTo(box) {
  if (!box) return;
  box.focus({ preventScroll: true });
  box.scrollIntoView({ block: "nearest" });
  // A box that is taller than the window shows its beginning.
  if (box.getBoundingClientRect().height > innerHeight) box.scrollIntoView({ block: "start" });
}

async function more() {
  const before = shown;
  if (filter.view !== "list") {
    addRows(shown + ROWS_AT_ONCE);
    view.querySelectorAll("tbody tr")[before]?.querySelector("a, button")?.focus();
    return;
  }
  const run = latest;
  await addPage(() => run === latest);
  goTo(boxesShown()[before]);
}

async function save(kind) {
  const name = `tweeluik-findings.${kind}`;
  const saved = result;
  try {
    const rows = await collect(report, saved, (done, all) => saved === result && tell(say("report_saving", { done, all })));
    download(name, await (kind === "csv" ? asCsv(rows) : asJson(rows, writeAddress(filter))));
  } catch {
    failedPart(() => {
      apply();
      save(kind);
    });
    return;
  }
  if (saved === result) drawCount();
  announce(say("report_saved", { name }));
}

function toFacets() {
  at("rr-facets").classList.add("rr-facets--open");
  at("rr-facets").scrollIntoView({ block: "nearest" });
  at("rr-facet-severity").querySelector("input").focus();
}

function toSearch() {
  at("rr-facets").classList.add("rr-facets--open");
  searchField.focus();
  searchField.select();
}

const actions = {
  facets() {
    const isOpen = at("rr-facets").classList.contains("rr-facets--open");
    // On a wide screen the facets are always there.
    const canClose = getComputedStyle(at("rr-facets")).position === "static";
    if (isOpen && canClose) at("rr-facets").classList.remove("rr-facets--open");
    else toFacets();
  },
  results() {
    at("rr-facets").classList.remove("rr-facets--open");
    at("rr-results").focus({ preventScroll: true });
    at("rr-results").scrollIntoView();
  },
  search: toSearch,
  next: () => step(1),
  previous: () => step(-1),
  csv: () => save("csv"),
  json: () => save("json"),
  help: () => help.showModal(),
  close: () => help.close(),
  more,
  cosmetic: () => choose({ cosmetic: !filter.cosmetic }),
};

const keys = { j: actions.next, k: actions.previous, "/": toSearch, f: toFacets, "?": actions.help };

function onKey(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || help.open) return;
  if (event.target.closest?.("textarea, select, input:not([type=checkbox])")) {
    if (event.key === "Escape" && event.target === searchField && !searchField.value) searchField.blur();
    return;
  }
  if (event.key === "Enter" && event.target.matches?.(".rr-group")) {
    event.target.querySelector(".rr-group__head a")?.click();
    return;
  }
  if (!at("rr-keys").checked || !Object.hasOwn(keys, event.key)) return;
  event.preventDefault();
  keys[event.key]();
}

function listen() {
  live.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do], [data-view]");
    if (!button) return;
    if (button.dataset.view) choose({ view: button.dataset.view });
    else actions[button.dataset.do]();
  });
  let timer = 0;
  searchField.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => searchField.value.trim() !== filter.q && choose({ q: searchField.value.trim() }, { typing: true }), TYPING);
  });
  searchField.addEventListener("blur", () => (typed = false));
  addEventListener("keydown", onKey);
  addEventListener("popstate", () => {
    typed = false;
    const before = writeAddress(filter);
    filter = readAddress(location.search);
    // A link within the page moves in the history too.
    if (writeAddress(filter) !== before) apply();
  });
  at("rr-keys").checked = __md_get(KEYS) ?? true;
  at("rr-keys").addEventListener("change", () => __md_set(KEYS, at("rr-keys").checked));
  onWords(() => {
    drawTotals();
    apply();
  });
}

/** The numbers at the top, as the language of the words writes them. */
function drawTotals() {
  const percent = new Intl.NumberFormat(wordLanguage(), { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 });
  for (const element of document.querySelectorAll("[data-number]")) {
    const number = Number(element.dataset.number);
    element.textContent = element.hasAttribute("data-percent") ? percent.format(number) : format(number);
  }
}

try {
  report = await openReport(live.dataset.folder);
  filter = readAddress(location.search);
  drawTotals();
  buildFacets();
  listen();
  at("rr-busy").hidden = true;
  at("rr-ready").hidden = false;
  await apply();
  performance.mark("tweeluik-report");
} catch (error) {
  at("rr-busy").className = "rr-failed";
  at("rr-busy").dataset.w = "report_failed";
  at("rr-busy").textContent = say("report_failed");
  at("rr-ready").hidden = true;
  at("rr-busy").hidden = false;
  at("rr-static").classList.add("rr-static--shown");
  throw error;
}
