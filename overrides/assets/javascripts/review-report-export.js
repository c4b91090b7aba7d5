/* The findings that the filter leaves, as a file for other programs. Nothing leaves this machine. */
import { breathe } from "./review-report-data.js";

// What a spreadsheet would take for a formula gets an apostrophe in front.
const FORMULA = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;
const COLUMNS = ["severity", "check", "article", "line", "segment", "origin", "message", "source", "target"];

const ROWS_AT_ONCE = 2000;

/** Collects the findings, by kind and group as in the list. */
export async function collect(report, result, progress) {
  const kinds = report.kindsOf(result);
  await report.loadKinds(kinds, (_, done, all) => progress(done, all));
  const rows = [];
  for (const number of report.groupsOf(result)) {
    const { kind, source, target, marks, places } = report.group(number);
    for (const place of places) {
      if (!result.passes[place.finding]) continue;
      if (rows.length % ROWS_AT_ONCE === 0) await breathe();
      const [message, ...spans] = marks[place.mark];
      rows.push({
        severity: kind.severity,
        check: kind.code,
        article: place.file.path,
        line: place.line,
        segment: place.segment,
        origin: place.file.origin,
        message,
        source: source === null ? null : { text: source, start: Math.max(spans[0], 0), end: Math.max(spans[1], 0) },
        target: target === null ? null : { text: target, start: Math.max(spans[2], 0), end: Math.max(spans[3], 0) },
      });
    }
  }
  return rows;
}

/** Writes rows in pieces, with a breath now and then. */
async function pieces(rows, write) {
  const written = [];
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
    written.push(rows.slice(start, start + ROWS_AT_ONCE).map(write).join(""));
    await breathe();
  }
  return written;
}

export async function asJson(rows, filter) {
  const [first, ...rest] = rows;
  const others = await pieces(rest, (row) => `,\n${JSON.stringify(row)}`);
  const begin = `{"version": 1, "filter": ${JSON.stringify(filter)}, "findings": [\n`;
  return new Blob([begin, first ? JSON.stringify(first) : "", ...others, "\n]}\n"], { type: "application/json" });
}

/** Commas, all quoted, CR LF (RFC 4180), and a byte order mark, without which Excel misreads letters. */
export async function asCsv(rows) {
  const cell = (value) => {
    const text = value?.text ?? `${value ?? ""}`;
    return `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
  };
  const line = (cells) => `${cells.map(cell).join(",")}\r\n`;
  const lines = await pieces(rows, (row) => line(COLUMNS.map((name) => row[name])));
  return new Blob(["\ufeff", line(COLUMNS), ...lines], { type: "text/csv;charset=utf-8" });
}

export function download(name, blob) {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
