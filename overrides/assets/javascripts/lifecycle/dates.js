/* Calendar dates without a clock; the twin of lifecycle/dates.py. */
const names = (text) => text.split(" ");
export const MONTHS = {
  nl: names("januari februari maart april mei juni juli augustus september oktober november december"),
  en: names("January February March April May June July August September October November December"),
};
const DAYS = {
  nl: names("maandag dinsdag woensdag donderdag vrijdag zaterdag zondag"),
  en: names("Monday Tuesday Wednesday Thursday Friday Saturday Sunday"),
};
const SHORT_MONTHS = { mrt: 3, sept: 9 };
const [FIRST, LAST] = [-719162, 2932896];
const FULL = /^(\d{1,2})[-/. ]+(\d{1,2}|[a-z]+)[-/. ]+(\d+)$|^(\d{4})-(\d{1,2})-(\d{1,2})$/;

/** Days since 1970 of an ISO date; null for anything else. */
export function dayNumber(text) {
  if (typeof text !== "string") return null;
  const day = Date.parse(`${text}T00:00Z`) / 864e5;
  // Engines read more than ISO dates, and let 30 February roll over.
  return isoDate(day) === text ? day : null;
}

export const isoDate = (day) =>
  day !== null && day >= FIRST && day <= LAST ? new Date(day * 864e5).toISOString().slice(0, 10) : null;

export function longDate(text, language) {
  const code = Object.hasOwn(MONTHS, language) ? language : "en";
  const date = new Date(`${text}T00:00Z`);
  const weekday = DAYS[code][(date.getUTCDay() + 6) % 7];
  return `${weekday} ${date.getUTCDate()} ${MONTHS[code][date.getUTCMonth()]} ${+text.slice(0, 4)}`;
}

/** The visitor's own calendar day, as ISO text. */
export function today(now = new Date()) {
  const pad = (number, length) => `${number}`.padStart(length, "0");
  return `${pad(now.getFullYear(), 4)}-${pad(now.getMonth() + 1, 2)}-${pad(now.getDate(), 2)}`;
}

/** Reads the three fields of a date; returns { date, error, fields }, one of the first two null. */
export function parseDate(day, month, year, least = null, most = null) {
  let texts = [day, month, year].map((text) =>
    text.replace(/^[ \t\r\n\u00a0]+|[ \t\r\n\u00a0]+$/g, "").replaceAll("\u00a0", " ").toLowerCase(),
  );
  const full = !texts[1] && !texts[2] && FULL.exec(texts[0]);
  if (full) texts = full[1] ? full.slice(1, 4) : [full[6], full[5], full[4]];
  const fields = ["day", "month", "year"];
  const wrong = (error, at = fields) => ({ date: null, error, fields: at });
  const empty = fields.filter((_, index) => !texts[index]);
  if (empty.length) return wrong(empty.length === 3 ? "missing" : "incomplete", empty);
  const isDigits = /^\d+$/.test(texts[2]);
  if (isDigits && texts[2].length !== 4) return wrong("year_digits", ["year"]);
  const numbers = [small(texts[0], 31), monthNumber(texts[1]), isDigits ? +texts[2] : 0];
  const pad = (index, length) => `${numbers[index]}`.padStart(length, "0");
  const date = `${pad(2, 4)}-${pad(1, 2)}-${pad(0, 2)}`;
  const found = dayNumber(date);
  const bad = fields.filter((_, index) => !numbers[index]);
  if (found === null) return wrong("impossible", bad.length ? bad : fields);
  if ((least !== null && found < least) || (most !== null && found > most)) return wrong("range");
  return { date, error: null, fields: [] };
}

function small(text, most) {
  const number = /^0*\d{1,2}$/.test(text) ? +text : 0;
  return number <= most ? number : 0;
}

function monthNumber(text) {
  const name = text.replace(/\.$/, "");
  const isName = (full) => name === full.toLowerCase() || name === full.slice(0, 3).toLowerCase();
  const index = [MONTHS.nl, MONTHS.en].map((full) => full.findIndex(isName)).find((found) => found >= 0);
  return small(text, 12) || (index ?? -1) + 1 || (Object.hasOwn(SHORT_MONTHS, name) ? SHORT_MONTHS[name] : 0);
}
