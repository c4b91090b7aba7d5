"""What an editor can do about findings at once: mend them, or enter them as right in `suppressions.yml`."""

from collections.abc import Sequence

from lsprotocol.types import (
    CodeAction,
    CodeActionKind,
    CreateFile,
    CreateFileOptions,
    Diagnostic,
    OptionalVersionedTextDocumentIdentifier,
    Position,
    Range,
    TextDocumentEdit,
    TextEdit,
    WorkspaceEdit,
)

from tweeluik.checks.suppressions import SUPPRESSIONS, suppression_entry
from tweeluik.lsp.buffer import Buffer
from tweeluik.lsp.checking import Placed
from tweeluik.lsp.docsets import OpenDocset

TITLES = {
    "en": ("Mend: {code}", "Mend all of this kind: {code}", "Suppress: {code} (a reason has to be added)"),
    "nl": (
        "Herstellen: {code}",
        "Alle van deze soort herstellen: {code}",
        "Onderdrukken: {code} (vul een reden in)",
    ),
}
"""By language: for one fix, for all of a code, for a suppression."""


def fixes(
    buffer: Buffer, found: Sequence[Placed], here: Sequence[tuple[Placed, Diagnostic]], language: str
) -> list[CodeAction]:
    """Return the actions that mend findings.

    Args:
        buffer: the file.
        found: all findings of this state of it.
        here: those that are asked about, as the editor shows them.
        language: `en` or `nl`.
    """
    actions = []
    one_title, all_title, _ = TITLES[language]
    for placed, diagnostic in here:
        if edit := _edit(buffer, placed):
            actions.append(_mending(one_title, buffer, [edit], [diagnostic], placed.finding.code, preferred=True))
    for code in dict.fromkeys(placed.finding.code for placed, _ in here if placed.fix):
        edits = _apart([one for one in found if one.finding.code == code and one.fix])
        if len(edits) > 1:
            shown = [diagnostic for placed, diagnostic in here if placed.finding.code == code]
            written = [edit for one in edits if (edit := _edit(buffer, one))]
            actions.append(_mending(all_title, buffer, written, shown, code, preferred=False))
    return actions


def _mending(
    title: str, buffer: Buffer, edits: list[TextEdit], shown: list[Diagnostic], code: str, *, preferred: bool
) -> CodeAction:
    return CodeAction(
        title.format(code=code),
        kind=CodeActionKind.QuickFix,
        diagnostics=shown,
        is_preferred=preferred,
        edit=WorkspaceEdit(changes={buffer.uri: edits}),
    )


def _edit(buffer: Buffer, placed: Placed) -> TextEdit | None:
    if placed.finding.fix is None or placed.fix is None:
        return None
    return TextEdit(buffer.range(placed.fix.start, placed.fix.end), placed.finding.fix.text)


def _apart(found: Sequence[Placed]) -> list[Placed]:
    """Return the findings whose fixes do not overlap, the first of those that do."""
    kept: list[Placed] = []
    for one in sorted(found, key=lambda each: each.fix or each.span):
        if one.fix and (not kept or not kept[-1].fix or kept[-1].fix.end <= one.fix.start):
            kept.append(one)
    return kept


def suppressing(
    docset: OpenDocset, here: Sequence[tuple[Placed, Diagnostic]], language: str, *, can_create: bool
) -> list[CodeAction]:
    """Return the actions that enter findings in `suppressions.yml`, as the last lines of it.

    The entry counts once its reason is filled in. Where the file is not there yet, the editor has to be able to
    make it.
    """
    file = docset.root / SUPPRESSIONS
    uri = file.as_uri()
    target = docset.buffer(SUPPRESSIONS)
    try:
        target = target or Buffer(uri, file.read_text(encoding="utf-8", errors="replace")) if file.is_file() else target
    except OSError:
        return []
    if target is None and not can_create:
        return []
    actions = []
    for placed, diagnostic in here:
        at = target.position(len(target.text)) if target else Position(0, 0)
        gap = "" if target is None or not target.text or target.text.endswith(("\n", "\r")) else "\n"
        edit = TextEdit(Range(at, at), gap + suppression_entry(placed.finding))
        workspace = WorkspaceEdit(changes={target.uri: [edit]} if target else None)
        if target is None:
            document = OptionalVersionedTextDocumentIdentifier(uri)
            create = CreateFile(uri, options=CreateFileOptions(ignore_if_exists=True))
            workspace = WorkspaceEdit(document_changes=[create, TextDocumentEdit(document, [edit])])
        title = TITLES[language][2].format(code=placed.finding.code)
        actions.append(CodeAction(title, kind=CodeActionKind.QuickFix, diagnostics=[diagnostic], edit=workspace))
    return actions
