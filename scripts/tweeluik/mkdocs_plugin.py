"""The MkDocs plugin: it hands the pages of a docset to MkDocs and its i18n plugin.

Articles are no files of the docs folder in the sense of MkDocs: one file is a page in each language. So each page is
announced as a file in its language's folder, which is what mkdocs-static-i18n expects, and its body is rendered here.
"""

import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jinja2
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs_static_i18n.config import I18nPluginConfig, I18nPluginLanguage

from tweeluik.calculators.library import Calculators, Library
from tweeluik.calculators.pages import ASKS, fill_page, link_article
from tweeluik.calculators.publishing import MADE_FILES, made_file
from tweeluik.diagnostics import Diagnostic, Severity, ordered
from tweeluik.docset.docset import Docset
from tweeluik.model import Side
from tweeluik.output import write_whole
from tweeluik.rendering.headings import Heading
from tweeluik.resources import OVERRIDES
from tweeluik.review.writing import write_review
from tweeluik.site.framing import frame_view, hub_view
from tweeluik.site.making import Rendered, render_page
from tweeluik.site.search_index import SearchIndexError, build_search_index
from tweeluik.site.site import START, Site
from tweeluik.site.site_map import site_map
from tweeluik.site.view import View
from tweeluik.words import words_for

log = get_plugin_logger(__name__)

MATERIAL_FAVICON = "assets/images/favicon.png"
NOT_PUBLISHED = (".md", ".yml", ".yaml", ".json")
"""Files of a docset that are read, not published."""


class TweeluikConfig(Config):
    """Options of the plugin in `mkdocs.yml`; each may be left out."""

    source = config_options.Type(str, default="")
    """Language of the source halves, `en-US` by default."""
    target = config_options.Type(str, default="")
    """Language of the translation; by default what the articles say in `ms.contentlocale`, else `nl-NL`."""
    public_base = config_options.Type(str, default="")
    public_path = config_options.Type(str, default="")
    search = config_options.Type(bool, default=True)
    """Whether a build makes the search index."""
    review = config_options.Type(bool, default=True)
    """Whether a build makes the review pages for translators, below `review/`."""
    policy = config_options.Type(bool, default=True)
    """Whether pages tell browsers to run, show and ask for nothing that does not come with the site."""


class TweeluikPlugin(BasePlugin[TweeluikConfig]):
    """Connects a docset to MkDocs."""

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        """Forget all sites: MkDocs keeps one instance for all configurations that a process loads."""
        self.site: Site | None = None
        self.serving = False
        self.previewing = False
        """Set by the preview: broken articles show what is wrong in place of the page."""
        self.diagnostics: list[Diagnostic] = []
        self._rendered: dict[str, Rendered] = {}
        self._library: Library | None = None

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[list[tuple[str, Exception]], list[tuple[str, str]]]:
        """Load the options, and let the i18n plugin be named without options: its languages are the docset's.

        MkDocs checks the options of all plugins before it tells any of them what there is to build.
        """
        I18nPluginConfig.languages.default = [{"locale": "nl", "name": "Nederlands", "default": True}]
        return super().load_config(options, config_file_path)

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Note whether MkDocs serves or builds."""
        self.serving = command == "serve"
        if dirty:
            raise PluginError("tweeluik: --dirty builds leave out pages; build without it.")

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the docset and set the languages, before the i18n plugin looks at them."""
        i18n = self._i18n(config)
        if not i18n.building or self.site is None:
            self._open(config)
        site = self._set_languages(i18n)
        if config.theme.name != "material":
            raise PluginError("tweeluik: the theme must be 'material'.")
        if str(OVERRIDES) not in config.theme.dirs:
            position = 1 if config.theme.custom_dir else 0
            config.theme.dirs.insert(position, str(OVERRIDES))
        config.theme.static_templates.discard("sitemap.xml")
        self._set_theme(config, i18n.current_language or site.languages[0].code)
        config.nav = config.nav if config.nav is not None else [START]
        config.validation.nav.omitted_files = logging.DEBUG
        # Columns of tables on hub pages would be aligned by styles in the page, which the policy forbids.
        config.mdx_configs.setdefault("tables", {}).setdefault("use_align_attribute", True)
        return config

    def _set_theme(self, config: MkDocsConfig, language: str) -> None:
        """Set what the templates rest on, so that `theme: material` is all that a project has to say."""
        theme = config.theme
        theme["language"] = language
        theme["font"] = False  # The theme would load its fonts from elsewhere.
        # One mapping, not a list: the switch between automatic, light and dark is in our header.
        theme["palette"] = {"scheme": "default", "primary": "custom", "accent": "custom"}
        if theme["favicon"] == MATERIAL_FAVICON:
            theme["favicon"] = "assets/images/favicon.svg"
        if theme.get("logo") is None:
            theme["logo"] = "assets/images/logo.svg"

    def _open(self, config: MkDocsConfig) -> None:
        if self.site is None or self.site.docset.root != Path(config.docs_dir):
            given = {key: str(self.config[key]) for key in ("source", "target", "public_base", "public_path")}
            docset = Docset(Path(config.docs_dir), given)
            self.site = Site(docset, name=config.site_name, url=config.site_url or "")
        elif not self.previewing:
            self.site.refresh()
        self.diagnostics = list(self.site.docset.diagnostics)

    def _i18n(self, config: MkDocsConfig) -> Any:
        i18n = config.plugins.get("i18n")
        if i18n is None:
            raise PluginError("tweeluik: add 'i18n' after 'tweeluik' to the plugins in mkdocs.yml.")
        return i18n

    def _set_languages(self, i18n: Any) -> Site:
        assert self.site
        codes = [language.code for language in self.site.languages]
        if len(set(codes)) != len(codes):
            raise PluginError(f"tweeluik: source and target are the same language, '{codes[0]}'.")
        i18n.config.docs_structure = "folder"
        i18n.config.fallback_to_default = False
        i18n.config.reconfigure_search = False
        # Its language switch and its warnings are for a header that the theme replaces.
        i18n.config.reconfigure_material = False
        by_code = {language.locale: language for language in i18n.config.languages}
        languages = []
        for position, language in enumerate(self.site.languages):
            options = {"locale": language.code, "name": language.name, "default": position == 0}
            given = by_code.get(language.code)
            if given:
                # Words of the site that the person gave for this language stay as they are.
                options |= {key: value for key, value in given.items() if value is not None and key not in options}
                options.pop("link", None)
            record = I18nPluginLanguage()
            record.load_dict(options)
            record.validate()
            languages.append(record)
        i18n.config.languages = languages
        return self.site

    @event_priority(100)
    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Announce each page once per language; leave out what is read but not published."""
        assert self.site
        docset = self.site.docset
        hubs = set(docset.hub_pages)
        kept = [
            file
            for file in files
            if file.src_uri in hubs or not file.src_uri.lower().endswith(NOT_PUBLISHED) or file.generated_by
        ]
        # The preview announces a page when it is asked for; only the start page is needed beforehand.
        announced = [START] if self.previewing else list(self.site.pages)
        for page in (self.site.pages[path] for path in announced if path in self.site.pages):
            for side in page.sides:
                src_uri = f"{docset.settings.language(side).code}/{page.path}"
                kept.append(File(src_uri, config.docs_dir, config.site_dir, config.use_directory_urls))
        return Files(kept)

    def _page(self, page: Page) -> tuple[str, Side] | None:
        """Return path and language of a page that Tweeluik makes; None for ordinary ones."""
        assert self.site
        if page.file.src_uri in set(self.site.docset.hub_pages):
            return None
        code, _, path = page.file.src_uri.partition("/")
        side = self.site.docset.settings.side(code)
        return (path, side) if side and path in self.site.pages else None

    def on_page_read_source(self, /, *, page: Page, config: MkDocsConfig) -> str | None:
        """Keep MkDocs from looking for the file of a page that has none."""
        return "" if self._page(page) else None

    def on_page_markdown(self, markdown: str, /, *, page: Page, config: MkDocsConfig, files: Files) -> str | None:
        """Render the body; what MkDocs renders itself stays empty."""
        found = self._page(page)
        if found is None:
            return None
        assert self.site
        rendered = render_page(self.site, *found, broken_in_place=self.previewing)
        self._rendered[page.file.src_uri] = rendered
        self._report(rendered.diagnostics)
        page.meta = {"title": rendered.title, "description": rendered.description}
        return ""

    def on_page_content(self, html: str, /, *, page: Page, config: MkDocsConfig, files: Files) -> str | None:
        """Put the rendered body in place."""
        rendered = self._rendered.get(page.file.src_uri)
        # A hub page that asks for nothing does not make anybody read the rules.
        calculators = self._calculators() if rendered or ASKS in html else None
        if rendered is None:
            return self._filled(calculators, html, page) if calculators else None
        page.toc = get_toc(nested_headings(rendered.headings))
        page.present_anchor_ids = {heading.id for heading in rendered.headings}
        found = self._page(page)
        return link_article(calculators, rendered.html, *found) if calculators and found else rendered.html

    def _calculators(self) -> Calculators | None:
        """Return the calculators of the docset as its files are now; None if it has no rules."""
        assert self.site
        if self._library is None or self._library.site is not self.site:
            self._library = Library(self.site)
        calculators = self._library.current()
        if calculators:
            self._report(calculators.problems)
        return calculators

    def _filled(self, calculators: Calculators, html: str, page: Page) -> str | None:
        """Put calculators where a hub page asks for them, and their headings into its table of contents."""
        assert self.site
        code, _, path = page.file.src_uri.partition("/")
        side = self.site.docset.settings.side(code)
        filled = fill_page(calculators, html, path, side) if side else None
        if filled is None:
            return None
        items = page.toc.items[0].children if page.toc.items and page.toc.items[0].level == 1 else page.toc.items
        items.extend(get_toc(nested_headings(filled.headings)).items)
        return filled.html

    def on_page_context(self, context: Any, /, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        """Give the templates what they show round the body."""
        assert self.site
        rendered = self._rendered.pop(page.file.src_uri, None)
        if rendered:
            return self._add(context, rendered.view)
        code, _, path = page.file.src_uri.partition("/")
        side = self.site.docset.settings.side(code) or Side.TARGET
        return self._add(context, hub_view(self.site, path, side, page.title or path))

    def on_template_context(self, context: Any, /, *, template_name: str, config: MkDocsConfig) -> Any:
        """Give templates that are no pages the words of both languages."""
        assert self.site
        return self._add(context, frame_view(self.site))

    def on_pre_template(self, template: jinja2.Template, /, *, template_name: str, config: MkDocsConfig) -> Any:
        """Keep the build of the second language from writing the page for wrong addresses again."""
        return jinja2.Template("") if self._i18n(config).building else template

    def _add(self, context: Any, view: View) -> Any:
        assert self.site
        settings = self.site.docset.settings
        side = settings.side(view.language) or Side.TARGET
        words = words_for(settings.language(side))
        both: Mapping[str, Any] = {
            settings.language(one).code: words_for(settings.language(one)).table for one in (Side.TARGET, Side.SOURCE)
        }
        context.update({"tweeluik": view, "words": words.table, "word_language": words.language, "all_words": both})
        # `mkdocs serve` writes a script into the pages.
        context["has_policy"] = self.config.policy and (self.previewing or not self.serving)
        return context

    def _report(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        new = [one for one in ordered(diagnostics) if one not in set(self.diagnostics)]
        self.diagnostics += new
        if self.previewing:
            return
        for one in new:
            log.log(logging.WARNING if one.severity is Severity.ERROR else logging.INFO, "%s", one)

    @event_priority(-200)
    def on_post_build(self, /, *, config: MkDocsConfig) -> None:
        """Complete the site once all languages are written: site map, search index and review pages."""
        if self._i18n(config).building:
            return
        assert self.site
        self._report(tuple(self.site.docset.diagnostics))  # Tables of contents and glossary are read on the way.
        site_dir = Path(config.site_dir)
        if text := site_map(self.site):
            (site_dir / "sitemap.xml").write_text(text, encoding="utf-8")
        if calculators := self._calculators():
            for name in MADE_FILES:
                write_whole(site_dir / name, made_file(calculators, name))
        if self.serving:
            return
        if self.config.search:
            try:
                count = build_search_index(site_dir, config.site_name)
            except SearchIndexError as error:
                raise PluginError(f"tweeluik: {error}") from error
            log.info("The search index holds all %d pages.", count)
        # After the search index, so that nothing of it is found by customers.
        if self.config.review:
            for name in write_review(self.site, site_dir):
                log.info("'%s' is a page of the docset; the review page of that name is left out.", name)

    def on_serve(self, server: Any, /, *, config: MkDocsConfig, builder: Any) -> Any:
        """Watch the theme too."""
        server.watch(str(OVERRIDES))
        return server


def nested_headings(headings: tuple[Heading, ...]) -> list[Any]:
    """Nest headings by level, in the form that MkDocs makes its table of contents from."""
    root: list[Any] = []
    stack: list[tuple[int, list[Any]]] = [(0, root)]
    for heading in headings:
        while stack[-1][0] >= heading.level:
            stack.pop()
        item: dict[str, Any] = {
            "level": heading.level,
            "id": heading.id,
            "name": heading.text,
            "children": [],
        }
        stack[-1][1].append(item)
        stack.append((heading.level, item["children"]))
    return root
