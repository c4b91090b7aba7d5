/*
 * A result as the page shows it; scripts/tweeluik/calculators/telling.py and overrides/lifecycle/result.html make the
 * same of the examples. Only elements and text: nothing here reads markup.
 */
import { longDate } from "./dates.js";
import { fill, moneyText, numberText } from "./fill.js";
import { UNKNOWN } from "./form.js";

/** Makes an element with what is not null in it. */
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

const isNumber = (item) => item.kind === "amount" || item.kind === "count";
const time = (iso, language) => make("time", { datetime: iso }, longDate(iso, language));

/**
 * Writes the parts of a result. `data` is what the page says of the tool, `result` what the evaluator said, and
 * `ticked` the steps that are done.
 */
export class Telling {
  constructor(data, result, ticked) {
    Object.assign(this, { data, result, ticked });
    this.tool = `tools.${data.tool}`;
  }

  word(name) {
    return this.data.words[name];
  }

  /** A text as pieces, its dates as elements; an empty list if there is no such text. */
  text(name) {
    const { data, result } = this;
    const whole = this.word(name);
    if (!whole) return [];
    return whole
      .split(/(\{[^{}]+\})/)
      .filter(Boolean)
      .map((piece) => {
        const written = fill(piece, result, data.compiled, data.words, data.language);
        const iso = piece === written ? null : this.dateOf(piece.slice(1, -1));
        return iso && longDate(iso, data.language) === written ? time(iso, data.language) : written;
      });
  }

  /** The date that a placeholder stands for, if it is one. */
  dateOf(name) {
    const { answers, items } = this.result;
    const [, id, end] = /^(.+)\.(from|to)$/.exec(name) ?? [];
    const value = name.startsWith("a:") ? answers[name.slice(2)] : items.find((item) => item.id === id)?.[end];
    return /^\d{4}-\d\d-\d\d$/.test(value) ? value : null;
  }

  /** The status word, which has a shape of its own too. */
  status(code) {
    return make("span", { class: `tw-status tw-status--${code}` }, this.word(`status.${code}`));
  }

  /** From when until when, or how much. */
  when({ kind, from, to, open }) {
    const { language, say: words } = this.data;
    const write = (value) => {
      if (kind === "amount") return moneyText(value, this.currency(), language);
      return kind === "count" ? numberText(value, language) : time(value, language);
    };
    if (from === null) return [];
    if (to !== null && to !== from) return [write(from), isNumber({ kind }) ? " – " : ` ${words.until} `, write(to)];
    return open ? [`${words.from} `, write(from)] : [write(from)];
  }

  /** The currency that amounts are in. */
  currency() {
    const { inputs } = this.data.compiled;
    const { answers } = this.result;
    return answers[Object.keys(answers).find((input) => inputs[input].type === "currency")] ?? null;
  }

  /** What an item is: its name, what follows it, and what there is to say of it. */
  what(item, ...after) {
    const name = `${this.tool}.items.${item.id}`;
    const track = this.word(`tracks.${item.track}`);
    const text = [...(item.maybe ? this.text(`${name}.if`) : []), ...this.text(`${name}.text`)];
    if (item.maybe && text.length > 1) text.splice(this.text(`${name}.if`).length, 0, " ");
    const label = make("strong", {}, ...this.text(`${name}.label`));
    return [
      track ? make("span", { class: "tw-track" }, track) : null,
      item.kind === "step" ? make("label", { class: "tw-tick" }, this.tick(item.id), label) : label,
      ...after,
      text.length ? make("p", {}, ...text) : null,
    ];
  }

  /** A box to tick off a step. What is ticked is known as long as the page is open, and no longer. */
  tick(id) {
    const box = make("input", { type: "checkbox" });
    box.checked = this.ticked.has(id);
    box.addEventListener("change", (event) => {
      event.stopPropagation();
      this.ticked[box.checked ? "add" : "delete"](id);
    });
    return box;
  }

  /** The answer in a sentence, and what to do by when. */
  answer() {
    const name = `${this.tool}.outcomes.${this.result.outcome}`;
    const act = this.result.items.filter((item) => item.act && item.kind === "date");
    const list = act.map((item) => {
      const track = this.word(`tracks.${item.track}`);
      const label = this.text(`${this.tool}.items.${item.id}.label`);
      return make("li", {}, ...this.when(item), ": ", ...label, track ? ` (${track})` : "");
    });
    const todo = this.text(`${name}.do`);
    return [
      make("div", { class: "tw-answer" }, make("p", {}, ...this.text(`${name}.answer`)), make("p", {}, this.status(this.result.status), ` ${this.word(`status_help.${this.result.status}`) ?? ""}`)),
      todo.length ? make("p", { class: "tw-do" }, ...todo) : null,
      list.length ? make("ul", { class: "tw-act" }, ...list) : null,
    ];
  }

  /** The table of what has a number, or a date. */
  table(ofNumbers) {
    const { say: words } = this.data;
    const items = this.result.items.filter((item) => item.from !== null && isNumber(item) === ofNumbers);
    if (!items.length) return null;
    const rows = items.map((item) =>
      make(
        "tr",
        { "data-item": item.id },
        make("td", {}, ...this.when(item)),
        make("td", {}, ...this.what(item)),
        make("td", {}, this.status(item.status)),
      ),
    );
    const heads = [ofNumbers ? words.amount : words.when, words.what, words.basis];
    const head = make("tr", {}, ...heads.map((text) => make("th", { scope: "col" }, text)));
    return make(
      "div",
      { class: "tw-table" },
      make("table", { class: "tw-items" }, make("thead", {}, head), make("tbody", {}, ...rows)),
    );
  }

  /** What has no date, as a list: steps in their order, notes, or what nobody says. */
  list(kinds) {
    const items = this.result.items.filter((item) => item.from === null && kinds.includes(item.kind));
    if (!items.length) return null;
    const entries = items.map((item) => make("li", { "data-item": item.id }, ...this.what(item, " ", this.status(item.status))));
    return make(kinds.includes("step") ? "ol" : "ul", { class: "tw-list" }, ...entries);
  }

  /** The answers that the result is for, each with a way to change it. */
  answers(form, change) {
    const rows = form
      .shown()
      .filter((input) => form.raw(input).value !== null)
      .map((input) => {
        const label = form.label(input);
        const { value: given } = form.raw(input);
        const value = given === UNKNOWN ? this.word(`inputs.${input}.unknown`) : form.written(input, given);
        const button = make("button", { type: "button", class: "tw-change" }, this.data.say.change);
        button.append(make("span", { class: "tw-visually-hidden" }, `: ${label}`));
        button.addEventListener("click", () => change(input));
        return make("div", {}, make("dt", {}, label), make("dd", {}, value, " ", button));
      });
    return make("dl", { class: "tw-answers" }, ...rows);
  }

  /**
   * The rules that the result rests on, or what is not known, as the lists below the form have them; a sentence that
   * states several of them stands there once.
   */
  cited(list, names) {
    const copies = {};
    for (const name of new Set(names)) {
      const copy = list.querySelector(`:scope > [data-id="${name}"]`)?.cloneNode(true);
      const link = copy?.querySelector("a").href;
      copy?.querySelector("[data-also]")?.remove();
      if (copies[link]) copies[link].querySelector(".tw-id").after(" ", copy.querySelector(".tw-id"));
      else if (copy) copies[link] = copy;
    }
    const found = Object.values(copies);
    return found.length ? make("ul", { class: list.className }, ...found) : null;
  }

  claims() {
    return [this.result, ...this.result.items].flatMap((part) => part.claims);
  }
}

/** A part of the result with a heading, or nothing if there is nothing in it. */
export function part(title, ...content) {
  const present = content.flat().filter((one) => one !== null);
  return present.length ? make("section", {}, make("h3", {}, title), ...present) : null;
}
