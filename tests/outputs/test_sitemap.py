import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from markdown_it import MarkdownIt

from sitegen.outputs import sitemap
from sitegen.problems import Span
from sitegen.records import Catalog, Collection, Config, MarkdownPage, Person, Topic
from sitegen.site.assembly import Page, Site, address
from sitegen.text import plain

S = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
OWNER = Person(id="ann", name="Ann Bee")


def site(*pages: Page, people: tuple[Person, ...] = (OWNER,), **config: str) -> Site:
    """A site with these pages, two papers, and one each of what can be followed."""
    about = MarkdownPage(slug="about", title="About", body="", span=Span("content/pages/about.md"), description="Who we are.")
    return Site(
        config=Config(**config),
        catalog=Catalog(
            people={person.id: person for person in people},
            collections={"daily": Collection(id="daily", title="Daily", dump="d")},
        ),
        pages=pages,
        markdown={"about": about},
        topics={"t": Topic(id="t", name="Trees [of all kinds]")},
        papers=("a", "b"),
        topics_by_paper={},
        related_by_paper={},
        papers_by_person={person.id: ("a",) for person in people},
        papers_by_topic={"t": ("a", "b")},
        papers_by_category={},
        papers_by_year={},
        papers_by_collection={"daily": ("a", "b")},
        people_by_letter={},
    )


def page(kind: str, key: str = "", *, noindex: bool = False) -> Page:
    place = address("paper" if kind == "redirect" else kind, key)
    return Page(kind=kind, key=key, address=place, source=Span("content"), noindex=noindex)


def written(of: Site, feeds: frozenset[str] = frozenset()) -> dict[str, str]:
    return {file.path: file.content.decode() for file in sitemap.files(of, feeds)}


def locations(xml: str, element: str = "url") -> list[str | None]:
    root = ET.fromstring(xml)  # noqa: S314 (what is read was made here)
    return [found.findtext(f"{S}loc") for found in root.findall(f"{S}{element}")]


def links(llms: str) -> dict[str, tuple[str, str]]:
    """Where each link of an llms.txt leads and what is said of that, as https://llmstxt.org has programs read it."""
    found = re.findall(r"^- \[([^\]]+)\]\(([^)]+)\)(?:: (.*))?$", llms, re.MULTILINE)
    return {name: (place, note) for name, place, note in found}


# Sitemap and robots.txt


def test_sitemap_has_every_page_but_redirects():
    pages = (page("home"), page("papers"), page("paper", "a"), page("redirect", "old"), page("page", "about"))
    found = locations(written(site(*pages, url="https://example.org/lab"))["sitemap.xml"])
    assert found == [f"https://example.org/lab/{path}" for path in ("", "papers/", "papers/a/", "about/")]


def test_sitemap_has_no_page_that_is_kept_from_search_engines():
    found = written(site(page("home"), page("paper", "a", noindex=True), url="https://example.org"))["sitemap.xml"]
    assert locations(found) == ["https://example.org/"]


def test_sitemap_holds_no_date_of_change_for_none_is_known():
    assert "lastmod" not in written(site(page("paper", "a"), url="https://example.org"))["sitemap.xml"]


def test_sitemap_needs_a_url_and_robots_names_it_only_then():
    assert set(written(site(page("home")))) == {"robots.txt", "llms.txt"}
    assert written(site(page("home")))["robots.txt"] == "User-agent: *\nAllow: /\n"
    robots = written(site(page("home"), url="https://example.org"))["robots.txt"]
    assert robots.endswith("\n\nSitemap: https://example.org/sitemap.xml\n")


def test_sitemap_over_fifty_thousand_addresses_is_parted_with_an_index():
    pages = (page("paper", str(number)) for number in range(50_001))
    files = written(site(*pages, url="https://example.org"))
    assert locations(files["sitemap.xml"], "sitemap") == [f"https://example.org/sitemap-{part}.xml" for part in (1, 2)]
    first, second = (locations(files[f"sitemap-{part}.xml"]) for part in (1, 2))
    assert (len(first), second) == (50_000, ["https://example.org/papers/50000/"])


def test_sitemap_escapes_addresses():
    files = written(site(page("home"), url="https://example.org/?a=1&b=<2>"))
    assert locations(files["sitemap.xml"]) == ["https://example.org/?a=1&b=<2>/"]


# llms.txt


def test_llms_txt_has_title_summary_and_sections_of_links_in_that_order():
    tokens = MarkdownIt().parse(written(site(owner="ann", title="Ann\u2019s", description="All of it."))["llms.txt"])
    assert [token.tag for token in tokens[:4]] == ["h1", "", "h1", "blockquote"]
    text = [token.content for token in tokens if token.type == "inline"]
    assert text[:2] == ["Ann\u2019s", "All of it."]
    heads = [text.content for head, text in pairwise(tokens) if head.type == "heading_open"]
    assert heads == ["Ann\u2019s", "Profile", "Papers", "Topics", "Collections", "Pages", "Data"]
    assert sum(token.type == "bullet_list_open" for token in tokens) == 6


@pytest.mark.parametrize(("url", "root"), [(None, "./"), ("https://example.org/lab", "https://example.org/lab/")])
def test_llms_txt_links_to_pages_and_data(url, root):
    found = links(written(site(owner="ann", url=url), frozenset({""}))["llms.txt"])
    expected = {
        "Ann Bee": ("people/ann/", ""),
        "Papers": ("papers/", ""),
        "Trees &#91;of all kinds&#93;": ("topics/t/", "2 papers"),
        "Daily": ("collections/daily/", "2 papers"),
        "About": ("about/", "Who we are."),
        "papers.jsonl": ("papers.jsonl", "all that is known of each paper, one JSON object a line"),
        "feed.json": ("feed.json", "the same as JSON Feed"),
    }
    assert {name: found[name] for name in expected} == {name: (root + place, note) for name, (place, note) in expected.items()}


def test_llms_txt_says_how_large_the_site_is_where_it_has_no_description():
    assert "\n> 2 papers of 1 person\n" in written(site())["llms.txt"]


def test_llms_txt_names_no_feed_that_is_not_there():
    assert "feed.xml" not in links(written(site())["llms.txt"])


def test_llms_txt_is_silent_of_an_owner_who_is_kept_from_search_engines():
    hidden = Person(id="ann", name="Ann Bee", noindex=True)
    assert "Ann Bee" not in written(site(owner="ann", people=(hidden,)))["llms.txt"]


@pytest.mark.parametrize("text", ["a [b](c) `d` 2 * 3 * 4 _f_ <g> # h & i ~j~", "](x) \\", "one\n# two", "&amp; ![x]"])
def test_llms_txt_shows_texts_as_they_are(text):
    of = site(title=text, description=text, people=(Person(id="ann", name=text),), owner="ann")
    tokens = MarkdownIt().parse(written(of)["llms.txt"])
    title, summary, *rest = [token for token in tokens if token.type == "inline"]
    profile = rest[2]
    for token in (title, summary, profile):
        shown = "".join(child.content for child in token.children if child.type.startswith("text"))
        assert shown == plain(text)
    assert profile.children[0].attrs == {"href": "./people/ann/"}


def test_llms_txt_of_the_sample_leads_to_what_is_there(built_site, site_url):
    found = [place.removeprefix(f"{site_url}/") for place, _ in links((built_site / "llms.txt").read_text("utf-8")).values()]
    files = [f"{place}index.html" if place.endswith("/") else place for place in found]
    assert len(files) > 20
    assert [path for path in files if not (built_site / path).is_file()] == []
