/*
 * Parts of an article that hold for one cloud only. Without this script all of
 * them are shown with their names. The reader's choice holds on every page that
 * knows that cloud; on a page that does not, everything is shown.
 */
import { make, monikers, onTarget, words, wordLanguage } from "./page.js";

const key = "tweeluik-moniker";
const sections = [...document.querySelectorAll(".tw-moniker[data-moniker]")];

if (monikers.length > 1) {
  const picker = build();
  const stored = __md_get(key);
  apply(monikers.some(({ id }) => id === stored) ? stored : "all");
  picker.addEventListener("change", (event) => {
    const before = picker.getBoundingClientRect().top;
    apply(event.target.value);
    __md_set(key, event.target.value);
    scrollBy({ top: picker.getBoundingClientRect().top - before, behavior: "instant" });
  });
  onTarget((target) => {
    const section = target.closest(".tw-moniker[hidden]");
    if (!section) return;
    // Shown for this visit; the reader's own choice stays stored.
    apply(idsOf(section)[0]);
    target.scrollIntoView();
  });
}

function idsOf(section) {
  return section.dataset.moniker.split(/\s+/).filter(Boolean);
}

function build() {
  const choices = [{ id: "all", name: words.moniker_all, lang: wordLanguage }, ...monikers];
  const picker = make(
    "fieldset",
    { class: "tw-picker" },
    make("legend", { lang: wordLanguage }, words.moniker_choose),
    ...choices.map(({ id, name, lang = null }) =>
      make(
        "label",
        { lang },
        make("input", { type: "radio", name: "tw-moniker", value: id, autocomplete: "off" }),
        make("span", {}, name),
      ),
    ),
  );
  sections[0].before(picker);
  return picker;
}

function apply(choice) {
  document.querySelector(`.tw-picker input[value="${CSS.escape(choice)}"]`).checked = true;
  for (const section of sections) section.hidden = choice !== "all" && !idsOf(section).includes(choice);
  // Headings that are hidden are no use in the list of headings.
  for (const link of document.querySelectorAll(".tw-toc a, .tw-toc-inline a")) {
    const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    link.closest("li").hidden = Boolean(target?.closest(".tw-moniker[hidden]"));
  }
}
