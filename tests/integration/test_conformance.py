"""The HTML of the Dutch halves against cmark-gfm on what was published in Dutch."""

import importlib.util
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tweeluik.article.projection import project
from tweeluik.article.reading import read_article
from tweeluik.docset.docset import Docset
from tweeluik.model import Side
from tweeluik.processes import each
from tweeluik.rendering.body import render_body
from tweeluik.rendering.raw_html import rewrite_tags
from tweeluik.rendering.sanitizer import sanitize

pytestmark = [pytest.mark.corpus, pytest.mark.slow]

ARTICLES = 2620
PREFIX = "microsoft-365/"
LEAST_ALIKE = 0.995
QUOTES = "the published code holds &quot; where ours is mended"
LAZY = "cmark-gfm 0.29 lets a lone tag end a list, CommonMark 0.31 does not"
DIFFERENT = {
    "compliance/file-plan-manager.md": LAZY,
    "enterprise/high-availability-federated-authentication-phase-1-configure-azure.md": QUOTES,
    "enterprise/why-you-need-to-use-microsoft-365-powershell.md": QUOTES,
    "security/defender-endpoint/configure-server-endpoints.md": QUOTES,
    "security/defender-endpoint/evaluate-defender-endpoint-overview.md": LAZY,
    "security/defender-endpoint/evaluate-defender-endpoint-pilot.md": LAZY,
    "security/defender-endpoint/manage-updates-baselines-microsoft-defender-antivirus.md": LAZY,
}
"""Articles whose HTML differs, with the cause."""

ASTERISKS = {
    "compliance/app-governance-visibility-insights-view-apps.md",
    "compliance/auto-apply-retention-labels-scenario.md",
    "compliance/create-custom-sensitive-information-types-with-exact-data-match-based-classification.md",
    "compliance/dlp-on-premises-scanner-learn.md",
    "compliance/information-barriers.md",
    "compliance/legacy-ediscovery-retirement.md",
    "compliance/use-drive-shipping-to-import-pst-files-to-office-365.md",
    "enterprise/password-hash-sync-m365-ent-test-environment.md",
    "enterprise/simulated-ent-base-configuration-microsoft-365-enterprise.md",
    "security/defender-endpoint/automation-levels.md",
    "security/defender-endpoint/migrating-asr-rules.md",
    "security/defender-endpoint/raw-data-export-event-hub.md",
    "security/defender/eval-defender-office-365-pilot.md",
    "security/office-365-security/advanced-spam-filtering-asf-options.md",
    "security/office-365-security/old-index.md",
    "security/office-365-security/overview.md",
}
"""Articles whose published text differs from the Dutch half in asterisks that the half escapes, so that they mean
something else there: these are compared with cmark-gfm on the escaped text."""

CONSTRUCT_LINE = re.compile(
    r"^[ \t]*(?P<quote>(?:>[ \t]*)*)(?:\[!(?:note|tip|important|warning|caution)\][ \t]*"
    r"|\[!(?:video|div)[^\]\n]*\][ \t]*|\[!include[^\n]*\][ \t]*|:{3,}[^\n]*)(?:\n|\Z)",
    re.IGNORECASE | re.MULTILINE,
)


def skeleton_function() -> Callable[[str], object]:
    """Load the helper beside this file, which is no test."""
    spec = importlib.util.spec_from_file_location("html_skeleton", Path(__file__).with_name("html_skeleton.py"))
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    function: Callable[[str], object] = module.skeleton
    return function


def without_constructs(text: str) -> str:
    """Take the Learn constructs out of a text: what is left is CommonMark."""
    text = CONSTRUCT_LINE.sub(lambda line: "" if line["quote"] else "\n", text)
    text = re.sub(r":::image[^\n]*?:::", "", text, flags=re.IGNORECASE)
    text = text.replace("(#tab/", "(#tb/")
    return re.sub(r"(?:> ?)?\[!(note|tip|important|warning|caution)\]", r"\1", text, flags=re.IGNORECASE)


def cmark(text: str) -> str:
    command = ["cmark-gfm", "--unsafe", "-e", "table"]
    done = subprocess.run(command, input=text.encode(), capture_output=True, check=True)
    return sanitize(rewrite_tags(done.stdout.decode(), lambda _, attributes: attributes))


@pytest.mark.skipif(not shutil.which("cmark-gfm"), reason="cmark-gfm is not installed")
def test_html_has_the_elements_and_the_text_that_cmark_gfm_gives(corpus: Path, tmp_path: Path) -> None:
    skeleton = skeleton_function()
    plain = tmp_path / "plain"
    shutil.copytree(corpus / "live-sxs", plain)
    paths = [path.relative_to(plain).as_posix() for path in sorted(plain.rglob("*.md"))]
    for path in paths:
        file = plain / path
        file.write_bytes(without_constructs(file.read_bytes().decode()).encode())
    docset = Docset(plain)

    def published(path: str) -> str:
        content = (corpus / "live" / path).read_bytes()
        return without_constructs(project(read_article(content, path), Side.TARGET).text)

    def both(path: str) -> tuple[object, object]:
        return skeleton(render_body(docset, path, Side.TARGET).html), skeleton(cmark(published(path)))

    made = dict(zip(paths, each(both, paths), strict=True))
    ours = {path: mine for path, (mine, _) in made.items()}
    different = {path for path, (mine, theirs) in made.items() if mine != theirs}
    escaped = {path: project(docset.article(path), Side.TARGET).text for path in different}
    only_asterisks = {
        path
        for path, text in escaped.items()
        if text.replace("\\*", "*") != text
        and ours[path] == skeleton(cmark(text))
        and path.removeprefix(PREFIX) not in DIFFERENT
    }
    different -= only_asterisks
    assert len(paths) == ARTICLES
    assert only_asterisks == {PREFIX + path for path in ASTERISKS}
    assert different == {PREFIX + path for path in DIFFERENT}
    assert 1 - len(different) / len(paths) >= LEAST_ALIKE
