"""A site through MkDocs: its configuration, a whole build, and one page at a time."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.commands.build import get_context
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, MkDocsException
from mkdocs.structure.files import File, Files, set_exclusions
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page
from mkdocs_static_i18n.folder import create_i18n_file

from tweeluik.diagnostics import Diagnostic, ordered
from tweeluik.docset.settings import locate
from tweeluik.mkdocs_plugin import TweeluikPlugin
from tweeluik.model import Side
from tweeluik.resources import CONFIGURATION
from tweeluik.site.site import Site


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
    plugin.begin()
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
        files = Files([self._file(path) for path in self.site.docset.hub_pages])
        files.add_files_from_theme(self.env, self.config)
        announced = self.config.plugins.on_files(files, config=self.config)
        set_exclusions(announced, self.config)
        self.files = _FilesOnDemand(announced, self._page_file)
        self.nav = get_navigation(self.files, self.config)
        self.nav = self.config.plugins.on_nav(self.nav, config=self.config, files=self.files)
        self.env = self.config.plugins.on_env(self.env, config=self.config, files=self.files)
        self.assets = {file.url: file for file in announced if not file.is_documentation_page()}

    def _file(self, src_uri: str) -> File:
        return File(src_uri, self.config.docs_dir, self.config.site_dir, self.config.use_directory_urls)

    def _page_file(self, src_uri: str) -> File | None:
        """Return the file that stands for a page of this language; None if there is no such page."""
        code = self.site.docset.settings.language(self.side).code
        path = src_uri.removeprefix(f"{code}/")
        page = self.site.pages.get(path)
        if page is None or self.side not in page.sides:
            return None
        languages = [language.code for language in self.site.languages]
        file: File = create_i18n_file(self._file(f"{code}/{path}"), code, languages[0], languages, self.config)
        return file

    def file_at(self, address: str) -> File | None:
        """Return the file of the page at an address of this language, without the language's prefix."""
        code = self.site.docset.settings.language(self.side).code
        path = self.site.path_at(address)
        found = self.files.get_file_from_path(f"{code}/{path}") if path else None
        return found if found is not None and found.is_documentation_page() else None

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


class _FilesOnDemand(Files):
    """Files that include the pages of the site, each made when it is first looked up."""

    def __init__(self, announced: Files, make: Callable[[str], File | None]) -> None:
        super().__init__(list(announced))
        self._announced = announced
        self._make = make

    def get_file_from_path(self, path: str) -> File | None:
        return self._announced.get_file_from_path(path) or self._make(path)
