"""What a docset says about itself: its languages, its public address, what belongs to it."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tweeluik.diagnostics import Diagnostic
from tweeluik.language import Language
from tweeluik.model import Side
from tweeluik.text import Place

DOCFX = "docfx.json"
PUBLISH = ".openpublishing.publish.config.json"
RESOURCES = tuple(
    f"**/*.{ending}" for ending in "png jpg jpeg gif svg webp ico pdf ppt pptx xls xlsx doc docx zip mp4".split()
)
"""What is published beside the articles where the docset does not say so itself."""
EXCLUDED = ("**/includes/**", "**/_themes/**", "**/obj/**", "README.md", "**/TOC.md", "**/toc.md", "LICENSE*")
_BRACES = re.compile(r"\{([^{}]*,[^{}]*)\}")
_CONTENT_LOCALE = re.compile(rb"(?m)^ms\.contentlocale:[ \t]*[\"']?([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*)")


@dataclass(frozen=True, slots=True)
class FileGroup:
    """Files that belong to the docset: what one group of globs takes in, less what it leaves out."""

    files: tuple[str, ...]
    exclude: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of one docset."""

    source: Language = Language("en-US")
    target: Language = Language("nl-NL")
    public_base: str = "https://learn.microsoft.com"
    """Address of the site where the files live that the docset refers to but does not hold."""
    public_path: str = ""
    """Path of the docset there, such as `/microsoft-365`; '' if it is not known."""
    content: tuple[FileGroup, ...] = (FileGroup(("**",), EXCLUDED),)
    """The articles that are pages: those of any group."""
    resources: tuple[FileGroup, ...] = (FileGroup(RESOURCES),)
    """The files that are published as they are."""

    def language(self, side: Side) -> Language:
        """Return the language of a side."""
        return self.source if side is Side.SOURCE else self.target

    def side(self, name: str) -> Side | None:
        """Return the side that `source`, `target`, a language code or a tag names; None if neither."""
        for side in Side:
            if name.lower() == side.value or self.language(side).matches(name):
                return side
        return None


def locate(folder: Path) -> Path:
    """Return the root of the docset in a repository: the folder with `docfx.json`, or `folder` itself."""
    if (folder / DOCFX).is_file():
        return folder
    publish = _json(folder / PUBLISH)
    docsets = publish.get("docsets_to_publish") if isinstance(publish, dict) else None
    for docset in docsets if isinstance(docsets, list) else []:
        name = docset.get("build_source_folder") if isinstance(docset, dict) else None
        root = folder / str(name)
        if isinstance(name, str) and root.is_dir() and root.resolve().is_relative_to(folder.resolve()):
            return root
    return folder


def read_settings(
    root: Path, articles: Iterable[Path], given: Mapping[str, str] | None = None
) -> tuple[Settings, list[Diagnostic]]:
    """Read the settings of the docset at `root`.

    Args:
        root: its folder.
        articles: its article files; the first that names its language decides the target.
        given: what the person said, which goes before all else: `source`, `target`, `public_base`, `public_path`.
    """
    given = {key: value for key, value in (given or {}).items() if value}
    target = given.get("target") or _content_locale(articles) or "nl-NL"
    diagnostics: list[Diagnostic] = []
    docfx = _json(root / DOCFX)
    if isinstance(docfx, json.JSONDecodeError):
        place = Place(docfx.lineno, docfx.colno)
        diagnostics.append(Diagnostic("configuration-syntax-error", f"{docfx.msg}.", DOCFX, place))
    build = docfx.get("build") if isinstance(docfx, dict) else None
    build = build if isinstance(build, dict) else {}
    metadata = build.get("globalMetadata")
    breadcrumb = str(metadata.get("breadcrumb_path") or "") if isinstance(metadata, dict) else ""
    path = re.match(r"/[^/]+(?=/)", breadcrumb)
    content = _groups(build.get("content")) or [FileGroup(("**",))]
    return Settings(
        source=Language(given.get("source") or "en-US"),
        target=Language(target.replace("_", "-")),
        public_base=(given.get("public_base") or "https://learn.microsoft.com").rstrip("/"),
        public_path=(given.get("public_path") or (path.group() if path else "")).rstrip("/"),
        content=tuple(FileGroup(group.files, (*EXCLUDED, *group.exclude)) for group in content),
        resources=tuple(_groups(build.get("resource"))) or (FileGroup(RESOURCES),),
    ), diagnostics


def _json(file: Path) -> object:
    """Read a JSON file; None where there is none, the error where it is broken."""
    try:
        # Some of these files hold no-break spaces where JSON allows none (source-format 0.10).
        return json.loads(file.read_text(encoding="utf-8-sig", errors="replace").replace("\u00a0", " "))
    except json.JSONDecodeError as error:
        return error
    except (OSError, RecursionError):
        return None


def _groups(value: object) -> list[FileGroup]:
    """Read groups of files: a list of them, each an object with globs or a glob by itself."""
    found = []
    for group in value if isinstance(value, list) else [value]:
        given = {"files": [group]} if isinstance(group, str) else group
        if isinstance(given, dict):
            folder = str(given.get("src") or "").strip("./")
            files = _globs(given.get("files"), folder) or ((f"{folder}/**",) if folder else ("**",))
            found.append(FileGroup(files, _globs(given.get("exclude"), folder)))
    return found


def _globs(value: object, folder: str) -> tuple[str, ...]:
    globs = (one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str))
    return tuple(f"{folder}/{glob}" if folder else glob for one in globs for glob in _alternatives(one))


def _alternatives(glob: str) -> list[str]:
    """Write out the braces of a glob: `*.{md,yml}` means `*.md` and `*.yml`."""
    braces = _BRACES.search(glob)
    if not braces:
        return [glob]
    parts = [glob[: braces.start()] + one + glob[braces.end() :] for one in braces[1].split(",")]
    return [alternative for part in parts for alternative in _alternatives(part)]


def _content_locale(articles: Iterable[Path]) -> str:
    for file in articles:
        try:
            with file.open("rb") as stream:
                match = _CONTENT_LOCALE.search(stream.read(8192))
        except OSError:
            continue
        if match:
            return match[1].decode("ascii")
    return ""


def read_redirections(root: Path) -> tuple[dict[str, str], list[Diagnostic]]:
    """Read the redirections of the repository that holds the docset.

    Returns:
        The address that each removed file leads to, by its path relative to the docset, folded to lower case.
    """
    for folder in (root, root.parent):
        name = ".openpublishing.redirection.json"
        document = _json(folder / name)
        if document is None:
            continue
        if isinstance(document, json.JSONDecodeError):
            place = Place(document.lineno, document.colno)
            return {}, [Diagnostic("redirection-syntax-error", f"{document.msg}.", name, place)]
        entries = document.get("redirections") if isinstance(document, dict) else None
        prefix = "" if folder == root else f"{root.name}/"
        return dict(_redirections(entries, prefix)), []
    return {}, []


def _redirections(entries: object, prefix: str) -> Iterable[tuple[str, str]]:
    for entry in entries if isinstance(entries, list) else []:
        if not isinstance(entry, dict):
            continue
        source, url = entry.get("source_path") or entry.get("source_path_from_root"), entry.get("redirect_url")
        source = source.lstrip("/") if isinstance(source, str) else None
        if isinstance(source, str) and isinstance(url, str) and source.lower().startswith(prefix.lower()):
            yield source[len(prefix) :].lower(), url
