/*
 * The review page of an article: its keys and buttons, raw views, filters, and editing.
 *
 * A page may have ten thousand segments, so listeners are on the table as a whole, and raw views are made for the
 * tables that are near the screen only.
 */
import { announce, make, onWords, reword, say } from "./review.js";
import { differenceHtml } from "./review-difference.js";
import { badCharacter, Edits, xliff } from "./review-edits.js";
import { rawHtml, rawOf } from "./review-raw.js";

const main = document.getElementById("rv-main");
const table = document.getElementById("rv-table");
const tools = document.getElementById("rv-tools");
const rows = [...table.querySelectorAll("tr[id]")];
const boxes = [...table.querySelectorAll(".rv-c")];
const indexes = new Map(rows.map((row, index) => [row, index]));
const edits = new Edits(document.body.dataset.store);
const state = { row: null, finding: null, raw: false, only: new Set(), query: "", open: null };
const letters = { error: "e", warning: "w", suggestion: "s" };

/* ---- Where one is ---- */

const below = (row) => (row.nextElementSibling?.matches("tr.f:not(.rv-mine)") ? row.nextElementSibling : null);
const mine = (row) => {
  let next = row.nextElementSibling;
  while (next && !next.id) {
    if (next.classList.contains("rv-mine")) return next;
    next = next.nextElementSibling;
  }
  return null;
};
const nameOf = (row) => decodeURIComponent(row.querySelector("th a")?.hash.slice(1) || row.id);
const shown = (row) => !row.hidden;

function rowOf(element) {
  let row = element.closest("#rv-table tr");
  while (row && !row.id) row = row.previousElementSibling;
  return row;
}

function setRow(row) {
  if (row === state.row) return;
  state.row?.classList.remove("cur");
  state.row?.removeAttribute("aria-current");
  state.row = row;
  row?.classList.add("cur");
  row?.setAttribute("aria-current", "true");
}

function setFinding(item) {
  state.finding?.classList.remove("cur");
  state.finding = item;
  item?.classList.add("cur");
}

/** Goes to a row; what is laid out on the way there may move it, so the place is set once more. */
function go(row, item = null) {
  setRow(row);
  setFinding(item);
  view(row?.closest(".rv-c"));
  const goal = item ?? row.querySelector("th a") ?? row;
  if (goal === item || goal === row) goal.tabIndex = -1;
  const bring = () => (item ?? row).scrollIntoView({ block: item ? "center" : "nearest" });
  goal.focus({ preventScroll: true });
  bring();
  requestAnimationFrame(bring);
}

/** The row to begin with where none has been chosen: the first that is on the screen. */
function firstInView() {
  const edge = tools.getBoundingClientRect().bottom;
  const box = boxes.find((one) => !one.hidden && one.getBoundingClientRect().bottom > edge);
  const inside = box ? [...box.querySelectorAll("tr[id]")].filter(shown) : rows.filter(shown);
  return inside.find((row) => row.getBoundingClientRect().bottom > edge) ?? inside[0];
}

function step(direction) {
  let index;
  if (state.row && shown(state.row)) {
    index = indexes.get(state.row) + direction;
    while (rows[index] && !shown(rows[index])) index += direction;
  } else index = indexes.get(firstInView());
  if (!rows[index]) return announce(say(direction > 0 ? "review_last" : "review_first"));
  go(rows[index]);
  announce(say("review_at", { id: nameOf(rows[index]), index: index + 1, all: rows.length }));
}

/** Those about the article as a whole come first; they have no row. */
const findings = [...main.querySelectorAll(".rv-l > li")];
const findingShown = (item) =>
  (!state.only.size || [...state.only].some((letter) => item.classList.contains(letter))) &&
  (!table.contains(item) || shown(rowOf(item)));

function stepFinding(direction) {
  const open = findings.filter(findingShown);
  let at = open.indexOf(state.finding);
  if (at >= 0) at += direction;
  else {
    const here = state.row ?? firstInView();
    const index = state.row ? indexes.get(here) : scrollY < table.offsetTop ? -1 : indexes.get(here);
    const place = (item) => (table.contains(item) ? indexes.get(rowOf(item)) : -1) - index;
    at = direction > 0 ? open.findIndex((item) => place(item) >= 0) : open.findLastIndex((item) => place(item) < 0);
    if (at < 0) at = open.length;
  }
  if (!open[at]) return announce(say(direction > 0 ? "review_last_finding" : "review_first_finding"));
  go(table.contains(open[at]) ? rowOf(open[at]) : null, open[at]);
}

/* ---- Raw views ---- */

const rendered = new WeakMap();

function rangesOf(row, letter) {
  const items = below(row)?.querySelectorAll(`li[data-${letter}]`) ?? [];
  return [...items].map((item) => item.dataset[letter].split("-").map(Number));
}

/** Shows a half rendered or as written; one that has been edited, as what differs. */
function paint(row, letter) {
  const cell = row.querySelector(`td.${letter}`);
  if (!cell || cell.classList.contains("m") || !cell.lang) return;
  const edit = letter === "t" ? edits.get(row.id) : null;
  const wanted = edit ? "edit" : state.raw ? "raw" : "text";
  if (wanted === (cell.dataset.view ?? "text") && !edit) return;
  if (!rendered.has(cell)) {
    rendered.set(cell, cell.innerHTML);
    cell.dataset.plain = cell.textContent;
  }
  cell.dataset.view = wanted;
  cell.classList.toggle("rv-raw", wanted !== "text");
  if (edit) cell.innerHTML = differenceHtml(rawOf(cell), edit.text);
  else cell.innerHTML = state.raw ? rawHtml(rawOf(cell), rangesOf(row, letter)) : rendered.get(cell);
}

const near = new Set();

function view(box) {
  if (!box || (box.dataset.view ?? "text") === (state.raw ? "raw" : "text")) return;
  box.dataset.view = state.raw ? "raw" : "text";
  for (const row of box.querySelectorAll("tr[id]")) {
    paint(row, "s");
    paint(row, "t");
  }
}

let viewing = 0;
const FRAME = 8;

/** Brings what is near the screen into the view that is chosen, a little in each frame, the screen itself first. */
function viewSoon() {
  cancelAnimationFrame(viewing);
  viewing = requestAnimationFrame(() => {
    const late = performance.now() + FRAME;
    const wanted = [...near].filter((box) => !box.hidden && (box.dataset.view ?? "text") !== (state.raw ? "raw" : "text"));
    const middle = innerHeight / 2;
    const away = new Map(
      wanted.map((box) => {
        const { top, bottom } = box.getBoundingClientRect();
        return [box, Math.max(top - middle, middle - bottom)];
      }),
    );
    wanted.sort((one, other) => away.get(one) - away.get(other));
    while (wanted.length && performance.now() < late) view(wanted.shift());
    if (wanted.length) viewSoon();
  });
}

const watcher = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) near.add(target);
      else near.delete(target);
    }
    viewSoon();
    if (state.query) paintHits();
  },
  { rootMargin: "1000px 0px" },
);
for (const box of boxes) watcher.observe(box);

function toggleRaw() {
  state.raw = !state.raw;
  press("raw", state.raw);
  viewSoon();
  announce(say(state.raw ? "review_raw_on" : "review_raw_off"));
}

function toggleSource() {
  const hide = table.classList.toggle("rv-nosource");
  press("source", !hide);
  announce(say(hide ? "review_source_off" : "review_source_on"));
}

const button = (action) => tools.querySelector(`[data-do="${action}"]`);
const press = (action, on) => button(action).setAttribute("aria-pressed", on);

/* ---- Filters and search ---- */

const AT_ONCE = 3000;
let texts = null;

function sift() {
  const query = state.query.toLowerCase();
  if (query) {
    texts ??= rows.map((row) => [...row.cells].slice(1).map(rawOf).join("\n").toLowerCase());
  }
  let count = 0;
  const counts = new Map();
  rows.forEach((row, index) => {
    const fits = !state.only.size || [...state.only].some((letter) => row.classList.contains(letter));
    const keep = fits && (!query || texts[index].includes(query) || row.id.includes(query));
    if (keep) count++;
    const box = row.parentElement.parentElement.parentElement;
    counts.set(box, (counts.get(box) ?? 0) + keep);
    if (row.hidden !== keep) return;
    row.hidden = !keep;
    for (let next = row.nextElementSibling; next && !next.id; next = next.nextElementSibling) next.hidden = !keep;
  });
  for (const [box, left] of counts) {
    box.hidden = !left;
    box.style.setProperty("--n", left);
  }
  table.classList.toggle("rv-few", count < rows.length && count <= AT_ONCE);
  for (const letter of Object.values(letters)) main.classList.toggle(`only-${letter}`, state.only.has(letter));
  main.classList.toggle("rv-only", state.only.size > 0);
  document.getElementById("rv-none").hidden = count > 0;
  const said = count === rows.length ? say("review_shown_all") : say("review_hits", { count, all: rows.length });
  document.getElementById("rv-hits").textContent = query ? said : "";
  announce(said);
  paintHits();
}

function toggleFilter(kind) {
  const letter = letters[kind];
  if (!state.only.delete(letter)) state.only.add(letter);
  press(`filter-${kind}`, state.only.has(letter));
  sift();
}

/** Colours what was searched for, without touching the text. */
function paintHits() {
  if (!CSS.highlights) return;
  CSS.highlights.delete("rv-hit");
  const query = state.query.toLowerCase();
  if (!query) return;
  const ranges = [];
  for (const box of near) {
    if (box.hidden) continue;
    const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const text = node.data.toLowerCase();
      if (text.length !== node.length) continue;
      for (let at = text.indexOf(query); at >= 0; at = text.indexOf(query, at + query.length)) {
        const range = new Range();
        range.setStart(node, at);
        range.setEnd(node, at + query.length);
        ranges.push(range);
      }
    }
  }
  CSS.highlights.set("rv-hit", new Highlight(...ranges));
}

const search = document.getElementById("rv-search");
const field = document.getElementById("rv-query");
let waiting = 0;

function openSearch() {
  search.hidden = false;
  button("search").setAttribute("aria-expanded", "true");
  field.focus();
  field.select();
}

function closeSearch() {
  search.hidden = true;
  button("search").setAttribute("aria-expanded", "false");
  field.value = "";
  if (state.query) {
    state.query = "";
    sift();
  }
  if (state.row && shown(state.row)) go(state.row);
  else button("search").focus();
}

field.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    state.query = field.value.trim();
    sift();
  }, 150);
});
field.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    event.preventDefault();
    closeSearch();
  } else if (event.key === "Enter") {
    event.preventDefault();
    clearTimeout(waiting);
    if (state.query !== field.value.trim()) {
      state.query = field.value.trim();
      sift();
    }
    const first = rows.find(shown);
    if (first) go(first);
  }
});
search.addEventListener("submit", (event) => event.preventDefault());

/* ---- Link ---- */

async function copyLink() {
  if (!state.row) return announce(say("review_choose_first"));
  const url = new URL(location);
  url.hash = state.row.id;
  history.replaceState(null, "", url);
  try {
    await navigator.clipboard.writeText(url.href);
    announce(say("review_copied"));
    flash("copy");
  } catch {
    announce(say("review_copy_failed"));
    notice("copy", "review_copy_failed");
  }
}

/** Shows on a button that it has worked. */
function flash(action) {
  button(action).classList.add("done");
  setTimeout(() => button(action).classList.remove("done"), 1200);
}

/* ---- Editing ---- */

function hashesOf(row) {
  const both = row.dataset.h;
  return both ? { sourceHash: both.slice(0, 16), targetHash: both.slice(16) } : null;
}

const isStale = (row, edit) => {
  const now = hashesOf(row);
  return !now || now.sourceHash !== edit.sourceHash || now.targetHash !== edit.targetHash;
};

const wholeRow = (classes, ...children) => {
  const cell = make("td", { colspan: 3 }, ...children);
  return make("tr", { class: classes }, cell);
};

function openEdit(row) {
  if (!row) return announce(say("review_choose_first"));
  if (!hashesOf(row)) {
    announce(say("review_locked"));
    return notice("locked", "review_locked");
  }
  closeEdit({ focus: false });
  const cell = row.querySelector("td.t");
  const raw = rawOf(cell);
  const known = edits.get(row.id);
  const text = make("textarea", { id: "rv-text", lang: cell.lang, dir: cell.dir || null, spellcheck: "true" });
  text.defaultValue = known?.text ?? raw;
  const label = make("label", {
    for: "rv-text",
    w: "review_edit_label",
    "data-v": JSON.stringify({ id: row.id }),
  });
  const shownDifference = make("p", { class: "rv-diff rv-raw", lang: cell.lang });
  const problem = make("p", { class: "rv-problem", role: "alert" });
  const does = (action, key, more = {}) =>
    make("button", { type: "button", class: "rv-button", "data-do": action, ...more }, make("span", { w: key }));
  const buttons = make(
    "div",
    { class: "rv-group" },
    does("keep", "review_edit_keep", { class: "rv-button rv-button--main" }),
    does("cancel", "review_edit_cancel"),
  );
  if (known) buttons.append(does("revert", "review_edit_revert"));
  const place = wholeRow("rv-editor", label, text, shownDifference, problem, buttons);
  let after = row;
  while (after.nextElementSibling && !after.nextElementSibling.id) after = after.nextElementSibling;
  after.after(place);
  const compare = () => {
    const now = written(text.value, raw);
    if (now === raw) shownDifference.replaceChildren(make("span", { class: "rv-quiet", w: "review_edit_same" }));
    else shownDifference.innerHTML = differenceHtml(raw, now);
  };
  text.addEventListener("input", compare);
  text.addEventListener("keydown", (event) => {
    if (event.key === "Escape") closeEdit();
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) keep();
    else return;
    event.preventDefault();
  });
  state.open = { row, place, text, problem, raw };
  compare();
  setRow(row);
  text.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
  place.scrollIntoView({ block: "nearest" });
}

/** Gives the text of a field the line ends that the half has: a field knows only one kind. */
const written = (value, raw) => (/\r/.test(raw) ? value.replace(/\n/g, raw.includes("\r\n") ? "\r\n" : "\r") : value);

function closeEdit({ focus = true } = {}) {
  if (!state.open) return;
  const { row, place } = state.open;
  state.open = null;
  place.remove();
  if (focus) row.querySelector("th a")?.focus({ preventScroll: true });
}

function keep() {
  const { row, text, problem, raw } = state.open;
  const now = written(text.value, raw);
  const bad = badCharacter(now);
  if (bad || !now.trim()) {
    problem.textContent = bad ? say("review_edit_bad", bad) : say("review_edit_empty");
    text.setAttribute("aria-invalid", "true");
    text.focus();
    return;
  }
  if (now === raw) edits.remove(row.id);
  else {
    const source = rawOf(row.querySelector("td.s"));
    edits.set(row.id, { text: now, old: raw, source, ...hashesOf(row) });
  }
  closeEdit();
  showEdit(row);
  counted();
  announce(say(now === raw ? "review_edit_same" : edits.failed ? "review_store_failed" : "review_edit_kept"));
}

function revert(row) {
  edits.remove(row.id);
  if (state.open?.row === row) closeEdit();
  showEdit(row);
  counted();
  row.querySelector("th a")?.focus({ preventScroll: true });
  announce(say("review_edit_reverted"));
}

/** Shows on a row whether it has been edited. */
function showEdit(row) {
  mine(row)?.remove();
  const edit = edits.get(row.id);
  row.classList.toggle("rv-edited", Boolean(edit));
  paint(row, "t");
  if (!edit) return;
  const does = (action, key) =>
    make("button", { type: "button", class: "rv-button", "data-do": action }, make("span", { w: key }));
  const parts = [make("b", { class: "rv-badge rv-badge--edited", w: "review_edited" }), " "];
  if (isStale(row, edit)) {
    const cell = row.querySelector("td.t");
    parts.push(make("b", { class: "rv-badge rv-badge--error", w: "review_stale" }), " ");
    parts.push(make("span", { w: "review_stale_note" }));
    const changed = make("p", { class: "rv-raw", lang: cell.lang });
    changed.innerHTML = differenceHtml(edit.old, rawOf(cell));
    parts.push(changed);
    if (hashesOf(row)) parts.push(does("stale-keep", "review_stale_keep"), " ");
    parts.push(does("revert", "review_stale_drop"));
  } else parts.push(does("edit", "review_edit"), " ", does("revert", "review_edit_revert"));
  (below(row) ?? row).after(wholeRow("f rv-mine", ...parts));
}

function rebase(row) {
  const edit = edits.get(row.id);
  const [source, old] = [rawOf(row.querySelector("td.s")), rawOf(row.querySelector("td.t"))];
  edits.set(row.id, { ...edit, source, old, ...hashesOf(row) });
  showEdit(row);
  counted();
}

/** The edits that can go out: those of segments that are as they were. */
const ready = () =>
  [...edits.kept].filter(([id, edit]) => {
    const row = document.getElementById(id);
    return row && indexes.has(row) && !isStale(row, edit);
  });

function counted() {
  const count = ready().length;
  const shownCount = tools.querySelector("[data-edits]");
  if (!shownCount) return;
  shownCount.textContent = count;
  button("download").disabled = !count;
  notice("store", "review_store_failed", { remove: !edits.failed });
}

function download() {
  const { article, source, target } = document.body.dataset;
  const sent = ready();
  const text = xliff({ path: article, source, target }, sent);
  const url = URL.createObjectURL(new Blob([text], { type: "application/xliff+xml" }));
  const link = make("a", { href: url, download: `${article.replace(/\.md$/, "").replaceAll("/", "-")}.xlf` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
  announce(say(sent.length === 1 ? "review_downloaded_one" : "review_downloaded", { count: sent.length }));
}

const DRAFT = `${edits.key} draft`;

/** A preview reloads when a file changes: what is being typed is not lost by that. */
function keepDraft() {
  try {
    const { row, text } = state.open ?? {};
    if (text && text.value !== text.defaultValue) {
      sessionStorage.setItem(DRAFT, JSON.stringify({ id: row.id, text: text.value }));
    } else sessionStorage.removeItem(DRAFT);
  } catch {
    // Without storage there are no drafts.
  }
}

function restoreDraft() {
  let draft = null;
  try {
    draft = JSON.parse(sessionStorage.getItem(DRAFT));
    sessionStorage.removeItem(DRAFT);
  } catch {
    return;
  }
  const row = document.getElementById(draft?.id);
  if (!row || !indexes.has(row) || !hashesOf(row)) return;
  openEdit(row);
  state.open.text.value = draft.text;
  state.open.text.dispatchEvent(new Event("input"));
}

/** Shows the edits of an earlier visit, and clears away those that are in the article by now. */
function restore() {
  const done = [];
  const gone = [];
  for (const [id, edit] of edits.kept) {
    const row = document.getElementById(id);
    if (!row || !indexes.has(row)) gone.push([id, edit]);
    else if (rawOf(row.querySelector("td.t")) === edit.text) done.push(id);
    else showEdit(row);
  }
  if (done.length) {
    edits.remove(...done);
    notice("done", done.length === 1 ? "review_edit_done_one" : "review_edit_done", { values: { count: done.length } });
  }
  if (gone.length) showGone(gone);
  counted();
}

function showGone(gone) {
  const list = make("ul", {});
  for (const [id, edit] of gone) {
    const drop = make("button", { type: "button", class: "rv-button" }, make("span", { w: "review_edit_revert" }));
    const item = make("li", {}, make("code", {}, id), " ", make("span", { lang: document.body.dataset.target }, edit.text), " ", drop);
    drop.addEventListener("click", () => {
      edits.remove(id);
      item.remove();
      if (!list.children.length) list.parentElement.remove();
    });
    list.append(item);
  }
  const box = make("div", { class: "rv-note" }, make("p", { w: "review_gone" }), list);
  document.getElementById("rv-notices").append(box);
}

function notice(name, key, { remove = false, values = {} } = {}) {
  const place = document.getElementById("rv-notices");
  place.querySelector(`[data-notice="${name}"]`)?.remove();
  if (remove) return;
  place.append(make("p", { class: "rv-note", "data-notice": name, w: key, "data-v": JSON.stringify(values) }));
}

/* ---- Keys and buttons ---- */

const help = document.getElementById("rv-help");
const inRow = (element) => (element && table.contains(element) ? rowOf(element) : state.row);

const actions = {
  "next-segment": () => step(1),
  "previous-segment": () => step(-1),
  "next-finding": () => stepFinding(1),
  "previous-finding": () => stepFinding(-1),
  "filter-error": () => toggleFilter("error"),
  "filter-warning": () => toggleFilter("warning"),
  "filter-suggestion": () => toggleFilter("suggestion"),
  search: () => (search.hidden ? openSearch() : closeSearch()),
  "search-close": closeSearch,
  source: toggleSource,
  raw: toggleRaw,
  copy: copyLink,
  edit: (from) => openEdit(inRow(from)),
  help: () => help.showModal(),
  download,
  keep,
  cancel: () => closeEdit(),
  revert: (from) => revert(inRow(from)),
  "stale-keep": (from) => rebase(inRow(from)),
};
const keys = {
  j: "next-segment",
  k: "previous-segment",
  n: "next-finding",
  p: "previous-finding",
  1: "filter-error",
  2: "filter-warning",
  3: "filter-suggestion",
  "/": "search",
  t: "source",
  r: "raw",
  c: "copy",
  e: "edit",
  "?": "help",
};
const TYPING = "input:not([type=checkbox]), textarea, select, [contenteditable]";
const keysOn = document.getElementById("rv-keys");

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (event.target.closest?.(TYPING) || document.querySelector("dialog[open]")) return;
  const action = keys[event.key];
  if (!keysOn.checked || !action || !(button(action) || action === "help")) return;
  event.preventDefault();
  if (action === "search") openSearch();
  else actions[action]();
});

document.addEventListener("click", (event) => {
  const pressed = event.target.closest("[data-do]");
  if (pressed) {
    if (!pressed.disabled) actions[pressed.dataset.do](pressed);
    return;
  }
  const row = table.contains(event.target) && rowOf(event.target);
  if (!row) return;
  setRow(row);
  setFinding(event.target.closest(".rv-l > li"));
});

table.addEventListener("focusin", (event) => {
  const row = rowOf(event.target);
  if (row) setRow(row);
});

keysOn.checked = __md_get("tweeluik-keys") ?? true;
keysOn.addEventListener("change", () => __md_set("tweeluik-keys", keysOn.checked));
// What scrolls to a row leaves room for the tools that lie over the page.
new ResizeObserver(() => {
  const lies = getComputedStyle(tools).position === "sticky";
  document.documentElement.style.scrollPaddingBlockStart = `${(lies ? tools.offsetHeight : 0) + 12}px`;
}).observe(tools);
addEventListener("storage", (event) => {
  if (event.key !== edits.key) return;
  const before = [...edits.kept.keys()];
  edits.read();
  for (const id of new Set([...before, ...edits.kept.keys()])) {
    const row = document.getElementById(id);
    if (row && indexes.has(row)) showEdit(row);
  }
  counted();
});
addEventListener("beforeunload", (event) => {
  if (edits.failed && edits.kept.size) event.preventDefault();
});
const openHash = () => {
  const row = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (row && indexes.has(row)) {
    setRow(row);
    requestAnimationFrame(() => row.scrollIntoView({ block: "center" }));
  }
};
addEventListener("hashchange", openHash);
onWords(() => {
  if (state.open) reword(state.open.place);
  if (state.query) document.getElementById("rv-hits").textContent = "";
});
addEventListener("pagehide", keepDraft);
restore();
openHash();
restoreDraft();
