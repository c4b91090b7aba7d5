/* The tables of the report for the filter that is set: per check, folder and article. */
import { make, say } from "./review.js";
import { pathAddress } from "./review-report-address.js";
import { SEVERITIES } from "./review-report-data.js";

const ORIGINS = ["machine", "human", "unknown"];

const head = (...cells) => make("thead", {}, make("tr", {}, ...cells));
const column = (key, number = false) => make("th", { scope: "col", class: number ? "rr-number" : null, w: key });
const cell = (...content) => make("td", { class: "rr-number" }, ...content);
const rowHead = (...content) => make("th", { scope: "row" }, ...content);

function table(key, header, rows) {
  const body = make("table", { class: "rr-table" }, header, make("tbody", {}, ...rows));
  return make("div", { class: "rr-scroll", tabindex: "0", role: "region", "aria-label": say(key) }, body);
}

function link(text, onClick, title) {
  const button = make("button", { type: "button", class: "rr-link", title }, text);
  button.addEventListener("click", onClick);
  return button;
}

/** Per check: how often, in all and by origin. */
export function checkTable(report, result, { format, share, choose }, most) {
  const kinds = report.kindsOf(result);
  const rows = kinds.slice(0, most).map((kind) => {
    const count = result.kinds[kind.number];
    const only = () => choose({ check: new Set([kind.code]), severity: new Set([kind.severity]), view: "list" });
    return make(
      "tr",
      {},
      rowHead(link(kind.code, only, say("report_only_check")), make("span", { class: "rr-rule", w: `code_${kind.code}` })),
      make("td", {}, make("span", { class: `rv-badge rv-badge--${kind.severity}`, w: `report_severity_${kind.severity}` })),
      cell(format(count)),
      cell(share(count, result.segments)),
      ...ORIGINS.map((origin, number) => {
        const own = result.kindOrigins[kind.number * ORIGINS.length + number];
        return own ? cell(format(own), " ", make("small", {}, `(${share(own, result.originSegments[origin])})`)) : cell("–");
      }),
    );
  });
  const columns = [column("report_check"), column("report_severity"), column("report_findings", true), column("report_share", true)];
  return { box: table("report_by_check", head(...columns, ...ORIGINS.map((one) => column(`report_origin_${one}`, true))), rows), all: kinds.length };
}

/** What the tables of folders and articles have in common. */
function sums(report, result, numbers) {
  const row = { segments: 0, open: 0, found: SEVERITIES.map(() => 0), findings: 0 };
  for (const number of numbers) {
    const file = report.files[number];
    row.segments += file.segments;
    row.open += file.open;
    SEVERITIES.forEach((_, at) => {
      const count = result.fileSeverities[number * SEVERITIES.length + at];
      row.found[at] += count;
      row.findings += count;
    });
  }
  return row;
}

function sumCells(row, { format, share }) {
  const clean = row.segments - row.open;
  const progress = row.segments ? [say("report_clean_of", { clean: format(clean), all: format(row.segments) })] : ["–"];
  if (row.segments) {
    const label = say("report_progress", { clean: format(clean), all: format(row.segments) });
    progress.push(make("progress", { class: "rr-bar-of", max: row.segments, value: clean, "aria-label": label }));
  }
  return [
    cell(format(row.segments)),
    ...row.found.map((count) => cell(count ? format(count) : "–")),
    cell(share(row.findings, row.segments)),
    cell(...progress),
  ];
}

const sumColumns = () => [
  column("report_segments", true),
  ...SEVERITIES.map((severity) => column(`report_severities_${severity}`, true)),
  column("report_share", true),
  column("report_clean_short", true),
];

/** The folders that a folder is in and itself, from the outside in. */
const chain = (folder) => folder.split("/").map((_, number, parts) => parts.slice(0, number + 1).join("/"));

/** Per folder, each with all files below it; the root only with those directly in it. */
export function folderTable(report, result, tools, most) {
  const below = new Map();
  report.files.forEach((file, number) => {
    if (result.ofFile[number]) return;
    for (const folder of chain(report.folders[file.folder])) {
      if (!below.has(folder)) below.set(folder, []);
      below.get(folder).push(number);
    }
  });
  const all = [...below]
    .map(([folder, numbers]) => [folder, sums(report, result, numbers)])
    .filter(([, row]) => row.findings)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  const rows = all.slice(0, most).map(([name, row]) => {
    const only = () => tools.choose({ folder: name, article: "", view: "list" });
    const shown = name ? link(name, only, say("report_only_folder")) : make("span", { w: "report_folder_root" });
    return make("tr", {}, rowHead(shown), ...sumCells(row, tools));
  });
  return { box: table("report_by_folder", head(column("report_folder_with"), ...sumColumns()), rows), all: all.length };
}

/** Per article; other files are only in the list. */
export function articleTable(report, result, tools, most) {
  const all = report.files
    .map((file, number) => [file, number])
    .filter(([file, number]) => file.address && !result.ofFile[number])
    .map(([file, number]) => [file, sums(report, result, [number])])
    .filter(([, row]) => row.findings)
    .sort(([one, a], [other, b]) => b.findings - a.findings || (one.path < other.path ? -1 : 1));
  const rows = all.slice(0, most).map(([file, row]) => {
    const only = () => tools.choose({ article: file.path, view: "list" });
    const page = make("a", { href: pathAddress(file.address) }, file.path);
    return make(
      "tr",
      {},
      rowHead(
        page,
        make("br"),
        make("span", { class: `rv-badge rv-badge--${file.origin}`, w: `report_origin_${file.origin}` }),
        " ",
        link(say("report_only_article"), only),
      ),
      ...sumCells(row, tools),
    );
  });
  return { box: table("report_by_article", head(column("report_article"), ...sumColumns()), rows), all: all.length };
}
