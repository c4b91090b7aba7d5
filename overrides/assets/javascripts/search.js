/*
 * The search dialog, on Pagefind's programming interface.
 *
 * Pagefind keeps one index per language of the pages and chooses by <html lang>
 * at the moment an instance is made; one loaded copy of its module holds the word
 * forms (WebAssembly) of one language only. So every language gets its own copy
 * of the module (the query makes the address different) and its own instance.
 */
import { language, languages, make, root, say, words } from "./page.js";

const perPage = 6;
const bundle = new URL("pagefind/", root);
const dialog = document.getElementById("tw-search");
const input = dialog.querySelector("input[type=search]");
const status = dialog.querySelector("[role=status]");
const results = dialog.querySelector("[data-results]");
const radios = [...dialog.querySelectorAll("input[type=radio]")];
const engines = new Map();
let index; // promise of the languages that have an index, or of null without any
let latest = 0; // number of the newest search; older ones no longer write
let timer;

input.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(search, 200);
});
for (const radio of radios) radio.addEventListener("change", search);
dialog.querySelector("form").addEventListener("submit", (event) => {
  event.preventDefault();
  results.querySelector("a")?.focus();
});
dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
dialog.addEventListener("click", (event) => {
  if (event.target === dialog) dialog.close(); // the backdrop, or a link to this page
  if (event.target.closest("a")) dialog.close();
});
dialog.addEventListener("keydown", (event) => {
  // In a search field the browser's Esc only empties the field.
  if (event.key === "Escape") {
    event.preventDefault();
    dialog.close();
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || event.target.type === "radio") return;
  event.preventDefault();
  const stops = [input, ...results.querySelectorAll("a, button")];
  stops[Math.max(0, stops.indexOf(document.activeElement) + step)]?.focus();
});

/** Opens the dialog; `wanted` is a language tag, else the language of the page. */
export function open(wanted) {
  const chosen = radios.find(({ value }) => value === (wanted || (input.value ? "" : language || byAddress())));
  if (chosen) chosen.checked = true;
  dialog.showModal();
  input.focus();
  input.select();
  index ??= readIndex();
  search();
}

/** 404.html has no language of its own; the address that was asked for may tell. */
function byAddress() {
  const path = location.pathname.slice(root.pathname.length);
  return languages.filter(({ home }) => path.startsWith(home.replace("./", "")))
    .sort((one, other) => other.home.length - one.home.length)[0]?.tag;
}

async function readIndex() {
  try {
    const response = await fetch(new URL("pagefind-entry.json", bundle), { cache: "no-cache" });
    return response.ok ? Object.keys((await response.json()).languages) : null;
  } catch {
    return null;
  }
}

/** The engine for one language, or null when nothing is indexed in it. */
function engine(tag) {
  if (!engines.has(tag)) engines.set(tag, load(tag));
  return engines.get(tag);
}

async function load(tag) {
  const known = await index;
  const lower = tag.toLowerCase();
  // Asked for a language it does not have, Pagefind answers in the largest one.
  if (!known.includes(lower) && !known.includes(lower.split("-")[0])) return null;
  const address = new URL("pagefind.js", bundle);
  address.search = new URLSearchParams({ language: tag });
  const pagefind = await import(address);
  const html = document.documentElement;
  const own = html.lang;
  html.lang = tag; // read by createInstance at once, put back before anyone else looks
  const instance = pagefind.createInstance({ basePath: bundle.href });
  html.lang = own;
  await instance.init();
  return instance;
}

async function search() {
  clearTimeout(timer);
  const number = ++latest;
  const query = input.value.trim();
  const current = () => number === latest;
  if ((await index) === null) {
    tell(words.search_missing);
    return;
  }
  if (!current()) return;
  if (!query) {
    results.replaceChildren();
    tell(words.search_start);
    return;
  }
  tell(words.search_busy);
  const chosen = radios.find(({ checked }) => checked)?.value ?? "all";
  const searched = chosen === "all" ? languages : languages.filter(({ tag }) => tag === chosen);
  try {
    const found = await Promise.all(
      searched.map(async (one) => ({
        ...one, hits: (await (await engine(one.tag))?.search(query))?.results ?? [],
      })),
    );
    const parts = await Promise.all(
      found.filter(({ hits }) => hits.length).map((one) => part(one, { named: searched.length > 1 })),
    );
    if (!current()) return;
    results.replaceChildren(...parts);
    results.scrollTop = 0;
    const count = found.reduce((sum, { hits }) => sum + hits.length, 0);
    tell(say(count === 0 ? "search_none" : count === 1 ? "search_one" : "search_many", { count, query }));
  } catch (error) {
    if (!current()) return;
    console.error(error);
    results.replaceChildren();
    tell(words.search_failed);
  }
}

/** The words with `code` between backticks. */
function tell(text) {
  const pieces = text.split("`").map((piece, place) => (place % 2 ? make("code", {}, piece) : piece));
  status.replaceChildren(...pieces);
}

/** The results in one language: a list that grows by a button. */
async function part({ tag, name, hits }, { named }) {
  const list = make("ol", { class: "tw-search__list", lang: tag });
  const more = make("button", { type: "button", class: "tw-search__more" }, words.search_more);
  let shown = 0;
  const grow = async () => {
    const next = await Promise.all(hits.slice(shown, shown + perPage).map((hit) => hit.data()));
    const items = next.map(item);
    list.append(...items);
    shown += items.length;
    more.hidden = shown >= hits.length;
    return items[0];
  };
  more.addEventListener("click", async () => (await grow())?.querySelector("a").focus());
  await grow();
  const section = make("section", {}, list, more);
  if (named) section.prepend(make("h3", { class: "tw-search__group", lang: tag }, `${name} (${hits.length})`));
  return section;
}

function item(hit) {
  const entry = make(
    "li",
    { class: "tw-search__item" },
    make("a", { class: "tw-search__title", href: hit.url }, hit.meta.title ?? hit.url),
  );
  if (hit.meta.section) entry.append(make("p", { class: "tw-search__section" }, hit.meta.section));
  entry.append(make("p", { class: "tw-search__excerpt" }, ...marked(hit.excerpt)));
  const headings = hit.sub_results.filter(({ title, anchor }) => anchor && title !== hit.meta.title).slice(0, 3);
  if (headings.length) {
    const links = headings.map(({ title, url }) => make("li", {}, make("a", { href: url }, title)));
    entry.append(make("ul", { class: "tw-search__headings" }, ...links));
  }
  return entry;
}

/** Pagefind's excerpt is HTML with only <mark>; taking it apart avoids innerHTML. */
function marked(excerpt) {
  const plain = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
  return excerpt.split(/<mark>(.*?)<\/mark>/).map((text, place) => (place % 2 ? make("mark", {}, plain(text)) : plain(text)));
}
