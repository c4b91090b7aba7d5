/* Words with the values of a result filled in; the twin of lifecycle/filling.py. */
import { isoDate, longDate } from "./dates.js";

const GAP = "…";
const NO_DECIMALS = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF";
const THREE_DECIMALS = "BHD IQD JOD KWD LYD OMR TND";
const SYMBOLS = { EUR: "€", GBP: "£", JPY: "JP¥", USD: "US$" };
const PLACEHOLDER = /\{(?:([nva]):([\w.-]+)|([\w.-]+)\.(from|to))\}/g;

/** Digits of the smaller unit of a currency. */
export const decimalsOf = (currency) =>
  NO_DECIMALS.includes(currency) ? 0 : THREE_DECIMALS.includes(currency) ? 3 : 2;

export const numberText = (number, language) =>
  `${number}`.replace(/\B(?=(\d{3})+$)/g, language === "nl" ? "." : ",");

/** An amount in the smallest unit of its currency as text. */
export function moneyText(minor, currency, language) {
  const decimals = decimalsOf(currency);
  const digits = `${Math.abs(minor)}`.padStart(decimals + 1, "0");
  const cut = digits.length - decimals;
  const part = decimals ? (language === "nl" ? "," : ".") + digits.slice(cut) : "";
  const symbol = currency === null ? "" : (SYMBOLS[currency] ?? currency);
  const space = symbol && (language === "nl" || symbol === currency) ? "\u00a0" : "";
  return (minor < 0 ? "-" : "") + symbol + space + numberText(digits.slice(0, cut), language) + part;
}

/** Fills {item.from}, {item.to}, {n:quantity}, {v:quantity} and {a:input}. */
export function fill(text, result, compiled, words, language) {
  const own = (mapping, name) => (Object.hasOwn(mapping, name) ? mapping[name] : null);
  const currency = () =>
    Object.keys(compiled.inputs)
      .filter((name) => compiled.inputs[name].type === "currency")
      .map((name) => own(result.answers, name))
      .find((code) => code !== null) ?? null;
  const written = (value, kind) => {
    if (value === null) return GAP;
    if (kind === "date") return longDate(value, language);
    return kind === "amount" ? moneyText(value, currency(), language) : numberText(value, language);
  };
  const value = (name) => {
    const [number, unit] = [own(compiled.values, name), own(compiled.units, name)];
    if (unit === "date") return written(isoDate(number), "date");
    return written(number, unit === "cent" ? "amount" : "count");
  };
  const withUnit = (name) => {
    const form = own(compiled.values, name) === 1 ? "one" : "other";
    const word = own(words, `units.${own(compiled.units, name)}.${form}`);
    return value(name) + (word ? ` ${word}` : "");
  };
  const answer = (name) => {
    const given = own(result.answers, name);
    if (given === null) return own(words, `inputs.${name}.unknown`) ?? GAP;
    const { type } = compiled.inputs[name];
    if (type === "choice" || type === "currency") return own(words, `inputs.${name}.values.${given}`) ?? given;
    return written(given, type);
  };
  const item = (name, end) => {
    const found = result.items.find(({ id }) => id === name);
    if (!found) return GAP;
    return written(found[end], found.kind === "amount" || found.kind === "count" ? found.kind : "date");
  };
  const fillers = { n: withUnit, v: value, a: answer };
  return text.replace(PLACEHOLDER, (_, sort, name, id, end) => (sort ? fillers[sort](name) : item(id, end)));
}
