/* What the page tells its scripts: words, languages, monikers, the site's root. */
const data = JSON.parse(document.getElementById("tweeluik-words").textContent);

export const words = data.words;
export const languages = data.languages;
export const monikers = data.monikers;
export const language = data.language;
export const root = __md_scope;

/** Fills `{name}` in one of the words. */
export function say(key, values = {}) {
  return words[key].replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** Makes an element; a `null` attribute is left out. */
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null) element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
}

/** `lang` for words of the interface inside text in another language, else `null`. */
export const wordLanguage =
  data.wordLanguage && data.wordLanguage.split("-")[0] !== data.language.split("-")[0]
    ? data.wordLanguage
    : null;

/** Calls `show` with the element that the address points at, now and (unless `once`) later. */
export function onTarget(show, { once = false } = {}) {
  const look = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    const target = id && document.getElementById(id);
    if (target) show(target);
  };
  if (!once) addEventListener("hashchange", look);
  look();
}
