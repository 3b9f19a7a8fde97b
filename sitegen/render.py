"""The site's HTML: what `views` has computed, put into a theme's templates, and the theme's static files.

A theme is a folder of Jinja2 templates, one for each kind of page, with a folder `static/` beside them. Folders are searched
in order, so that a theme holds only what it changes; as "default/paper.html" a template can extend the one that it replaces.
Data never are a template, and whatever is not marked as HTML is escaped.
"""

from base64 import b64encode
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from hashlib import blake2b, sha256
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader, StrictUndefined
from markupsafe import Markup

from sitegen import metadata, views
from sitegen.files import File
from sitegen.site import Page, Site

Lines = Callable[[str, Iterable[str]], Markup]


def files(site: Site, themes: Sequence[Path], feeds: Collection[str] = ()) -> Iterator[File]:
    """A page for each of the site's, 404.html, and the static files of the themes below `assets/`.

    `themes` are the folders of the theme and of those that it builds on, `feeds` the addresses of pages with a feed beside
    them. Links are relative to the page, so that the site works at any address; only 404.html, shown at any depth, starts from
    the path of the site's url. Raises jinja2.TemplateError where a template is wrong.
    """
    shown, static = views.directory(site), _static(themes)
    environment = _environment(themes)
    environment.globals.update(
        site=site.config,
        navigation=views.navigation(site),
        menu=[page for page in site.markdown.values() if page.menu],
        assets={name: f"assets/{name}?v={blake2b(content, digest_size=4).hexdigest()}" for name, content in static.items()},
        header=_header(environment),
        lines=_lines(environment, shown.papers),
    )
    for page in site.pages:
        yield File(f"{page.address}index.html", _page(environment, shown, page, feeds).encode(errors="replace"))
    yield File("404.html", _not_found(environment, site).encode(errors="replace"))
    for name, content in static.items():
        yield File(f"assets/{name}", content)


def _environment(themes: Sequence[Path]) -> Environment:
    loaders = [FileSystemLoader(theme) for theme in themes]
    # Of two folders of one name the later: what a site's own "default" changes is the default that comes with sitegen.
    named = {theme.name: loader for theme, loader in zip(themes, loaders, strict=True)}
    return Environment(
        loader=ChoiceLoader([*loaders, PrefixLoader(named)]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def _static(themes: Sequence[Path]) -> Mapping[str, bytes]:
    """The static files by their path below `static/`; of two with one path, that of the theme that comes first."""
    folders = [theme / "static" for theme in reversed(themes)]
    paths = {path.relative_to(folder).as_posix(): path for folder in folders for path in folder.rglob("*") if path.is_file()}
    return {name: paths[name].read_bytes() for name in sorted(paths)}


def _header(environment: Environment) -> Callable[[str, str | None], Markup]:
    """The header by root and section: few, so each is made once."""
    template = environment.get_template("header.html")
    return cache(lambda root, section: Markup(template.render(root=root, section=section)))  # noqa: S704 escaped by Jinja2


def _lines(environment: Environment, entries: Mapping[str, views.Entry]) -> Lines:
    """The lines of papers in lists; a paper stands in many lists, so its line is made once for each root."""
    template = environment.get_template("line.html")

    @cache
    def line(root: str, paper: str) -> str:
        return template.render(root=root, entry=entries[paper])

    return lambda root, papers: Markup("".join(line(root, paper) for paper in papers))  # noqa: S704 escaped by Jinja2


def _page(environment: Environment, shown: views.Directory, page: Page, feeds: Collection[str]) -> str:
    description = views.description(shown.site, page)
    json_ld = metadata.inert(description) if description else ""
    return environment.get_template(f"{page.kind}.html").render(
        views.view(shown, page),
        kind=page.kind,
        root="../" * page.address.count("/") or "./",
        section=page.address.partition("/")[0],
        canonical=views.whole(shown.site, page.address if page.target is None else page.target),
        feed=page.address if page.address in feeds else None,
        site_feed="" in feeds,
        json_ld=Markup(json_ld),  # noqa: S704 inert by its making
        json_ld_hash=b64encode(sha256(json_ld.encode()).digest()).decode(),
    )


def _not_found(environment: Environment, site: Site) -> str:
    """404.html: its links begin with the path of the site's url; where that is not known, it has none."""
    root = urlsplit(site.config.url).path.rstrip("/") + "/" if site.config.url else None
    return environment.get_template("404.html").render(
        kind="404", root=root, section=None, canonical=None, feed=None, site_feed=False, json_ld=""
    )
