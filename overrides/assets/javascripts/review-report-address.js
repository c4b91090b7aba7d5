/* The filter in the address: a link to the page shows the same findings to everybody. */
const SETS = ["severity", "check", "origin"];
const TEXTS = ["folder", "article", "q"];
export const VIEWS = ["list", "checks", "folders", "articles"];

export function emptyFilter() {
  return { severity: new Set(), check: new Set(), origin: new Set(), folder: "", article: "", q: "", cosmetic: false, view: "list" };
}

/** Whether a filter leaves anything out that can be seen otherwise. */
export function isFiltered(filter) {
  return SETS.some((name) => filter[name].size) || TEXTS.some((name) => filter[name]);
}

const encoded = (text) => encodeURIComponent(text.toWellFormed?.() ?? text);

/** A path as the address of a link: each part is a name, even one with a colon in it. */
export const pathAddress = (path) => path.split("/").map(encoded).join("/");

export function readAddress(search) {
  const given = new URLSearchParams(search);
  const filter = emptyFilter();
  for (const name of SETS) {
    for (const value of (given.get(name) ?? "").split(",")) if (value) filter[name].add(value);
  }
  for (const name of TEXTS) filter[name] = (given.get(name) ?? "").trim();
  filter.cosmetic = given.get("cosmetic") === "1";
  if (VIEWS.includes(given.get("view"))) filter.view = given.get("view");
  return filter;
}

export function writeAddress(filter) {
  const pairs = [
    ...SETS.map((name) => [name, [...filter[name]].sort().map(encoded).join(",")]),
    ...TEXTS.map((name) => [name, pathAddress(filter[name])]),
    ["cosmetic", filter.cosmetic ? "1" : ""],
    ["view", filter.view === "list" ? "" : filter.view],
  ];
  const query = pairs.flatMap(([name, value]) => (value ? [`${name}=${value}`] : [])).join("&");
  return query ? `?${query}` : "";
}
