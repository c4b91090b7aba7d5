/* What a tool answers; the twin of lifecycle/evaluating.py, which tells the language. Null is unknown. */
import { dayNumber, isoDate } from "./dates.js";

const own = (mapping, name) => (Object.hasOwn(mapping, name) ? mapping[name] : null);
const isText = (question) => question?.type === "choice" || question?.type === "currency";
const isNumeric = (kind) => kind === "amount" || kind === "count";
const whole = (number) => (Number.isSafeInteger(number) ? number : null);
const not = (value) => (value === null ? null : !value);
const NOTHING = { inputs: [], outcomes: [], items: [] };

export function evaluate(compiled, tool, answers) {
  const flow = own(compiled.tools, tool) ?? NOTHING;
  const scope = scopeOf(compiled, flow, answers);
  const outcome = flow.outcomes.find((one) => scope.holds(one.when) === true) ?? { id: "undecided", status: "not_stated" };
  const pairs = flow.items.map((item) => itemOf(item, scope)).filter(Boolean);
  pairs.sort(([one], [other]) => (one === null || other === null ? (one === null) - (other === null) : one - other));
  const items = pairs.map(([, item]) => item);
  const used = {};
  for (const [name, value] of scope.known) {
    if (value !== null) used[name] = compiled.inputs[name].type === "date" ? isoDate(value) : value;
  }
  return {
    tool,
    outcome: outcome.id,
    status: outcome.status,
    claims: outcome.claims ?? [],
    conflicts: [...new Set([outcome, ...items].flatMap((part) => part.conflicts ?? []))].sort(),
    items,
    answers: used,
  };
}

/** The value of an answer; null if it cannot be used. */
export function readAnswer(compiled, name, answer) {
  const question = compiled.inputs[name];
  if (isText(question)) return question.values.includes(answer) ? answer : null;
  const number = question.type === "date" ? dayNumber(answer) : whole(answer);
  const [least, most] = [question.least, question.most].map((end) => own(compiled.values, end));
  return number === null || (least !== null && number < least) || (most !== null && number > most) ? null : number;
}

function scopeOf(compiled, flow, answers) {
  const known = new Map();
  const { inputs, values } = compiled;

  function number(expression) {
    if (typeof expression === "string") {
      const value = Object.hasOwn(inputs, expression) ? known.get(expression) : own(values, expression);
      return typeof value === "number" ? value : null;
    }
    if (expression.prorate) return prorate(...expression.prorate.map(number));
    const operands = expression.earliest ?? expression.latest;
    if (operands) {
      const numbers = operands.map(number);
      if (!numbers.length || numbers.includes(null)) return null;
      return expression.earliest ? Math.min(...numbers) : Math.max(...numbers);
    }
    let total = number(expression.from);
    const add = (sign) => (operand) => {
      const next = number(operand);
      total = total === null || next === null ? null : whole(total + sign * next);
    };
    expression.plus?.forEach(add(1));
    expression.minus?.forEach(add(-1));
    return total;
  }

  function equal(one, other) {
    const isChoice = typeof one === "string" && isText(own(inputs, one));
    const value = isChoice ? (known.get(one) ?? null) : number(one);
    if (other === "unknown") return value === null;
    const operand = isChoice ? other : number(other);
    return value === null || operand === null ? null : value === operand;
  }

  const compare = (isTrue) => (operands) => {
    const [left, right] = operands.map(number);
    return left === null || right === null ? null : isTrue(left, right);
  };
  const operators = {
    all: (operands) => folded(false, operands, holds),
    any: (operands) => folded(true, operands, holds),
    not: (operand) => not(holds(operand)),
    eq: (operands) => equal(...operands),
    in: ([one, values]) => folded(true, values, (value) => equal(one, value)),
    lt: compare((left, right) => left < right),
    le: compare((left, right) => left <= right),
    gt: compare((left, right) => left > right),
    ge: compare((left, right) => left >= right),
  };

  function holds(condition) {
    if (condition === undefined) return true;
    const [operator] = Object.keys(condition);
    return operators[operator](condition[operator]);
  }

  const given = answers !== null && typeof answers === "object" ? answers : {};
  for (const { input, when } of flow.inputs) {
    known.set(input, holds(when) === false ? null : readAnswer(compiled, input, own(given, input)));
  }
  return { holds, number, known };
}

/** `decisive` if one of the parts is that; else null if one is unknown; else the opposite, also of no parts. */
function folded(decisive, parts, test) {
  let found = !decisive;
  for (const part of parts) {
    const value = test(part);
    if (value === decisive) return value;
    if (value === null) found = null;
  }
  return found;
}

/** minor * (total - used) / total, half up. */
export function prorate(minor, used, total) {
  if (minor === null || used === null || total === null || total <= 0 || used < 0 || used > total) return null;
  // A product may be too large for a number; BigInt cuts towards zero, not down.
  const part = 2n * BigInt(minor) * BigInt(total - used) + BigInt(total);
  const divisor = 2n * BigInt(total);
  return Number(part / divisor - (part % divisor < 0n ? 1n : 0n));
}

/** An item after the day to sort it by; null if it is not shown. */
function itemOf(item, scope) {
  const applies = scope.holds(item.when);
  if (applies === false) return null;
  const isNumber = isNumeric(item.kind);
  const ends = [item.from, item.to].map((end) => (end === undefined ? null : scope.number(end)));
  // Two ways of counting: which gives more is not known before.
  if (isNumber && !ends.includes(null)) ends.sort((one, other) => one - other);
  const [from, to] = isNumber ? ends : ends.map(isoDate);
  if (item.from !== undefined && from === null) return null;
  const { id, kind, track = null, open = false, status, act = false, claims = [], conflicts = [] } = item;
  const shown = { id, kind, track, from, to, open, status, act, maybe: applies === null, claims, conflicts };
  return [isNumber ? null : ends[0], shown];
}
