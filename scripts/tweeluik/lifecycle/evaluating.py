"""The evaluator: what a tool answers to the answers of a person.

A small closed language over the compiled rules (see `compiling`): three-valued conditions, sums of whole numbers and
days, one operator for money. No answer makes it fail: what it cannot use counts as unknown. It is the twin of
`overrides/assets/javascripts/lifecycle/evaluate.js`; `tests/fixtures/lifecycle/evaluator` has the cases that both must
pass, and the parity test compares the two over scenarios made at random.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import ge, gt, le, lt
from typing import Any, TypeGuard

from tweeluik.lifecycle.dates import LAST, day_number, iso_date

MOST = 2**53 - 1
"""The largest whole number that JavaScript holds exactly; a larger one is unknown in both hosts."""
UNKNOWN = "unknown"
"""What a person who does not know answers; as an operand of `eq` and `in` it asks just that."""
NUMBER_KINDS = ("amount", "count")
"""Kinds of item whose `from` and `to` are whole numbers; those of all others are dates."""

TEXT_TYPES = ("choice", "currency")
"""Types of input whose answers are texts from a list; those of all others are numbers, or dates as day numbers."""

Part = str | Mapping[str, Any]
"""An expression, or a condition."""
Value = str | int | None
"""A choice, a whole number or a day number; None is unknown."""


def evaluate(compiled: Mapping[str, Any], tool: str, answers: object) -> dict[str, Any]:
    """Answer a question.

    Args:
        compiled: The compiled rules.
        tool: Id of the tool.
        answers: By input, ISO text for a date, a value for a choice, a whole number else.

    Returns:
        The result as one JSON mapping: `outcome` with its `status` and `claims`, the `items` that apply, all
        `conflicts` that these tell of, sorted, and the `answers` that were used. Without an outcome that holds, the
        outcome is `undecided`.
    """
    flow = compiled["tools"].get(tool, {"inputs": (), "outcomes": (), "items": ()})
    scope = Scope(compiled, known_answers(compiled, flow, answers))
    held = (outcome for outcome in flow["outcomes"] if scope.holds(outcome.get("when")) is True)
    outcome = next(held, {"id": "undecided", "status": "not_stated"})
    dated = [found for item in flow["items"] if (found := _item(item, scope)) is not None]
    # Stable: items of one day stay as the file has them, and so do those without a date.
    dated.sort(key=lambda pair: LAST + 1 if pair[0] is None else pair[0])
    shown = [item for _, item in dated]
    cited = [conflict for part in (outcome, *shown) for conflict in part.get("conflicts", ())]
    return {
        "tool": tool,
        "outcome": outcome["id"],
        "status": outcome["status"],
        "claims": list(outcome.get("claims", ())),
        "conflicts": sorted(set(cited)),
        "items": shown,
        "answers": {
            name: iso_date(value) if compiled["inputs"][name]["type"] == "date" else value  # type: ignore[arg-type]
            for name, value in scope.known.items()
            if value is not None
        },
    }


def known_answers(compiled: Mapping[str, Any], flow: Mapping[str, Any], answers: object) -> dict[str, Value]:
    """Return what is known of each input of a tool: an answer that makes no sense, or was not asked for, is not."""
    given = answers if isinstance(answers, Mapping) else {}
    known: dict[str, Value] = {}
    scope = Scope(compiled, known)
    for question in flow["inputs"]:
        name = question["input"]
        asked = scope.holds(question.get("when")) is not False
        known[name] = read_answer(compiled, name, given.get(name)) if asked else None
    return known


def read_answer(compiled: Mapping[str, Any], name: str, answer: object) -> Value:
    """Return the value of an answer; None if it is of the wrong kind, out of bounds or no answer."""
    question = compiled["inputs"][name]
    if question["type"] in TEXT_TYPES:
        return answer if isinstance(answer, str) and answer in question["values"] else None
    number = day_number(answer) if question["type"] == "date" else _whole(answer)
    least, most = (compiled["values"].get(question.get(end)) for end in ("least", "most"))
    if number is None or (least is not None and number < least) or (most is not None and number > most):
        return None
    return number


def _whole(answer: object) -> int | None:
    # To Python, True is a number; JavaScript has no 24.0 beside 24, so nothing ever writes that.
    return answer if type(answer) is int and -MOST <= answer <= MOST else None


class Scope:
    """What names mean while a tool is evaluated."""

    __slots__ = ("known", "questions", "values")

    def __init__(self, compiled: Mapping[str, Any], known: Mapping[str, Value]) -> None:
        self.known = known
        self.questions: Mapping[str, Any] = compiled["inputs"]
        self.values: Mapping[str, int] = compiled["values"]

    def holds(self, condition: Mapping[str, Any] | None) -> bool | None:
        """Evaluate a condition by Kleene's three-valued logic; None is unknown. No condition always holds."""
        if condition is None:
            return True
        ((operator, operands),) = condition.items()
        return _OPERATORS[operator](self, operands)

    def number(self, expression: Part) -> int | None:
        """Evaluate an expression to a whole number or a day number; None is unknown."""
        if isinstance(expression, str):
            value = self.known.get(expression) if expression in self.questions else self.values.get(expression)
            return value if isinstance(value, int) else None
        if "prorate" in expression:
            return prorate(*map(self.number, expression["prorate"]))
        for operator, choose in (("earliest", min), ("latest", max)):
            if operator in expression:
                numbers = [self.number(operand) for operand in expression[operator]]
                return choose(numbers) if numbers and None not in numbers else None  # type: ignore[type-var]
        return self._sum(expression)

    def _sum(self, expression: Mapping[str, Any]) -> int | None:
        total = self.number(expression["from"])
        for sign, operands in ((1, expression.get("plus", ())), (-1, expression.get("minus", ()))):
            for operand in operands:
                number = self.number(operand)
                if total is None or number is None:
                    return None
                total = _whole(total + sign * number)
        return total

    def equal(self, one: Part, other: Part) -> bool | None:
        """Compare a choice with a value, or two expressions; an operand `unknown` asks whether it is unknown."""
        is_text = is_choice(one, self.questions)
        value = self.known.get(one) if is_choice(one, self.questions) else self.number(one)
        if other == UNKNOWN:
            return value is None
        operand = other if is_text else self.number(other)
        return None if value is None or operand is None else value == operand

    def within(self, one: Part, others: Sequence[Part]) -> bool | None:
        """Tell whether something equals one of several."""
        if is_choice(one, self.questions) and (value := self.known.get(one)) is not None:
            # As below, but at once: most conditions are about choices.
            return value in others
        return _folded(others, lambda other: self.equal(one, other), decisive=True)

    def compare(self, operator: Callable[[int, int], bool], one: Part, other: Part) -> bool | None:
        """Compare two expressions; unknown if one is."""
        left, right = self.number(one), self.number(other)
        return None if left is None or right is None else operator(left, right)


def is_choice(part: Part, inputs: Mapping[str, Any]) -> TypeGuard[str]:
    """Tell whether an operand is an input that is answered with a text."""
    return isinstance(part, str) and part in inputs and inputs[part]["type"] in TEXT_TYPES


def prorate(minor: int | None, used: int | None, total: int | None) -> int | None:
    """Return what is left of an amount after a part of the time: `minor * (total - used) / total`, half up.

    Args:
        minor: The amount, in the smallest unit of its currency.
        used: Days used, 0 to `total`.
        total: Days paid for, at least 1.

    Returns:
        Whole minor units; None if the numbers make no sense.
    """
    if minor is None or used is None or total is None or total <= 0 or not 0 <= used <= total:
        return None
    # Floor division rounds half up, also below nothing; round() would go to the even neighbour.
    return (2 * minor * (total - used) + total) // (2 * total)


def _not(value: bool | None) -> bool | None:  # noqa: FBT001 - a logical value, not a flag
    return None if value is None else not value


def _folded(parts: Iterable[Any], test: Callable[[Any], bool | None], *, decisive: bool) -> bool | None:
    """Return `decisive` if one of the parts is that; else unknown if one is; else the opposite, also of no parts."""
    found: bool | None = not decisive
    for part in parts:
        value = test(part)
        if value is decisive:
            return decisive
        if value is None:
            found = None
    return found


_OPERATORS: Mapping[str, Callable[[Scope, Any], bool | None]] = {
    "all": lambda scope, operands: _folded(operands, scope.holds, decisive=False),
    "any": lambda scope, operands: _folded(operands, scope.holds, decisive=True),
    "not": lambda scope, operand: _not(scope.holds(operand)),
    "eq": lambda scope, operands: scope.equal(*operands),
    "in": lambda scope, operands: scope.within(*operands),
    "lt": lambda scope, operands: scope.compare(lt, *operands),
    "le": lambda scope, operands: scope.compare(le, *operands),
    "gt": lambda scope, operands: scope.compare(gt, *operands),
    "ge": lambda scope, operands: scope.compare(ge, *operands),
}
"""The closed set of conditions; the schema of the tools refuses any other."""


def _item(item: Mapping[str, Any], scope: Scope) -> tuple[int | None, dict[str, Any]] | None:
    """Return an item as it is shown, after the day to sort it by; None if it is not shown."""
    applies = scope.holds(item.get("when"))
    if applies is False:
        return None
    is_number = item["kind"] in NUMBER_KINDS
    ends = [scope.number(item[end]) if end in item else None for end in ("from", "to")]
    if is_number and None not in ends:
        # Two ways of counting: which gives more is not known before.
        ends.sort()
    written = ends if is_number else [iso_date(end) for end in ends]
    if "from" in item and written[0] is None:
        return None
    return None if is_number else ends[0], {
        "id": item["id"],
        "kind": item["kind"],
        "track": item.get("track"),
        "from": written[0],
        "to": written[1],
        "open": item.get("open", False),
        "status": item["status"],
        "act": item.get("act", False),
        "maybe": applies is None,
        "claims": list(item.get("claims", ())),
        "conflicts": list(item.get("conflicts", ())),
    }
