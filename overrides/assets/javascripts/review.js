/*
 * What every review page has: the words of the interface in a person's choice
 * of language, the colours, and a voice for those who listen.
 */
import tables from "./review-words.js";

const html = document.documentElement;
const codes = Object.keys(tables);
const WORDS = "tweeluik-words";
let language = html.lang;

/** Returns one of the words with `{name}` filled in; with a `count` of 1 the word `key_one`, if there is one. */
export function say(key, values = {}) {
  const table = tables[language] ?? tables[codes[0]];
  const text = (values.count === 1 && table[`${key}_one`]) || table[key] || key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** The language of the words. */
export const wordLanguage = () => language;

/** Calls `change` whenever another language of the words is chosen. */
export function onWords(change) {
  addEventListener("tweeluik-words", change);
}

/** Makes an element; `null` and `false` leave an attribute out, `w` is the key of its text. */
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "w") {
      element.dataset.w = value;
      if (attributes["data-v"]) element.textContent = say(value, JSON.parse(attributes["data-v"]));
      else element.textContent = say(value);
    } else if (value !== null && value !== false) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

/** Tells those who listen what has happened. */
export function announce(text) {
  const status = document.getElementById("rv-status");
  // The same text twice is silent otherwise.
  status.textContent = status.textContent === text ? `${text}\u00a0` : text;
}

/** Writes the words below an element anew in the language that is chosen. */
export function reword(root) {
  const values = (element) => (element.dataset.v ? JSON.parse(element.dataset.v) : {});
  for (const element of root.querySelectorAll("[data-w]")) {
    element.textContent = say(element.dataset.w, values(element));
  }
  for (const name of ["aria-label", "title", "placeholder"]) {
    for (const element of root.querySelectorAll(`[data-w-${name}]`)) {
      element.setAttribute(name, say(element.getAttribute(`data-w-${name}`), values(element)));
    }
  }
}

function choose(code, { keep = true } = {}) {
  if (!tables[code]) return;
  if (keep) __md_set(WORDS, code);
  for (const button of document.querySelectorAll("[data-words]")) {
    button.setAttribute("aria-pressed", button.dataset.words === code);
  }
  if (code === language) return;
  language = code;
  html.lang = code;
  reword(document);
  dispatchEvent(new Event("tweeluik-words"));
}

function palette() {
  const choices = ["auto", "light", "dark"];
  const button = document.querySelector("[data-palette]");
  const name = button.querySelector("[data-palette-name]");
  const show = () => {
    name.dataset.w = `palette_${html.dataset.twPalette}`;
    name.textContent = say(name.dataset.w);
  };
  button.addEventListener("click", () => {
    const choice = choices[(choices.indexOf(html.dataset.twPalette) + 1) % choices.length];
    tweeluikPalette(choice);
    __md_set("tweeluik-palette", choice);
    show();
  });
  show();
}

for (const button of document.querySelectorAll("[data-words]")) {
  button.addEventListener("click", () => choose(button.dataset.words));
}
palette();
choose(__md_get(WORDS) ?? language, { keep: false });
