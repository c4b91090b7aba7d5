/*
 * Explanations of terms. The browser opens them at a click, a key or a touch and
 * closes them at Escape or a click elsewhere, without any script; with this one
 * they also open where the mouse rests on a word.
 */
const REST = 400;
const LEAVE = 300;
const isMouse = (event) => event.pointerType === "mouse";

for (const button of document.querySelectorAll(".tw-term__button")) {
  const note = button.popoverTargetElement;
  if (!note) continue;
  let timer = 0;
  let hovered = false;

  const later = (action, delay) => (event) => {
    if (!isMouse(event)) return;
    clearTimeout(timer);
    timer = setTimeout(action, delay);
  };
  const show = () => {
    // Not over an explanation that somebody opened on purpose.
    if (document.querySelector(".tw-term-note:popover-open:not([data-hovered])")) return;
    // Nor does the mouse move the focus.
    note.autofocus = false;
    note.showPopover({ source: button });
    note.autofocus = true;
    hovered = true;
    note.toggleAttribute("data-hovered", true);
  };
  const hide = () => {
    if (hovered) note.hidePopover();
  };

  button.addEventListener("pointerenter", later(show, REST));
  // A mouse that rests here before this script arrives does not enter any more.
  if (button.matches(":hover")) timer = setTimeout(show, REST);
  note.addEventListener("pointerenter", (event) => isMouse(event) && clearTimeout(timer));
  for (const element of [button, note]) element.addEventListener("pointerleave", later(hide, LEAVE));
  button.addEventListener("click", (event) => {
    clearTimeout(timer);
    if (!hovered) return;
    // A click on the word keeps what the mouse opened.
    event.preventDefault();
    hovered = false;
    note.removeAttribute("data-hovered");
    note.focus({ preventScroll: true });
  });
  note.addEventListener("toggle", (event) => {
    if (event.newState !== "closed") return;
    hovered = false;
    note.removeAttribute("data-hovered");
  });
}
