/*
 * The days of a result as a calendar file (RFC 5545); the twin of scripts/tweeluik/lifecycle/calendar.py, with the same
 * cases.
 */
import { dayNumber, isoDate } from "./dates.js";
import { fill } from "./fill.js";

const LINE = 75;
const UNWRITABLE = /[\0-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]/gu;

/** Writes the file; "" if there is no day in it. */
export function calendar(result, compiled, words, language, { stamp, url = "", sources = {} }) {
  const made = stamp.replace(/[-:]|\.\d+/g, "");
  const { tool, answers } = result;
  // What an event is known by; today is no part of it.
  const asked = Object.keys(answers)
    .sort()
    .filter((name) => compiled.inputs[name].type === "date" && !("prefill" in compiled.inputs[name]));
  const events = expected(result.items).flatMap((item) => {
    const say = (name, otherwise = "") =>
      fill(words[`tools.${tool}.items.${item.id}.${name}`] ?? otherwise, result, compiled, words, language);
    const status = words[`status.${item.status}`] ?? item.status;
    const isReserved = item.status === "contested" || item.status === "not_stated";
    const summary = text(say("label", item.id) + (isReserved ? ` (${status})` : ""));
    const told = `${item.maybe ? say("if") : ""} ${say("text")}`.replace(/^ +| +$/g, "");
    const described = new Set([told, status, ...item.claims.map((claim) => sources[claim])].filter(Boolean));
    return [
      "BEGIN:VEVENT",
      `UID:${text([tool, item.id, ...asked.map((name) => answers[name])].join("-"))}@tweeluik`,
      `DTSTAMP:${made}`,
      `DTSTART;VALUE=DATE:${dayText(item.from, 0)}`,
      `DTEND;VALUE=DATE:${dayText(item.from, 1)}`,
      "SEQUENCE:0",
      "TRANSP:TRANSPARENT",
      `SUMMARY:${summary}`,
      `DESCRIPTION:${text([...described].join("\n"))}`,
      `CATEGORIES:${text(words[`tools.${tool}.title`] ?? tool)}`,
      ...(url ? [`URL:${plain(url).replaceAll("\n", "")}`] : []),
      ...(item.act ? ["BEGIN:VALARM", "ACTION:DISPLAY", `DESCRIPTION:${summary}`, "TRIGGER:-P7D", "END:VALARM"] : []),
      "END:VEVENT",
    ];
  });
  if (!events.length) return "";
  const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Tweeluik//Lifecycle//EN", ...events, "END:VCALENDAR"];
  return lines.map((line) => `${fold(line)}\r\n`).join("");
}

/** The days to act on or to expect: see calendar.py. */
export function expected(items) {
  const isDay = ({ kind }) => kind === "date" || kind === "step";
  const dated = items.filter((item) => dayText(item.from, 1) && (isDay(item) || item.kind === "stage" || item.kind === "band"));
  const first = dated.map(({ from }) => from).sort()[0];
  return dated.filter(
    (item) =>
      item.act || isDay(item) || !((item.open && item.status === "not_stated") || (item.kind === "band" && item.from === first)),
  );
}

function dayText(date, later) {
  const day = dayNumber(date);
  return day === null ? "" : (isoDate(day + later) ?? "").replaceAll("-", "");
}

const plain = (value) => value.replace(/\r\n?|[\x85\u2028\u2029]/g, "\n").replace(UNWRITABLE, "");
const text = (value) => plain(value).replace(/[\\;,]/g, "\\$&").replaceAll("\n", "\\n");

/** Breaks a line that is too long in octets; no character is split. */
function fold(line) {
  let folded = "";
  let size = 0;
  for (const letter of line) {
    const octets = new TextEncoder().encode(letter).length;
    if (size + octets > LINE) {
      folded += "\r\n ";
      size = 1;
    }
    folded += letter;
    size += octets;
  }
  return folded;
}
