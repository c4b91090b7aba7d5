/*
 * Large images. Without this script the link opens the file; with it the image
 * opens above the page. <dialog> brings Esc and gives the focus back.
 */
import { make, words, wordLanguage } from "./page.js";

const image = make("img", { class: "tw-large__image", alt: "" });
const close = make("button", { type: "button", class: "tw-large__close", lang: wordLanguage }, words.close);
const dialog = make("dialog", { class: "tw-large", "aria-label": words.image_enlarged }, close, image);
document.body.append(dialog);
// A click anywhere closes, on the image as well.
dialog.addEventListener("click", () => dialog.close());
dialog.addEventListener("close", () => image.removeAttribute("src"));

for (const link of document.querySelectorAll("a.tw-lightbox")) {
  const small = link.querySelector("img");
  if (!small?.alt.trim()) link.setAttribute("aria-label", words.image_enlarge);
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    link.focus({ preventScroll: true });
    image.src = link.href;
    image.alt = small?.alt ?? "";
    dialog.showModal();
  });
}
