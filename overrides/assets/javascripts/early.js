/*
 * Runs while <head> is read, before anything is painted. A file and no inline
 * script, so that the Content Security Policy needs no hashes.
 */
(() => {
  const html = document.documentElement;
  html.classList.replace("no-js", "js");

  // Material's bundle expects these four names; they keep its and our settings
  // apart from those of another site on the same origin.
  const root = document.currentScript.dataset.root.replace(/\/*$/, "/");
  globalThis.__md_scope = new URL(root, location);
  globalThis.__md_hash = (text) =>
    [...text].reduce((hash, character) => (hash << 5) - hash + character.charCodeAt(0), 0);
  globalThis.__md_get = (key, storage, scope = __md_scope) => {
    // Storage may be forbidden altogether; reading it then throws.
    try {
      return JSON.parse((storage ?? localStorage).getItem(`${scope.pathname}.${key}`));
    } catch {
      return null;
    }
  };
  globalThis.__md_set = (key, value, storage, scope = __md_scope) => {
    try {
      (storage ?? localStorage).setItem(`${scope.pathname}.${key}`, JSON.stringify(value));
    } catch {
      // The choice then holds for this page only.
    }
  };

  // Material's bundle fetches a sitemap.xml below every alternate link it finds.
  for (const link of document.querySelectorAll("link[rel=alternate]")) link.remove();

  // The colour scheme, before the first paint. Material reads it from <body>,
  // which does not exist yet.
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const paint = () => {
    const choice = html.dataset.twPalette;
    const scheme = choice === "auto" ? (dark.matches ? "dark" : "light") : choice;
    html.dataset.twScheme = scheme;
    document.body?.setAttribute("data-md-color-scheme", scheme === "dark" ? "slate" : "default");
  };
  globalThis.tweeluikPalette = (choice) => {
    html.dataset.twPalette = ["light", "dark"].includes(choice) ? choice : "auto";
    paint();
  };
  tweeluikPalette(__md_get("tweeluik-palette"));
  dark.addEventListener("change", paint);
  new MutationObserver((_, observer) => {
    if (!document.body) return;
    observer.disconnect();
    paint();
  }).observe(html, { childList: true });
})();
