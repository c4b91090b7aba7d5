/*
 * Tabs. Without this script all panels stand under each other with their names;
 * here they become an ARIA tablist (arrows, Home, End). Groups on one page that
 * know the same tab id switch together.
 */
import { make, onTarget, words } from "./page.js";

const groups = [...document.querySelectorAll(".tw-tabs")].map(build);

onTarget((target) => {
  // From the outside in, when tabs stand in tabs.
  for (const { tabs } of groups) {
    const tab = tabs.find(({ panel }) => panel.contains(target));
    if (tab?.panel.hidden) {
      select(tab.panel.dataset.tab);
      target.scrollIntoView();
    }
  }
});

function build(element, group) {
  const list = make("div", { class: "tw-tabs__list", role: "tablist", "aria-label": words.tabs });
  const tabs = [...element.querySelectorAll(":scope > .tw-tab")].map((panel, index) => {
    panel.id ||= `tw-tab-${group}-${index}`;
    const name = panel.querySelector(":scope > .tw-tab__name");
    const button = make("button", {
      type: "button", role: "tab", class: "tw-tabs__tab", id: `${panel.id}--tab`, "aria-controls": panel.id,
    });
    // A copy: the printed page shows the name above its panel. A sentence must
    // not be on the page twice under one number, so the copy loses it.
    button.append(...(name ? name.cloneNode(true).childNodes : [panel.dataset.tab]));
    for (const segment of button.querySelectorAll("[data-segment]")) segment.removeAttribute("data-segment");
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", button.id);
    panel.tabIndex = 0;
    button.addEventListener("click", () => select(panel.dataset.tab, { button }));
    list.append(button);
    return { button, panel };
  });
  list.addEventListener("keydown", (event) => move(event, tabs));
  element.prepend(list);
  element.classList.add("tw-tabs--ready");
  const built = { element, tabs };
  show(built, tabs[0]);
  return built;
}

function show({ tabs }, chosen) {
  for (const tab of tabs) {
    const current = tab === chosen;
    tab.button.setAttribute("aria-selected", current);
    tab.button.tabIndex = current ? 0 : -1;
    tab.panel.hidden = !current;
  }
}

/** Shows the tab in every group that has it; the one just pressed stays in place on the screen. */
function select(id, { button = null } = {}) {
  const before = button?.getBoundingClientRect().top;
  for (const group of groups) {
    const chosen = group.tabs.find((tab) => tab.panel.dataset.tab === id);
    if (chosen) show(group, chosen);
  }
  if (button) scrollBy({ top: button.getBoundingClientRect().top - before, behavior: "instant" });
}

function move(event, tabs) {
  const index = tabs.findIndex(({ button }) => button === document.activeElement);
  const forward = getComputedStyle(event.currentTarget).direction === "rtl" ? -1 : 1;
  const next = {
    ArrowRight: index + forward, ArrowLeft: index - forward, Home: 0, End: tabs.length - 1,
  }[event.key];
  if (next === undefined || index < 0) return;
  event.preventDefault();
  const tab = tabs[(next + tabs.length) % tabs.length];
  tab.button.focus();
  select(tab.panel.dataset.tab, { button: tab.button });
}
