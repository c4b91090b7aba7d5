"""A site through MkDocs: its configuration, a whole build, and one page at a time."""

import logging
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.commands.build import get_context
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, MkDocsException
from mkdocs.structure.files import File, get_files, set_exclusions
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page

from tweeluik.diagnostics import Diagnostic, ordered
from tweeluik.docset.settings import locate
from tweeluik.mkdocs_plugin import TweeluikPlugin
from tweeluik.model import Side
from tweeluik.resources import CONFIGURATION
from tweeluik.site.site import Site

# Material 9.8 prints a notice about the end of MkDocs 1 on every start; this project knows (see the versions it pins).
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")


class SiteError(Exception):
    """The site cannot be made at all; the message says why and what to do."""


def configuration(source: Path | None, site_dir: Path | None, given: Mapping[str, str]) -> MkDocsConfig:
    """Load the configuration of a site.

    Args:
        source: folder of a docset, or of a repository with one; None for the site of the current folder.
        site_dir: where the site goes; None for what the configuration says, `site` for a docset given by folder.
        given: options of the plugin that go before those of the configuration, such as `target`.

    Raises:
        SiteError: there is no configuration, or it is not valid.
    """
    options: dict[str, Any] = {} if site_dir is None else {"site_dir": str(site_dir.resolve())}
    if source is None:
        file = Path("mkdocs.yml")
        if not file.is_file():
            raise SiteError(
                "There is no mkdocs.yml here. Name a docset with --source, or go to the folder of the site."
            )
    else:
        file = CONFIGURATION
        root = locate(source).resolve()
        options |= {"docs_dir": str(root), "site_name": root.name, "nav": ["index.md"]}
        options.setdefault("site_dir", str(Path("site").resolve()))
        if Path(options["site_dir"]).is_relative_to(root):
            raise SiteError("The site would go into the docset itself. Name another folder with --site-dir.")
    try:
        config = load_config(str(file), **options)
    except (ConfigurationError, Abort) as error:
        raise SiteError(f"{file}: {error}") from error
    plugin = config.plugins.get("tweeluik")
    if not isinstance(plugin, TweeluikPlugin):
        raise SiteError(f"{file}: add 'tweeluik' and 'i18n' to its plugins.")
    plugin.config.update({key: value for key, value in given.items() if value})
    return config


def plugin_of(config: MkDocsConfig) -> TweeluikPlugin:
    """Return the Tweeluik plugin of a configuration that `configuration` has loaded."""
    plugin = config.plugins["tweeluik"]
    assert isinstance(plugin, TweeluikPlugin)
    return plugin


def build_site(config: MkDocsConfig) -> list[Diagnostic]:
    """Build the whole site.

    Returns:
        What is wrong with the articles; the rest of the site is there all the same.

    Raises:
        SiteError: there is no site, with the reason.
    """
    try:
        mkdocs_build(config)
    except (MkDocsException, Abort, OSError) as error:
        raise SiteError(str(error) or "MkDocs stopped.") from error
    return ordered(plugin_of(config).diagnostics)


class LanguagePages:
    """The pages of one language, each rendered alone and just as a build would."""

    def __init__(self, config: MkDocsConfig, site: Site | None, side: Side) -> None:
        """Do what MkDocs does before it renders pages, once.

        Args:
            config: a configuration of its own; it is changed.
            site: the site, to share its index between languages; None to make it.
            side: the language.
        """
        plugin = plugin_of(config)
        plugin.site = site
        plugin.previewing = True
        i18n: Any = config.plugins["i18n"]
        plugin.on_startup(command="serve", dirty=False)
        if side is Side.SOURCE:
            assert site
            i18n.current_language = site.docset.settings.source.code
            i18n.building = True
        self.config = config.plugins.on_config(config)
        assert plugin.site
        self.site = plugin.site
        self.side = side
        self.refresh()

    def refresh(self) -> None:
        """Take in files that have come or gone."""
        self.env = self.config.theme.get_env()
        files = get_files(self.config)
        files.add_files_from_theme(self.env, self.config)
        self.files = self.config.plugins.on_files(files, config=self.config)
        set_exclusions(self.files, self.config)
        nav = get_navigation(self.files, self.config)
        self.nav = self.config.plugins.on_nav(nav, config=self.config, files=self.files)
        self.env = self.config.plugins.on_env(self.env, config=self.config, files=self.files)
        self.by_address = {file.url: file for file in self.files.documentation_pages()}
        self.assets = {file.url: file for file in self.files if not file.is_documentation_page()}

    def render(self, file: File) -> str:
        """Return the HTML of one page, as the build writes it."""
        page = Page(None, file, self.config)
        config, plugins = self.config, self.config.plugins
        page = plugins.on_pre_page(page, config=config, files=self.files)
        page.read_source(config)
        assert page.markdown is not None
        page.markdown = plugins.on_page_markdown(page.markdown, page=page, config=config, files=self.files)
        page.render(config, self.files)
        assert page.content is not None
        page.content = plugins.on_page_content(page.content, page=page, config=config, files=self.files)
        page.active = True
        context = get_context(self.nav, [], config, page)
        template = self.env.get_template(str(page.meta.get("template", "main.html")))
        context = plugins.on_page_context(context, page=page, config=config, nav=self.nav)
        return plugins.on_post_page(template.render(context), page=page, config=config)

    def error_page(self) -> str:
        """Return the page for wrong addresses."""
        context = get_context(self.nav, [], self.config, base_url="/")
        context = self.config.plugins.on_template_context(context, template_name="404.html", config=self.config)
        return self.env.get_template("404.html").render(context)


def quiet_logging() -> None:
    """Let MkDocs say only what is wrong."""
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
