"""The site's HTML: what `views` has computed, put into a theme's templates, and the theme's static files.

A theme is a folder of Jinja2 templates, one for each kind of page, with folders beside them: `static/` (files as they are),
`styles/` (CSS that is joined, in the order of the names, into one file with the theme's name) and `words/` (see `languages`).
Folders are searched in order, so that a theme holds only what it changes; as "default/paper.html" a template can extend the one
that it replaces. Data never are a template, and whatever is not marked as HTML is escaped.
"""

import json
import re
from base64 import b64encode
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache, partial
from hashlib import blake2b, sha256
from pathlib import Path
from traceback import walk_tb
from urllib.parse import urlsplit

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateSyntaxError,
)
from markupsafe import Markup

from sitegen.files import is_source
from sitegen.pages import colors, languages, metadata, preview, views
from sitegen.pages.directory import Directory, Entry, directory
from sitegen.pages.languages import Language
from sitegen.problems import Refused, Span, error
from sitegen.publishing import File, Share
from sitegen.site import Page, Site, subjects, whole

UTF8 = "save the file as UTF-8"
SHARE = 200  # pages: few enough to be spread evenly, and so many that they have most of their lines in common
PREVIEW = "preview.png"  # where the site's preview image lies
CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f]")
Lines = Callable[[str, Iterable[str]], Markup]


def shares(site: Site, themes: Sequence[Path], language: Language, feeds: Collection[str] = ()) -> list[Share]:
    """A page for each of a site's, 404.html, and the static files of the themes below `assets/`, in shares of some hundred.

    `themes` are the folders of the theme and of those that it builds on, `feeds` the addresses of pages with a feed beside
    them. Links are relative to the page, so that the site works at any address; only 404.html, shown at any depth, starts from
    the path of the site's url. Raises Refused, here or in a share, naming the template, its line and the page, where a template
    is wrong.
    """
    shown, assets = directory(site), _assets(themes, site.config.accent)
    environment = _environment(themes)
    environment.globals.update(
        site=site.config,
        navigation=views.navigation(site),
        sections=views.sections(shown),
        menu=[page for page in site.markdown.values() if page.menu],
        assets={name: f"assets/{name}?v={blake2b(content, digest_size=4).hexdigest()}" for name, content in assets.items()},
        **_interface(language, site.config.content_language or site.config.language),
    )
    with _template_faults(themes, "every page"):
        environment.globals.update(header=_header(environment), lines=_lines(environment, shown.papers))
    filed = frozenset(subject.address for subject in subjects(site))

    def some(pages: Iterable[Page]) -> Iterator[File]:
        for page in pages:
            with _template_faults(themes, f"/{page.address}"):
                html = _page(environment, shown, page, feeds, filed)
            yield File(f"{page.address}index.html", _bytes(html))

    def rest() -> Iterator[File]:
        with _template_faults(themes, "/404.html"):
            html = _not_found(environment, site)
        yield File("404.html", _bytes(html))
        for name, content in assets.items():
            yield File(f"assets/{name}", content)
        if site.config.url:  # other sites can show it only where it has a whole address
            yield File(PREVIEW, _preview(shown, language))

    return [*(partial(some, site.pages[at : at + SHARE]) for at in range(0, len(site.pages), SHARE)), rest]


def _bytes(html: str) -> bytes:
    """A page without what no HTML can hold: control characters (https://html.spec.whatwg.org/#preprocessing-the-input-stream)."""
    return CONTROLS.sub("", html).encode(errors="replace")


def _preview(shown: Directory, language: Language) -> bytes:
    counts = {"papers": len(shown.papers), "people": len(shown.people), "topics": len(shown.topics)}
    say = languages.speaker(language)
    line = " · ".join(say(kind, count).unescape() for kind, count in counts.items() if count)
    points = [(dot.x, dot.y, dot.radius, dot.hue) for dot in views.dots(shown)]
    _, accent = colors.accents(shown.site.config.accent or "#3a45b8")
    return preview.image(shown.site.config.title, line, points, accent)


def _environment(themes: Sequence[Path]) -> Environment:
    """Jinja2 over the themes' templates; raises Refused for one that is no UTF-8, which Jinja2 would not name."""
    for theme in themes:
        for path in sorted(theme.rglob("*.html")):
            content = path.read_bytes()
            try:
                content.decode()
            except UnicodeDecodeError as fault:
                line = content.count(b"\n", 0, fault.start) + 1
                problem = error(Span(_place(theme, path), line, line), f"this is not UTF-8 text (byte {fault.start})", UTF8)
                raise Refused(problem) from None
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


def _interface(language: Language, content: str) -> dict[str, object]:
    """What templates say, and in which language; `content_language` is None where the papers' is the interface's."""
    return {
        "language": language,
        "content_language": content if content != language.tag else None,
        "say": languages.speaker(language),
        "number": cache(partial(languages.number, language)),
        "day": cache(partial(languages.date, language)),
        "script_words": cache(lambda prefix: json.dumps(languages.with_prefix(language, prefix), ensure_ascii=False)),
    }


def _assets(themes: Sequence[Path], accent: str | None) -> Mapping[str, bytes]:
    """The files below `assets/` by name: those of `static/` as they are, those of `styles/` joined for each theme's name.

    Of two files with one path, that of the theme that comes first. A style sheet begins with the accent that the owner chose.
    """
    assets = {name: path.read_bytes() for name, path in _files_in("static", themes).items()}
    head = ""
    if accent:
        light, dark = colors.accents(accent)
        head = f":root {{\n  --owner-accent: light-dark({light}, {dark});\n}}\n\n"
    for name, folders in _by_name(themes).items():
        if parts := _files_in("styles", folders):
            assets[f"{name}.css"] = head.encode() + b"\n".join(path.read_bytes() for path in parts.values())
    return dict(sorted(assets.items()))


def _by_name(themes: Iterable[Path]) -> Mapping[str, Sequence[Path]]:
    named = defaultdict(list)
    for theme in themes:
        named[theme.name].append(theme)
    return named


def _files_in(folder: str, themes: Sequence[Path]) -> dict[str, Path]:
    """The files in a folder of the themes by their path there, in order; of two with one path, that of the first theme.

    Hidden files and editors' copies are none of a theme's.
    """
    places = [theme / folder for theme in reversed(themes)]
    found = ((path.relative_to(place), path) for place in places for path in place.rglob("*") if path.is_file())
    return dict(sorted((name.as_posix(), path) for name, path in dict(found).items() if all(map(is_source, name.parts))))


def _header(environment: Environment) -> Callable[[str, str | None], Markup]:
    """The header by root and section: few, so each is made once."""
    template = environment.get_template("header.html")
    return cache(lambda root, section: Markup(template.render(root=root, section=section)))  # noqa: S704 escaped by Jinja2


def _lines(environment: Environment, entries: Mapping[str, Entry]) -> Lines:
    """The lines of papers in lists; a paper stands in many lists, so its line is made once for each root."""
    template = environment.get_template("line.html")

    @cache
    def line(root: str, paper: str) -> str:
        return template.render(root=root, entry=entries[paper])

    return lambda root, papers: Markup("".join(line(root, paper) for paper in papers))  # noqa: S704 escaped by Jinja2


def _page(environment: Environment, shown: Directory, page: Page, feeds: Collection[str], filed: Collection[str]) -> str:
    description = metadata.description(shown.site, page)
    json_ld = metadata.inert(description) if description else ""
    return environment.get_template(f"{page.kind}.html").render(
        views.view(shown, page),
        kind=page.kind,
        root="../" * page.address.count("/") or "./",
        section=page.address.partition("/")[0],
        canonical=whole(shown.site, page.address if page.target is None else page.target),
        preview=whole(shown.site, PREVIEW),
        noindex=page.noindex,
        feed=page.address if page.address in feeds else None,
        site_feed="" in feeds,
        filed=page.address in filed,
        part=page.part,
        json_ld=Markup(json_ld),  # noqa: S704 inert by its making
        json_ld_hash=b64encode(sha256(json_ld.encode()).digest()).decode(),
    )


def _not_found(environment: Environment, site: Site) -> str:
    """404.html: its links begin with the path of the site's url; where that is not known, it has none."""
    root = urlsplit(site.config.url).path.rstrip("/") + "/" if site.config.url else None
    return environment.get_template("404.html").render(
        kind="404", root=root, section=None, site_feed=False, filed=False, part=0, json_ld=""
    )


def _place(theme: Path, path: Path) -> str:
    return f"themes/{theme.name}/{path.relative_to(theme).as_posix()}"


@contextmanager
def _template_faults(themes: Sequence[Path], page: str) -> Iterator[None]:
    """Turn what goes wrong inside a template into a problem that names the template, the line and the page.

    Anything may go wrong in a template, since it is a programme; what goes wrong outside of one is a bug and passes.
    """
    try:
        yield
    except Exception as fault:
        frames = [(frame.f_code.co_filename, line) for frame, line in walk_tb(fault.__traceback__)]
        if isinstance(fault, TemplateSyntaxError):  # of an open `raw` or comment Jinja2 says the file as its name
            frames.append((fault.filename or fault.name or "", fault.lineno))
        places = [(theme, Path(name), line) for name, line in frames for theme in themes if Path(name).is_relative_to(theme)]
        if not places:
            raise
        theme, path, line = places[-1]
        span = Span(_place(theme, path), line, line)
        message = f"{type(fault).__name__} on {page}: {fault}"
        raise Refused(error(span, message, "fix the template; the site is as it was before")) from fault
