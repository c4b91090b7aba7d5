"""Languages are settings: docsets in other languages and projects of other people go the same way."""

import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

ARTICLE = """---
title: {title}
ms.contentlocale: {tag}
ms.translationtype: MT
ms.lasthandoff: 01/31/2026
---
# <a name="cancel"></a>{heading}

> [!NOTE]
> {note}
"""


def segment(number: int, target: str, source: str) -> str:
    lookup = f'<span class="sxs-lookup"><span data-stu-id="abcde-{number}">{source}</span></span>'
    return f'<span data-ttu-id="abcde-{number}">{target}</span>{lookup}'


def article(tag: str, title: str, text: str) -> str:
    heading = segment(102, title, "Cancel")
    note = segment(103, text, f"See [this page](https://support.microsoft.com/{tag}/help).")
    return ARTICLE.format(tag=tag, title=title, heading=heading, note=note)


@pytest.mark.parametrize(
    ("tag", "direction", "title", "text"),
    [
        (
            "ja-JP",
            "ltr",
            "サブスクリプションを取り消す",
            "[このページ](https://support.microsoft.com/ja-JP/help)を見る。",
        ),
        ("ar-SA", "rtl", "إلغاء الاشتراك", "انظر [هذه الصفحة](https://support.microsoft.com/ar-SA/help)."),
    ],
    ids=["Japanese", "Arabic"],
)
def test_a_docset_in_another_language(tmp_path: Path, tag: str, direction: str, title: str, text: str) -> None:
    docset, site = tmp_path / "docset", tmp_path / "site"
    docset.mkdir()
    (docset / "cancel.md").write_text(article(tag, title, text), encoding="utf-8")
    command = [sys.executable, "-m", "tweeluik", "build", "--source", str(docset), "--site-dir", str(site)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    target = BeautifulSoup((site / "cancel" / "index.html").read_text(encoding="utf-8"), "html.parser")
    source = BeautifulSoup((site / "en" / "cancel" / "index.html").read_text(encoding="utf-8"), "html.parser")
    assert target.html
    assert target.body
    assert source.html
    assert target.html["lang"] == tag
    assert target.body["dir"] == direction
    assert source.html["lang"] == "en-US"
    # The words of the interface are in English here, and say so.
    assert target.select_one(".admonition-title [lang=en]")
    links = [
        str(link["href"]) for page in (target, source) for link in page.select("article a[href*='support.microsoft']")
    ]
    assert links == [f"https://support.microsoft.com/{locale}/help" for locale in (tag.lower(), "en-us")]


def test_another_project_needs_only_the_plugins(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    text = article("nl-NL", "Opzeggen", "Zie [deze pagina](https://support.microsoft.com/help).")
    (tmp_path / "docs" / "cancel.md").write_text(text, encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: Anders\ntheme: material\nplugins: [tweeluik, i18n]\n")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    pages = {file.relative_to(tmp_path / "site").as_posix() for file in (tmp_path / "site").rglob("*.html")}
    of_readers = {"404.html", "index.html", "cancel/index.html", "en/index.html", "en/cancel/index.html"}
    assert pages == {*of_readers, "review/index.html", "review/cancel/index.html", "review/report/articles.html"}
    assert "fonts.googleapis" not in (tmp_path / "site" / "cancel" / "index.html").read_text(encoding="utf-8")


def test_the_policy_of_pages_allows_what_hub_pages_need_and_can_be_left_out(tmp_path: Path) -> None:
    (tmp_path / "docs" / "nl").mkdir(parents=True)
    (tmp_path / "docs" / "cancel.md").write_text(article("nl-NL", "Opzeggen", "Tekst."), encoding="utf-8")
    (tmp_path / "docs" / "nl" / "prices.md").write_text("# Prijzen\n\n| A | B |\n|:--|--:|\n| 1 | 2 |\n")
    for options, has_policy in (("tweeluik", True), ("{tweeluik: {policy: false, review: false}}", False)):
        (tmp_path / "mkdocs.yml").write_text(f"site_name: A\ntheme: material\nplugins: [{options}, i18n]\n")
        command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        html = (tmp_path / "site" / "prices" / "index.html").read_text(encoding="utf-8")
        assert ("Content-Security-Policy" in html) is has_policy
        assert '<td align="right">2</td>' in html
        assert "style=" not in html


@pytest.mark.parametrize(
    ("configuration", "message"),
    [
        ("site_name: A\ntheme: material\nplugins: [tweeluik]\n", "add 'i18n' after 'tweeluik'"),
        ("site_name: A\ntheme: mkdocs\nplugins: [tweeluik, i18n]\n", "the theme must be 'material'"),
        ("site_name: A\ntheme: material\nplugins: [{tweeluik: {target: en-GB}}, i18n]\n", "are the same language"),
        ("site_name: A\ntheme: material\nplugins: []\n", "add 'tweeluik' and 'i18n'"),
        ("site_name: [\n", "mkdocs.yml"),
    ],
    ids=["no i18n", "other theme", "same language", "no plugin", "broken"],
)
def test_a_wrong_configuration_says_what_to_do(tmp_path: Path, configuration: str, message: str) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.md").write_text("# A\n")
    (tmp_path / "mkdocs.yml").write_text(configuration)
    command = [sys.executable, "-m", "tweeluik", "build"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert message in done.stderr
    assert "Traceback" not in done.stderr
