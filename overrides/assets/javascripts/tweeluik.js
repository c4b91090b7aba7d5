/*
 * The entry: what every page has, and the parts that only some pages need,
 * fetched when they are there.
 */
import { make, onTarget, say, words, wordLanguage } from "./page.js";

const parts = {
  ".tw-tabs": "./tabs.js",
  ".tw-moniker": "./monikers.js",
  "a.tw-lightbox": "./lightbox.js",
  ".tw-term": "./terms.js",
};
const loading = Object.entries(parts)
  .filter(([selector]) => document.querySelector(selector))
  .map(([, file]) =>
    import(file).catch((error) => {
      // Then the style without scripts: everything is shown.
      console.error(error);
      document.documentElement.classList.replace("js", "no-js");
    }),
  );
palette();
drawer();
languageSwitch();
searchButtons();
scrollers();
copyButtons();
await Promise.all(loading);
keepTarget();

/**
 * Tabs and pickers change the height of the page after the browser went to the
 * heading in the address. Going back or reloading restores a place of its own.
 */
function keepTarget() {
  if (performance.getEntriesByType("navigation")[0]?.type !== "navigate") return;
  onTarget((target) => target.scrollIntoView(), { once: true });
}

/** One button that goes round: automatic, light, dark. */
function palette() {
  const button = document.querySelector("button[data-tw-palette]");
  const choices = ["auto", "light", "dark"];
  const current = () => document.documentElement.dataset.twPalette;
  const name = () => {
    const text = `${button.dataset.label}: ${button.dataset[current()]}`;
    button.setAttribute("aria-label", text);
    button.title = text;
  };
  button.addEventListener("click", () => {
    const choice = choices[(choices.indexOf(current()) + 1) % choices.length];
    tweeluikPalette(choice);
    __md_set("tweeluik-palette", choice);
    name();
  });
  name();
}

/**
 * Material opens its drawer with a hidden checkbox that no key reaches. The
 * checkbox stays (Material's style and overlay hang on it); a real button works
 * it, focus goes in and out, and what lies under the drawer is inert.
 */
function drawer() {
  const button = document.querySelector("[data-tw-drawer]");
  const panel = document.getElementById("tw-drawer");
  const toggle = document.getElementById("__drawer");
  if (!button || !panel) return;
  const beneath = document.querySelectorAll(".md-header, .md-content, .md-sidebar--secondary, .md-footer");
  const set = (open) => {
    if (toggle.checked !== open) toggle.click();
  };
  toggle.addEventListener("change", () => {
    const open = toggle.checked;
    button.setAttribute("aria-expanded", open);
    for (const element of beneath) element.inert = open;
    if (open) panel.querySelector("[data-tw-drawer-close]").focus();
    else if (button.checkVisibility()) button.focus();
  });
  button.addEventListener("click", () => set(true));
  panel.querySelector("[data-tw-drawer-close]").addEventListener("click", () => set(false));
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape") set(false);
  });
  matchMedia("(min-width: 76.25em)").addEventListener("change", () => set(false));
  // The page read now should be in view in a long tree.
  panel.querySelector("[aria-current=page]")?.scrollIntoView?.({ block: "nearest" });
}

/**
 * Heading ids are the same in all languages, so the reader of another language
 * lands where this one was reading. The h1 is left out: that is simply the top.
 */
function languageSwitch() {
  const update = (event) => {
    const link = event.target.closest?.("a[data-tw-language]");
    if (!link) return;
    // The answers to a calculator hold in every language.
    if (document.querySelector(".tw-tool") && location.hash.startsWith("#v=")) {
      link.hash = location.hash;
      return;
    }
    const edge = document.querySelector(".md-header").getBoundingClientRect().bottom + 60;
    const headings = document.querySelectorAll("article :is(h2, h3, h4, h5, h6)[id]");
    const above = [...headings].filter(
      (heading) => heading.checkVisibility() && heading.getBoundingClientRect().top <= edge,
    );
    link.hash = above.at(-1)?.id ?? "";
  };
  // auxclick and contextmenu: opening in a new tab keeps the place as well.
  for (const type of ["click", "auxclick", "contextmenu"]) document.addEventListener(type, update, true);
}

/** The dialog's script and the search engine are fetched at the first use. */
function searchButtons() {
  const open = async (language) => (await import("./search.js")).open(language);
  for (const button of document.querySelectorAll("[data-tw-search]")) {
    button.addEventListener("click", () => open(button.dataset.twSearch));
  }
  if (/^Mac|^iP/.test(navigator.platform)) {
    for (const key of document.querySelectorAll(".tw-search-button__key")) key.textContent = "⌘ K";
  }
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    const combination = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k";
    const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !typing;
    if (!combination && !slash) return;
    event.preventDefault();
    if (!document.querySelector("dialog[open]")) open();
  });
}

/**
 * Only what really scrolls sideways needs a stop for the Tab key and a name.
 * role=group and not region: tables are no landmarks.
 */
function scrollers() {
  const kinds = { table_scroll: ".tw-table", code_scroll: ".md-typeset pre > code" };
  for (const [key, selector] of Object.entries(kinds)) {
    document.querySelectorAll(selector).forEach((element, index) => {
      const check = () => {
        const scrolls = element.scrollWidth > element.clientWidth;
        element.toggleAttribute("data-tw-scrolls", scrolls);
        if (scrolls) {
          element.tabIndex = 0;
          element.setAttribute("role", "group");
          element.setAttribute("aria-label", say(key, { number: index + 1 }));
        } else {
          for (const name of ["tabindex", "role", "aria-label"]) element.removeAttribute(name);
        }
      };
      new ResizeObserver(check).observe(element);
      check();
    });
  }
}

/** Material's own copy buttons wrap each in a nameless <nav>, hence ours. */
function copyButtons() {
  if (!navigator.clipboard) return;
  for (const code of document.querySelectorAll(".md-typeset pre > code")) {
    if (code.closest(".tw-diagnostics")) continue;
    const button = make("button", { type: "button", class: "tw-copy", lang: wordLanguage }, words.code_copy);
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(code.textContent.trimEnd());
      button.textContent = words.code_copied;
      setTimeout(() => (button.textContent = words.code_copy), 2000);
    });
    const wrapper = make("div", { class: "tw-code" });
    code.parentElement.before(wrapper);
    wrapper.append(code.parentElement, button);
  }
}
