/* What differs between two texts, word by word: the longest common subsequence of their words. */
import { escapeHtml } from "./review-raw.js";

const MOST_CELLS = 4e6;
const cut = (text) => text.match(/\s+|\d+(?:[.,]\d+)*|[\p{L}\p{M}]+(?:['’_][\p{L}\p{M}]+)*|([*_`~#])\1*|./gsu) ?? [];

/** Returns [kind, text] in reading order; the kinds are "" (in both), "del" and "ins". */
export function differences(old, now) {
  const before = cut(old);
  const after = cut(now);
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head++;
  let tail = 0;
  const most = Math.min(before.length, after.length) - head;
  while (tail < most && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const middle = between(before.slice(head, before.length - tail), after.slice(head, after.length - tail));
  const end = before.slice(before.length - tail).join("");
  return joined([["", before.slice(0, head).join("")], ...middle, ["", end]]);
}

function between(one, other) {
  if (one.length * other.length > MOST_CELLS) return [["del", one.join("")], ["ins", other.join("")]];
  const width = other.length + 1;
  const lengths = new Uint16Array((one.length + 1) * width);
  for (let a = one.length - 1; a >= 0; a--) {
    for (let b = other.length - 1; b >= 0; b--) {
      lengths[a * width + b] =
        one[a] === other[b]
          ? lengths[(a + 1) * width + b + 1] + 1
          : Math.max(lengths[(a + 1) * width + b], lengths[a * width + b + 1]);
    }
  }
  const found = [];
  let [a, b] = [0, 0];
  while (a < one.length || b < other.length) {
    if (a < one.length && b < other.length && one[a] === other[b]) {
      found.push(["", one[a++]]);
      b++;
    } else if (b === other.length || (a < one.length && lengths[(a + 1) * width + b] >= lengths[a * width + b + 1])) {
      found.push(["del", one[a++]]);
    } else {
      found.push(["ins", other[b++]]);
    }
  }
  return found;
}

/** Joins pieces of a kind; of what is rewritten, what is gone comes first, and a blank between two of them too. */
function joined(pieces) {
  const found = [];
  let [gone, come] = ["", ""];
  const flush = () => {
    if (gone) found.push(["del", gone]);
    if (come) found.push(["ins", come]);
    [gone, come] = ["", ""];
  };
  pieces = pieces.filter(([, text]) => text);
  pieces.forEach(([kind, text], index) => {
    const next = pieces[index + 1]?.[0];
    if (kind === "del") gone += text;
    else if (kind === "ins") come += text;
    else if (gone && come && next && !text.trim()) [gone, come] = [gone + text, come + text];
    else {
      flush();
      if (found.length && found.at(-1)[0] === "") found.at(-1)[1] += text;
      else found.push(["", text]);
    }
  });
  flush();
  return found;
}

export function differenceHtml(old, now) {
  return differences(old, now)
    .map(([kind, text]) => (kind ? `<${kind}>${escapeHtml(text)}</${kind}>` : escapeHtml(text)))
    .join("");
}
