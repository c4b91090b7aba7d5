"""Reading and splitting all articles of a real repository, against what was published in Dutch."""

import subprocess
import sys
from pathlib import Path

import pytest

from tweeluik.article.projection import project
from tweeluik.article.reading import read_article, write_article
from tweeluik.model import Side

pytestmark = pytest.mark.corpus

ARTICLES = 2620
SEGMENTS = 204_435

# The published files are cut, changed or damaged in other ways than the annotated ones (source-format 1.6).
PREFIX = "microsoft-365/"
KNOWN_DIFFERENCES = {
    "alternative text cut to its first sentence": (
        "admin/whats-new-in-preview.md",
        "enterprise/microsoft-365-exchange-monitoring.md",
        "enterprise/microsoft-azure-architectures-for-sharepoint-2013.md",
        "managed-desktop/service-description/device-lifecycle.md",
        "managed-desktop/working-with-managed-desktop/device-inventory-report.md",
        "security/defender/overview-security-center.md",
        "security/defender-endpoint/evaluate-network-protection.md",
        "security/defender-endpoint/tvm-remediation.md",
        "security/defender-endpoint/tvm-weaknesses.md",
        "security/office-365-security/microsoft-365-policies-configurations.md",
        "security/office-365-security/old-index.md",
        "test-base/feature.md",
        "test-base/testoptions.md",
    ),
    "white space only": (
        "compliance/dlp-on-premises-scanner-get-started.md",
        "compliance/encryption-office-365-certificate-chains-itar.md",
        "compliance/encryption-office-365-certificate-chains.md",
        "enterprise/microsoft-365-vpn-implement-split-tunnel.md",
        "security/defender-endpoint/onboarding-notification.md",
    ),
    "quotes that the published file holds as &quot; in code, which are mended here": (
        "enterprise/high-availability-federated-authentication-phase-1-configure-azure.md",
        "enterprise/why-you-need-to-use-microsoft-365-powershell.md",
        "security/defender-endpoint/configure-server-endpoints.md",
    ),
    "link reference definitions doubled for the source language": (
        "security/defender-endpoint/deploy-manage-report-microsoft-defender-antivirus.md",
    ),
}


def test_reading_and_writing_gives_the_same_bytes_and_all_segments(corpus: Path) -> None:
    annotated = corpus / "live-sxs"
    files = sorted(annotated.rglob("*.md"))
    articles = [(file, read_article(file.read_bytes(), file.name)) for file in files]
    assert len(articles) == ARTICLES
    assert [file for file, article in articles if write_article(article) != file.read_bytes()] == []
    assert sum(len(article.segments) for _, article in articles) == SEGMENTS
    halves = (segment for _, article in articles for segment in article.segments)
    assert all(segment.source and segment.target for segment in halves)


def test_split_gives_the_published_body(corpus: Path, tmp_path: Path) -> None:
    for language in ("nl", "en"):
        command = [sys.executable, "-m", "tweeluik", "split", str(corpus / "live-sxs"), "--lang", language]
        done = subprocess.run(
            [*command, "--body-only", "--out", str(tmp_path / language)], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr[-2000:]
    written = sorted((tmp_path / "nl").rglob("*.md"))
    assert len(written) == ARTICLES

    differing: dict[str, str] = {}
    for file in written:
        path = file.relative_to(tmp_path / "nl").as_posix()
        published = project(read_article((corpus / "live" / path).read_bytes(), path), Side.TARGET).text
        ours = file.read_bytes().decode()
        # An asterisk that emphasizes nothing is escaped in the annotated file.
        if ours.replace("\\*", "*") != published.replace("\\*", "*"):
            differing[path] = cause(ours, published)
    expected = {PREFIX + path: why for why, paths in KNOWN_DIFFERENCES.items() for path in paths}
    assert set(differing) == set(expected)
    for path, found in differing.items():
        assert expected[path].startswith(found), path

    marks = ("data-ttu-id", "data-stu-id", "sxs-lookup")
    leaks = [file for file in tmp_path.rglob("*.md") if any(mark in file.read_text() for mark in marks)]
    assert leaks == []


def cause(ours: str, published: str) -> str:
    """Name what differs, as far as a program can tell."""
    if ours.replace("\\*", "*").split() == published.replace("\\*", "*").split() or without_space(
        ours
    ) == without_space(published):
        return "white space only"
    if ours == published.replace("&quot;", '"'):
        return "quotes"
    images = [line for line in difference(ours, published) if "![" not in line and ":::image" not in line]
    return "alternative text" if not images else "link reference definitions"


def without_space(text: str) -> str:
    return "".join(text.replace("\\*", "*").split())


def difference(ours: str, published: str) -> list[str]:
    theirs = set(published.replace("\\*", "*").splitlines())
    return [line for line in ours.replace("\\*", "*").splitlines() if line not in theirs]
