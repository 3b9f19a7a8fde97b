"""Files of one's own on the site, and links to what is not there: all below content/files/, and those that a page leads to.

content/files/slides.pdf    files/slides.pdf    pdf: files/slides.pdf in an edit, [slides](../files/slides.pdf) in a page
content/pages/me.jpg        about/me.jpg        ![me](me.jpg) in content/pages/about.md
"""

from collections.abc import Collection, Iterator, Sequence
from posixpath import join, normpath
from urllib.parse import unquote, urlsplit

from sitegen import text
from sitegen.problems import Problem, Span, warning
from sitegen.records import Edit, MarkdownPage, Record
from sitegen.site.assembly import Site

FILES, PAGES = "files/", "pages/"
# What the site has beside its pages, for programs.
MADE = (".xml", ".json", ".jsonl", ".bib", ".ris", ".csv", ".txt", ".ics")


class Attached(Record):
    """The files that go to the site, each as its address and its place below content/, and what is to be said of links."""

    files: tuple[tuple[str, str], ...] = ()
    problems: tuple[Problem, ...] = ()


def attached(site: Site, edits: Sequence[Edit], own: Collection[str], beside: Collection[str]) -> Attached:
    """The files of one's own that the site gets; `own` are the names below content/files/, `beside` those beside pages.

    Warned of: a link in a page or an edit that leads to nothing on the site, and a file beside the pages that none leads to.
    """
    found = {FILES + name: FILES + name for name in own}
    there = {address for page in site.pages for address in (page.address, page.address.rstrip("/"))}
    problems: list[Problem] = []
    for page in (page for page in site.pages if page.kind == "page"):
        for span, written in _links(site.markdown[page.key]):
            address, name = _resolved(page.address, written), normpath(unquote(urlsplit(written).path))
            if address not in there and name in beside:
                found[address] = PAGES + name
            elif address not in there and address not in found and not address.endswith(MADE):
                hint = "put the file beside the page or into content/files/, or mend the link"
                problems.append(warning(span, f'"{written}" leads to no page and no file of the site', hint))
    idle = sorted({PAGES + name for name in beside} - {*found.values()})
    problems += [
        warning(Span(f"content/{place}"), "is not read: files here end in .md, or a page leads to them") for place in idle
    ]
    return Attached(files=tuple(sorted(found.items())), problems=(*problems, *_lacking(edits, found)))


def _links(page: MarkdownPage) -> Iterator[tuple[Span, str]]:
    """The relative links of a page, each with its line in the file."""
    above = page.span.last - page.body.count("\n") - 1
    for line, written in text.relative_links(page.body):
        yield Span(page.span.path, above + line, above + line), written


def _resolved(base: str, written: str) -> str:
    """Where a relative link on the page at `base` leads, below the site's root; no slash at its end."""
    path = unquote(urlsplit(written).path)
    whole = path.lstrip("/") if path.startswith("/") else join(base, path)
    return normpath(whole) if normpath(whole) != "." else ""


def _lacking(edits: Sequence[Edit], found: Collection[str]) -> Iterator[Problem]:
    """A warning for each PDF in an edit that is to be a file of one's own and is none."""
    for edit in edits:
        place = edit.value.lstrip("/") if edit.field == "pdf" and isinstance(edit.value, str) else ""
        if is_own(place) and normpath(unquote(place)) not in found:
            yield warning(edit.span, f"there is no file content/{place}", "put it there, or take the address out")


def is_own(address: str) -> bool:
    """Whether an address is that of a file of one's own on the site."""
    return address.lstrip("/").startswith(FILES)
