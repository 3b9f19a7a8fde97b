"""What a good site is: a tuple of small functions, each of which finds one kind of problem in a site."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from urllib.parse import urlsplit

from sitegen.problems import Problem, Span, note, warning
from sitegen.site.assembly import Site, source
from sitegen.site.attachments import is_own

CONFIG = Span("content/site.yaml")


def problems(site: Site) -> list[Problem]:
    """Everything that the checks find, in the order of CHECKS."""
    return [problem for check in CHECKS for problem in check(site)]


def _empty(site: Site) -> Iterator[Problem]:
    if not site.papers:
        yield warning(Span("content"), "there is no paper", "put a dump into content/dumps/, or use `sitegen add`")


def _no_url(site: Site) -> Iterator[Problem]:
    if not site.config.url:
        hint = "add `url: https://…` when you know where the site will stand; the publish workflow gives it by itself"
        yield note(CONFIG, "no `url`, so there is no sitemap, and feeds have relative links", hint)


def _unknown_names(site: Site) -> Iterator[Problem]:
    """The owner and the selected papers have to exist."""
    owner = site.config.owner
    if owner and owner not in site.catalog.people:
        yield warning(CONFIG, f'owner: there is no person "{owner}"', _nearest(owner, site.catalog.people))
    for paper in site.config.selected:
        if paper not in site.catalog.papers and paper not in site.catalog.redirects:
            yield warning(CONFIG, f'selected: there is no paper "{paper}"', _nearest(paper, site.catalog.papers))


def _unknown_metrics(site: Site) -> Iterator[Problem]:
    names = {metric.name for person in site.catalog.people.values() for seen in person.observations for metric in seen.metrics}
    if any(paper.score is not None for paper in site.catalog.papers.values()):
        names.add("score")
    for name in site.config.metrics:
        if name not in names:
            yield warning(CONFIG, f'metrics: no page shows a metric "{name}"', _nearest(name, names))


def _dead_menu(site: Site) -> Iterator[Problem]:
    """The navigation leads to pages that are there."""
    there = {page.address for page in site.pages}
    for item in site.config.navigation:
        path = item.address.strip("/") + "/" if item.address.strip("/") else ""
        if not urlsplit(item.address).scheme and path not in there and not item.address.endswith((".xml", ".json")):
            yield warning(CONFIG, f'navigation: "{item.address}" is no page of the site', _nearest(path, there))


def _doubtful_addresses(site: Site) -> Iterator[Problem]:
    """An address whose host can be none, or in which TeX or a bracket was left."""
    for paper in site.catalog.papers.values():
        pdf = (paper.pdf,) if paper.pdf and not is_own(paper.pdf) else ()
        for address in (*paper.code_urls, *paper.links, *pdf):
            host = urlsplit(address).hostname or ""
            if "." not in host or host.endswith(".") or any(mark in address for mark in "{}\\<>"):
                hint = f"give the right one in content/edits/:\npapers:\n  {paper.id}:\n    links: [https://…]"
                yield warning(source(paper), f"doubtful address {address}", hint)


def _shared_identifiers(site: Site) -> Iterator[Problem]:
    """Two papers with one DOI, arXiv id or PubMed id are one paper, or one of them is wrong."""
    for field in ("doi", "arxiv", "pmid"):
        holders = defaultdict(list)
        for paper in site.catalog.papers.values():
            if value := getattr(paper, field):
                holders[value.lower()].append((value, paper.id))
        for found in holders.values():
            value, papers = found[0][0], [paper for _, paper in found]
            if len(papers) > 1:
                hint = f"if they are one paper, add to content/decisions.yaml:\nsame:\n- [{', '.join(papers)}]"
                yield warning(Span("content/edits"), f"{field} {value} is given for {len(papers)} papers", hint)


def _nearest(name: str, known: object) -> str:
    near = get_close_matches(name, list(known), 1)  # type: ignore[call-overload]
    return f'did you mean "{near[0]}"?' if near else "take it out, or put in what is missing"


CHECKS: tuple[Callable[[Site], Iterator[Problem]], ...] = (
    _empty,
    _no_url,
    _unknown_names,
    _unknown_metrics,
    _dead_menu,
    _doubtful_addresses,
    _shared_identifiers,
)
