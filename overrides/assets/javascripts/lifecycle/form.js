/*
 * The questions of a calculator: what was answered, whether it can be used, and what is said if it cannot. Nothing is
 * checked while someone types.
 */
import { isoDate, parseDate } from "./dates.js";
import { evaluate, readAnswer } from "./evaluate.js";
import { decimalsOf, fill } from "./fill.js";

export const UNKNOWN = "unknown";
const PARTS = ["day", "month", "year"];

/** Fills `{name}` in one of the interface's words. */
export function say(text, values = {}) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/**
 * Reads an amount as whole minor units; null if it is none. The last separator stands before the decimals, unless
 * three digits follow and the currency has not that many: 1.234,50 and 1,234.50 are 123450 with two decimals.
 */
export function readAmount(text, decimals) {
  const plain = text.replace(/[\s\u00a0\u202f]/g, "").replace(/^([A-Z]{3}|[€$£¥])|([A-Z]{3}|[€$£¥])$/g, "");
  const pattern = `^(\\d+|\\d{1,3}(?:\\.\\d{3})+|\\d{1,3}(?:,\\d{3})+)(?:([.,])(\\d{1,${decimals}}))?$`;
  const found = new RegExp(decimals ? pattern : pattern.replace(/\(\?:\(\[.*/, "$")).exec(plain);
  if (!found || (found[2] && found[1].includes(found[2]))) return null;
  const amount = Number(found[1].replace(/[.,]/g, "") + (found[3] ?? "").padEnd(decimals, "0"));
  return Number.isSafeInteger(amount) ? amount : null;
}

/** The form of one calculator. */
export class Form {
  /** `data` is what the page says of the tool. */
  constructor(element, data) {
    Object.assign(this, { element, data });
    this.asked = data.compiled.tools[data.tool].inputs;
    this.currency = this.asked.find(({ input }) => this.kind(input).type === "currency")?.input;
    // Not on change: the button would move away from under the pointer that leaves a field for it.
    element.addEventListener("input", () => this.update());
    this.update();
  }

  kind(input) {
    return this.data.compiled.inputs[input];
  }

  label(input) {
    return this.data.words[`inputs.${input}.label`];
  }

  field(input) {
    return this.element.querySelector(`[data-input="${input}"]`);
  }

  boxes(input) {
    return [...this.field(input).querySelectorAll("input:not([data-unknown]), select")];
  }

  /** What stands in a question: `{ value }`, null for nothing, or `{ problem, fields }`. */
  raw(input) {
    const kind = this.kind(input);
    const boxes = this.boxes(input);
    if (this.field(input).querySelector("[data-unknown]:checked")) return { value: UNKNOWN };
    const found = kind.type === "date" ? this.rawDate(kind, boxes) : this.rawValue(kind, boxes);
    return found.problem === "missing" && kind.optional ? { value: null } : found;
  }

  rawDate(kind, boxes) {
    const limits = [kind.least, kind.most].map((name) => this.data.compiled.values[name] ?? null);
    const { date, error, fields } = parseDate(...boxes.map((box) => box.value), ...limits);
    return error ? { problem: error, fields: boxes.filter((_, index) => fields.includes(PARTS[index])) } : { value: date };
  }

  rawValue(kind, boxes) {
    const chosen = kind.type === "choice" ? boxes.find((box) => box.checked) : boxes[0];
    const text = chosen?.value.trim() ?? "";
    if (!text) return { problem: "missing", fields: boxes.slice(0, 1) };
    if (kind.type === "choice" || kind.type === "currency") return { value: text };
    const plain = text.replace(/\s/g, "");
    const number = kind.type === "amount" ? readAmount(text, this.decimals()) : /^\d{1,15}$/.test(plain) ? +plain : null;
    if (number === null) return { problem: "impossible", fields: boxes };
    const [least, most] = [kind.least, kind.most].map((name) => this.data.compiled.values[name]);
    return number < least || number > most ? { problem: "range", fields: boxes } : { value: number };
  }

  /** How many decimals the chosen currency has. */
  decimals() {
    return decimalsOf((this.currency && this.raw(this.currency).value) ?? "");
  }

  /** An answer as it is written. */
  written(input, value) {
    const { compiled, words, language } = this.data;
    const answers = { [input]: value };
    const code = this.currency && this.raw(this.currency).value;
    if (code) answers[this.currency] = code;
    return fill(`{a:${input}}`, { answers, items: [] }, compiled, words, language);
  }

  /**
   * The questions that are asked, given the answers so far. One that depends on a question that still is open is not
   * asked yet; one that depends on "I don't know" is.
   */
  shown() {
    const answers = {};
    const open = new Set();
    return this.asked
      .filter(({ input, when }) => {
        const holds = when ? this.holds(when, answers) : "yes";
        const isShown = holds === "yes" || (holds === "undecided" && !named(when).some((one) => open.has(one)));
        const { value } = isShown ? this.raw(input) : { value: null };
        if (value === undefined) open.add(input);
        else answers[input] = value;
        return isShown;
      })
      .map(({ input }) => input);
  }

  /** Asks the evaluator about a condition: yes, no or undecided. */
  holds(when, answers) {
    const outcomes = [
      { id: "yes", status: "ours", when },
      { id: "no", status: "ours", when: { not: when } },
    ];
    const question = { inputs: this.asked, outcomes, items: [] };
    return evaluate({ ...this.data.compiled, tools: { question } }, "question", answers).outcome;
  }

  /** Shows the questions that are asked and hides the others. */
  update() {
    const shown = this.shown();
    for (const { input } of this.asked) this.field(input).hidden = !shown.includes(input);
  }

  /** Reads all answers. There is one error per question, in their order. */
  read() {
    const answers = {};
    const errors = [];
    for (const input of this.shown()) {
      const { value, problem, fields } = this.raw(input);
      if (problem) errors.push({ input, fields, text: this.message(input, problem, fields) });
      else if (value !== null) answers[input] = value;
    }
    return { answers, errors };
  }

  message(input, problem, fields) {
    const kind = this.kind(input);
    const { values } = this.data.compiled;
    const type = kind.type === "currency" ? "choice" : kind.type;
    const limit = (name) => this.written(input, kind.type === "date" ? isoDate(values[name]) : values[name]);
    const isRange = problem === "range";
    return say(this.data.say[`error_${type}_${problem}`], {
      label: this.label(input),
      parts: fields.map((box) => this.data.say[`part_${box.dataset.part}`]).join(this.data.say.and),
      least: isRange && limit(kind.least),
      most: isRange && limit(kind.most),
    });
  }

  /** Puts answers in, from a shared link. What cannot be an answer is dropped. */
  fill(answers) {
    // A currency first: it says how an amount is written.
    for (const { input } of [...this.asked].sort((one) => (this.kind(one.input).type === "currency" ? -1 : 0))) {
      const given = answers[input];
      if (given === undefined) continue;
      const { type } = this.kind(input);
      const unknown = this.field(input).querySelector("[data-unknown]");
      const isNumber = type === "integer" || type === "amount";
      const value = readAnswer(this.data.compiled, input, isNumber && /^\d{1,15}$/.test(given) ? +given : given);
      if (given === UNKNOWN && unknown) unknown.checked = true;
      else if (value !== null) this.put(input, type === "date" ? isoDate(value) : value);
    }
    this.update();
  }

  /** Puts one good answer in. */
  put(input, value) {
    const boxes = this.boxes(input);
    const { type } = this.kind(input);
    if (type === "date") value.split("-").reverse().forEach((part, index) => (boxes[index].value = +part));
    else if (type === "choice") boxes.find((box) => box.value === value).checked = true;
    else boxes[0].value = type === "amount" ? this.typed(value) : value;
    for (const box of this.field(input).querySelectorAll("[data-unknown]:not([type=radio])")) box.checked = false;
  }

  /** An amount as people type it. */
  typed(minor) {
    const decimals = this.decimals();
    const digits = `${minor}`.padStart(decimals + 1, "0");
    const cut = digits.length - decimals;
    return decimals ? digits.slice(0, cut) + (this.data.language === "nl" ? "," : ".") + digits.slice(cut) : digits;
  }

  /** Marks what is wrong beside each question, and takes away the marks of what no longer is. */
  mark(errors) {
    for (const { input } of this.asked) {
      const field = this.field(input);
      const error = errors.find((one) => one.input === input);
      const note = field.querySelector(".tw-field__error");
      const hint = field.querySelector(".tw-field__hint");
      field.classList.toggle("tw-field--wrong", Boolean(error));
      note.hidden = !error;
      note.lastElementChild.textContent = error?.text ?? "";
      for (const box of this.boxes(input)) box.toggleAttribute("aria-invalid", false);
      for (const box of error?.fields ?? []) box.setAttribute("aria-invalid", "true");
      const described = field.matches("fieldset") ? field : this.boxes(input)[0];
      const ids = [hint?.id, error && note.id].filter(Boolean).join(" ");
      if (ids) described.setAttribute("aria-describedby", ids);
      else described.removeAttribute("aria-describedby");
    }
  }

  /** Puts the cursor into a question: where something is wrong, else at what is chosen. */
  focus(input) {
    const pick = (selector) => this.field(input).querySelector(selector);
    (pick("[aria-invalid]") ?? pick("input:checked") ?? pick("input, select")).focus();
  }
}

/** The names in a condition. */
function named(rule) {
  if (typeof rule === "string") return [rule];
  return Object.values(rule).flatMap(named);
}
