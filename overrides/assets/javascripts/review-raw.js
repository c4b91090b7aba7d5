/* The Markdown of a half as it is written, with signs for what nobody sees otherwise. */

const escapes = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
export const escapeHtml = (text) => text.replace(/[&<>"]/g, (character) => escapes[character]);

/** The Markdown of a half's cell: what it shows, unless an attribute says that it is written otherwise. */
export function rawOf(cell) {
  return cell.dataset.r ?? cell.dataset.plain ?? cell.textContent;
}

const tokens = new RegExp(
  [
    "(?<line>\\r\\n|[\\n\\r\\u2028\\u2029])",
    "(?<tab>\\t)",
    "(?<blank> )",
    // Blanks that are none, and characters without a width.
    "(?<odd>[\\u00a0\\u00ad\\u1680\\u2000-\\u200f\\u202a-\\u202f\\u205f-\\u2069\\u3000\\ufeff\\ufff9-\\ufffb\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f])",
    "(?<mark>\\\\[!-\\/:-@\\[-`{-~]|`+|\\*+|_+|!?\\[|\\]\\((?:[^()\\s]|\\([^()]*\\))*(?:\\s+\"[^\"]*\")?\\)|\\]|<[^<>]*>|&#?\\w+;)",
  ].join("|"),
  "g",
);

const signs = { "\u00a0": "°", "\u3000": "□" };
const signOf = (character) =>
  signs[character] ?? `U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;

function tokenHtml(text, kind) {
  const html = escapeHtml(text);
  if (kind === "line") return `<i class="rv-nl" data-c="↵">${html.replace("\r", "")}</i>`;
  if (kind === "tab") return `<i class="rv-nb" data-c="⇥">${html}</i>`;
  if (kind === "blank") return `<i class="rv-sp">${html}</i>`;
  if (kind === "odd") return `<i class="rv-nb" data-c="${signOf(text)}">${html}</i>`;
  return kind === "mark" ? `<b class="rv-mk">${html}</b>` : html;
}

/**
 * Returns the HTML of Markdown as it is written.
 * @param {string} text
 * @param {[number, number][]} ranges what findings are about, in UTF-16 code units
 */
export function rawHtml(text, ranges = []) {
  const cuts = new Set(ranges.flat());
  const marked = (at) => ranges.some(([start, end]) => start <= at && at < end);
  const pieces = [];
  const add = (from, to, kind) => {
    let start = from;
    for (let at = from + 1; at <= to; at++) {
      if (at < to && !cuts.has(at)) continue;
      const html = tokenHtml(text.slice(start, at), kind);
      pieces.push(cuts.size && marked(start) ? `<mark>${html}</mark>` : html);
      start = at;
    }
  };
  let position = 0;
  for (const match of text.matchAll(tokens)) {
    if (match.index > position) add(position, match.index, "");
    position = match.index + match[0].length;
    const kind = Object.keys(match.groups).find((name) => match.groups[name] !== undefined);
    // A mark may be an address with a blank in it; its characters are written as one.
    add(match.index, position, kind);
  }
  if (position < text.length) add(position, text.length, "");
  return pieces.join("").replaceAll("</mark><mark>", "");
}
