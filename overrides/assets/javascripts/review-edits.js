/*
 * The edits of one article: kept in this browser, and written as XLIFF 2.1 that `tweeluik import` takes.
 * Nothing is sent anywhere.
 */

const CORE = "urn:oasis:names:tc:xliff:document:2.0";
const METADATA = "urn:oasis:names:tc:xliff:metadata:2.0";
/** What XML 1.0 cannot hold: control characters, halves of surrogate pairs, U+FFFE and U+FFFF. */
const BAD = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

export class Edits {
  /** @param {string} name of the site and the article, to keep them apart from others */
  constructor(name) {
    this.key = `tweeluik-review ${name}`;
    this.kept = new Map();
    /** Whether the browser has refused to keep something. */
    this.failed = false;
    this.read();
  }

  /** Reads what is kept; another window may have written since. */
  read() {
    try {
      const found = JSON.parse(localStorage.getItem(this.key) ?? "{}");
      const sound = Object.entries(found).filter(
        ([, edit]) => ["text", "old", "source", "sourceHash", "targetHash"].every((name) => typeof edit?.[name] === "string"),
      );
      this.kept = new Map(sound);
    } catch {
      // Storage is turned off, or holds what we did not write.
    }
  }

  get(id) {
    return this.kept.get(id);
  }

  set(id, edit) {
    if (!this.failed) this.read();
    this.kept.set(id, edit);
    this.write();
  }

  remove(...ids) {
    if (!this.failed) this.read();
    for (const id of ids) this.kept.delete(id);
    this.write();
  }

  write() {
    try {
      if (this.kept.size) localStorage.setItem(this.key, JSON.stringify(Object.fromEntries(this.kept)));
      else localStorage.removeItem(this.key);
      this.failed = false;
    } catch {
      this.failed = true;
    }
  }
}

/** Returns the first character that XLIFF cannot hold, as its number and place from 1; `null` if there is none. */
export function badCharacter(text) {
  const match = BAD.exec(text);
  if (!match) return null;
  const code = match[0].codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
  return { code, position: [...text.slice(0, match.index)].length + 1 };
}

function xml(text) {
  return text
    .replace(/[&<>"]/g, (character) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[character])
    .replace(/[\r\u0085\u2028]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** The same for text, in which a tab and a line end stay what they are, and what XML cannot hold has an element. */
function content(text) {
  const bad = new RegExp(BAD.source, "g");
  let [result, position] = ["", 0];
  for (const match of text.matchAll(bad)) {
    result += xml(text.slice(position, match.index));
    result += `<cp hex="${match[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}"/>`;
    position = match.index + 1;
  }
  return result + xml(text.slice(position));
}

/** Returns a name as XML wants it for an id. */
const token = (id, index) => (/^[\w.-]+$/.test(id) ? `u${id}` : `u-${index + 1}`);

/**
 * Returns XLIFF 2.1 with the units that were edited.
 * @param {{path: string, source: string, target: string}} article its path and the tags of its languages
 * @param {[string, object][]} edits by id of the segment
 */
export function xliff(article, edits) {
  const units = edits.map(
    ([id, edit], index) => `    <unit id="${xml(token(id, index))}" name="${xml(id)}">
      <mda:metadata>
        <mda:metaGroup category="tweeluik">
          <mda:meta type="source-hash">${xml(edit.sourceHash)}</mda:meta>
          <mda:meta type="target-hash">${xml(edit.targetHash)}</mda:meta>
          <mda:meta type="content">markdown</mda:meta>
        </mda:metaGroup>
      </mda:metadata>
      <segment state="translated">
        <source xml:space="preserve">${content(edit.source)}</source>
        <target xml:space="preserve">${content(edit.text)}</target>
      </segment>
    </unit>
`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<xliff xmlns="${CORE}" xmlns:mda="${METADATA}" version="2.1" srcLang="${xml(article.source)}" trgLang="${xml(article.target)}">
  <file id="f1" original="${xml(article.path)}">
${units.join("")}  </file>
</xliff>
`;
}
