/*
 * A calculator: its form, its result, and its answers in the address. Nothing leaves the page, nothing is kept. The
 * answers stand in the fragment, which no browser sends, and only once a visitor asks for the result.
 */
import { calendar, expected } from "./calendar.js";
import { today } from "./dates.js";
import { evaluate } from "./evaluate.js";
import { Form } from "./form.js";
import { make, part, Telling } from "./result.js";
import { draw, timeline } from "./timeline.js";

const VERSION = "1";

for (const element of document.querySelectorAll(".tw-tool")) start(element);

/** The answers in an address, or null if there are none that this version understands. */
function answersIn(hash) {
  const given = new URLSearchParams(hash.slice(1));
  if (given.get("v") !== VERSION) return null;
  return Object.fromEntries([...given].filter(([name]) => name !== "v"));
}

/** The answers as a fragment: the same answers, the same address. */
function fragment(answers) {
  const pairs = Object.entries(answers).sort(([one], [other]) => (one < other ? -1 : 1));
  return `#${new URLSearchParams([["v", VERSION], ...pairs])}`;
}

function start(element) {
  const data = JSON.parse(element.querySelector(".tw-tool-data").textContent);
  const words = data.say;
  const { inputs } = data.compiled;
  const [status, output, summary] = ["[data-status]", "[data-result]", "[data-errors]"].map((one) => element.querySelector(one));
  const [rules, unknowns] = ["rules", "unknowns"].map((one) => document.querySelector(`[data-${one}="${data.tool}"]`));
  const title = document.title;
  const day = today();
  const ticked = new Set();
  const asked = data.compiled.tools[data.tool].inputs.map(({ input }) => input);
  const prefilled = asked.filter((input) => inputs[input].prefill === "today");

  const form = new Form(element.querySelector("form"), data);
  const prefill = () => prefilled.forEach((input) => form.put(input, day));
  prefill();
  document.querySelector("article").prepend(summary);
  form.element.hidden = false;

  form.element.addEventListener("submit", (event) => {
    event.preventDefault();
    const { answers, errors } = form.read();
    complain(errors);
    if (errors.length) return;
    tidy(answers);
    if (location.hash !== fragment(shared(answers))) history.pushState(null, "", fragment(shared(answers)));
    show(answers);
    output.querySelector("h2").focus();
  });

  // Once there is a result, it follows the answers; focus stays, and one sentence says what has changed.
  form.element.addEventListener("change", () => {
    if (output.hidden) return;
    const { answers, errors } = form.read();
    output.classList.toggle("tw-result--old", errors.length > 0);
    if (!errors.length) show(answers);
    status.textContent = errors.length ? words.old : `${words.result}: ${output.querySelector(".tw-answer p").textContent}`;
  });

  addEventListener("popstate", () => restore());
  restore(performance.getEntriesByType("navigation")[0]?.type === "navigate");

  /** Takes the answers from the address. With all of them there, the result is there too. */
  function restore(isNew) {
    const given = answersIn(location.hash);
    if (!given) {
      if (!location.hash) {
        output.hidden = true;
        complain([]);
      }
      return;
    }
    form.element.reset();
    prefill();
    form.fill(given);
    const { answers, errors } = form.read();
    complain([]);
    output.hidden = true;
    if (errors.length || !asked.some((input) => input in given)) return;
    show(answers);
    if (isNew) output.querySelector("h2").focus();
  }

  /** What goes into the address: a day that is today's anyway does not. */
  function shared(answers) {
    return Object.fromEntries(
      Object.entries(answers).filter(([input, value]) => !(prefilled.includes(input) && value === day)),
    );
  }

  /** A whole date typed into one field is spread over the three. */
  function tidy(answers) {
    for (const [input, value] of Object.entries(answers)) {
      if (inputs[input].type === "date" && value !== "unknown") form.put(input, value);
    }
  }

  function complain(errors) {
    form.mark(errors);
    document.title = errors.length ? `${words.error}: ${title}` : title;
    summary.hidden = !errors.length;
    const list = errors.map(({ input, text }) => {
      const link = make("a", { href: `#${form.field(input).id}` }, text);
      link.addEventListener("click", (event) => {
        event.preventDefault();
        form.focus(input);
      });
      return make("li", {}, link);
    });
    summary.querySelector("ul").replaceChildren(...list);
    if (!errors.length) return;
    output.hidden = true;
    summary.focus();
  }

  function show(answers) {
    const result = evaluate(data.compiled, data.tool, answers);
    const telling = new Telling(data, result, ticked);
    const heading = make("h2", { tabindex: "-1", id: `${form.element.id}-result` }, words.result);
    const parts = [
      part(words.steps, telling.list(["step"])),
      part(words.numbers, telling.table(true)),
      part(words.table, telling.table(false)),
      part(words.picture, picture(result)),
      part(words.notes, telling.list(["note", "stage", "band", "date", "amount", "count"])),
      part(words.why, telling.cited(rules, telling.claims())),
      part(words.unknown, telling.list(["gap"]), telling.cited(unknowns, result.conflicts)),
      part(words.answers, telling.answers(form, (input) => form.focus(input))),
      actions(answers, result),
    ];
    output.replaceChildren(heading, ...[...telling.answer(), ...parts].filter(Boolean));
    output.classList.remove("tw-result--old");
    output.hidden = false;
  }

  /**
   * The picture, for wide screens and for narrow ones: the style sheet shows one of them. That one is drawn at once, the
   * other when there is time.
   */
  function picture(result) {
    // A few days are told by the table.
    if (!result.items.some(({ kind, from }) => from !== null && (kind === "stage" || kind === "band"))) return null;
    const { compiled, words: texts, language } = data;
    const now = result.answers[prefilled[0]] ?? day;
    const box = make("div");
    const add = (vertical) => {
      const name = `${data.tool}-${vertical ? "tall" : "wide"}`;
      box.append(draw(timeline(result, compiled, texts, language, { today: now, vertical, name })));
    };
    const isNarrow = innerWidth < 600;
    add(isNarrow);
    setTimeout(add, 0, !isNarrow);
    return box;
  }

  /** Gives the visitor the days as a file for a calendar. */
  function save(result, link) {
    const sources = {};
    for (const one of rules.children) sources[one.dataset.id] = one.querySelector("a").href;
    const options = { stamp: new Date().toISOString(), url: link, sources };
    const text = calendar(result, data.compiled, data.words, data.language, options);
    const url = URL.createObjectURL(new Blob([text], { type: "text/calendar;charset=utf-8" }));
    make("a", { href: url, download: `${data.tool}.ics` }).click();
    setTimeout(() => URL.revokeObjectURL(url), 0);
  }

  function actions(answers, result) {
    const button = (text, act) => {
      const made = make("button", { type: "button", class: "tw-action tw-action--quiet" }, text);
      made.addEventListener("click", act);
      return made;
    };
    const link = new URL(fragment(shared(answers)), location).href;
    const next = data.compiled.tools[data.tool].outcomes.find((one) => one.id === result.outcome)?.next ?? [];
    const related = next
      .filter((tool) => data.related[tool])
      .map((tool) => {
        const { href, title: name, inputs: theirs } = data.related[tool];
        const carried = Object.entries(shared(answers)).filter(([input]) => theirs.includes(input));
        return make("li", {}, make("a", { href: href + fragment(Object.fromEntries(carried)) }, name));
      });
    return make(
      "div",
      { class: "tw-after" },
      make(
        "p",
        { class: "tw-buttons" },
        expected(result.items).length ? button(words.calendar, () => save(result, link)) : null,
        button(words.print, () => print()),
        button(words.copy, async ({ target }) => {
          try {
            await navigator.clipboard.writeText(link);
            target.textContent = words.copied;
          } catch {
            // The address bar has it too.
            if (location.href !== link) history.pushState(null, "", link);
            target.textContent = link;
          }
          status.textContent = target.textContent;
        }),
      ),
      related.length ? part(words.next, make("ul", {}, ...related)) : null,
    );
  }
}
