import gzip
import json
import posixpath
import re
from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from itertools import pairwise, product
from pathlib import Path
from posixpath import join, normpath

import pytest
from bs4 import BeautifulSoup, Tag

from sitegen import bundle
from sitegen.pages import colors, languages, listings, render
from sitegen.problems import Refused, Span
from sitegen.records import (
    Catalog,
    Citations,
    Collection,
    Config,
    Limits,
    MarkdownPage,
    MenuItem,
    Metric,
    Observation,
    Origin,
    Paper,
    Person,
    Source,
    Topic,
    Version,
)
from sitegen.site import assembly as site

DEFAULT = bundle.themes() / "default"
NASTY = (
    """A & B <T> x<y "q" 'r'""",
    "</script><script>alert(1)</script>",
    "{{ 7*7 }} {% include 'base.html' %} {# gone #}",
    "<img src=x onerror=alert(1)>",
)
BROKEN = "a\ud800b"
UNSAFE = ("javascript:alert(1)", "data:text/html,x", "vbscript:x", "java\tscript:alert(1)")


def paper(key: str, **fields: object) -> Paper:
    """A paper with this id, of one source; its people are its authors' names, folded simply."""
    authors = fields.get("authors", ())
    people = tuple(str(author).lower().replace(" ", "-") for author in authors) + tuple(fields.get("listed", ()))  # type: ignore
    known = {
        "title": key.title(),
        "label": key.title(),
        "people": people,
        "sources": (Source(entry=key, dump="d.txt", first=1, last=4),),
    }
    return Paper(**{"id": key} | known | fields)


def catalog(*papers: Paper, people: Mapping[str, Person] | None = None, **fields: object) -> Catalog:
    names = {person: name for one in papers for name, person in one.byline}
    named = {key: Person(id=key, name=name, spellings=(name,)) for key, name in sorted(names.items())}
    return Catalog(papers={one.id: one for one in papers}, people=named | (people or {}), **fields)


def files(
    of: Catalog,
    config: Config | None = None,
    *,
    vocabulary: tuple[Topic, ...] = (),
    pages: tuple[MarkdownPage, ...] = (),
    themes: tuple[Path, ...] = (DEFAULT,),
    feeds: tuple[str, ...] = (),
) -> dict[str, bytes]:
    assembled, problems = site.assemble(of, config or Config(), vocabulary, pages)
    assert problems == []
    language, missing = languages.load(themes, assembled.config.language)
    assert missing == []
    return {file.path: file.content for share in render.shares(assembled, themes, language, feeds) for file in share()}


def soup(content: bytes) -> BeautifulSoup:
    return BeautifulSoup(content, "html.parser")


def one(page: BeautifulSoup | Tag, selector: str) -> Tag:
    (found,) = page.select(selector)
    return found


def words(tag: Tag) -> str:
    return " ".join(tag.get_text().split())


@pytest.fixture(scope="module")
def rich() -> dict[str, bytes]:
    """A small site that has a page of every kind."""
    adam = paper(
        "adam",
        title="Adam: a method for stochastic optimization",
        authors=("Ada Lovelace", "Li Wei"),
        authors_complete=False,
        affiliations=("gatech",),
        date="2024-03-05",
        category="cs.LG",
        score=49.0,
        code_available=True,
        code_urls=("https://github.com/x/adam",),
        abstract=r"We study $\ell_2$ norms & \emph{more}.",
        listed=("tuo-zhao",),
        collections=("daily",),
        origins=(
            Origin(field="title", place="d.txt:1", rule="as printed"),
            Origin(field="score", place="d.txt:1", rule="as printed"),
        ),
        versions=(Version(field="title", value="ADAM", place="e.txt:7"),),
        reasons=("the same title",),
    )
    bare = paper("bare", title=None, label="We study …", abstract="We study norms of optimization.", collections=("daily",))
    old = paper("old", authors=("Ada Lovelace",), date="2019", category="cs.LG", score=12.5)
    tuo = Person(
        id="tuo-zhao",
        name="Tuo Zhao",
        inferred=True,
        observations=(
            Observation(
                dump="d.txt",
                retrieved="2025-03-12",
                field="cs.LG",
                metrics=(Metric(name="h-index", value="11"), Metric(name="Novelty", value="57%")),
            ),
        ),
    )
    daily = Collection(id="daily", title="Daily papers", dump="l.txt", curator="AK", day="Mar 11", papers=("bare", "adam"))
    return files(
        catalog(adam, bare, old, people={"tuo-zhao": tuo}, collections={"daily": daily}, redirects={"adam-old": "adam"}),
        Config(url="https://example.org/name/", metrics={"Novelty": "how new"}),
        vocabulary=(Topic(id="optimization", name="Optimization", phrases=("optimization",)),),
        pages=(MarkdownPage(slug="about", title="About us", body="We *are*.", span=Span("content/pages/about.md")),),
        feeds=("", "people/ada-lovelace/"),
    )


def html(of: Mapping[str, bytes]) -> dict[str, BeautifulSoup]:
    return {path: soup(content) for path, content in of.items() if path.endswith(".html")}


# ---------------------------------------------------------------- every page


def test_every_kind_of_page_is_there(rich: dict[str, bytes]) -> None:
    assert {path for path in rich if path.endswith(".html")} == {
        *("index.html", "404.html", "search/index.html", "map/index.html", "about/index.html"),
        *("papers/index.html", "papers/adam/index.html", "papers/bare/index.html", "papers/old/index.html"),
        "papers/adam-old/index.html",
        *("people/index.html", "people/ada-lovelace/index.html", "people/li-wei/index.html", "people/tuo-zhao/index.html"),
        *("topics/index.html", "topics/optimization/index.html"),
        *("categories/index.html", "categories/cs.LG/index.html"),
        *("collections/index.html", "collections/daily/index.html"),
        *("years/index.html", "years/2019/index.html", "years/2024/index.html"),
    }


def test_every_page_has_one_heading_of_the_first_level_and_skips_none(rich: dict[str, bytes]) -> None:
    for path, page in html(rich).items():
        levels = [int(heading.name[1]) for heading in page.find_all(re.compile("^h[1-6]$"))]
        assert levels.count(1) == 1, path
        assert levels[0] == 1, path
        assert all(later - earlier <= 1 for earlier, later in pairwise(levels)), (path, levels)


def test_every_page_says_its_language_title_and_policy(rich: dict[str, bytes]) -> None:
    for path, page in html(rich).items():
        policy = str(one(page, "meta[http-equiv=Content-Security-Policy]")["content"])
        assert policy.startswith("default-src 'none'"), path
        assert "unsafe" not in policy
        assert one(page, "html")["lang"] == "en"
        assert len(page.title.get_text()) > 5  # type: ignore[union-attr]


def test_no_page_has_inline_styles_or_scripts_that_run(rich: dict[str, bytes]) -> None:
    for path, page in html(rich).items():
        assert not page.select("style, [style], iframe, object, embed, base"), path
        assert all(tag.get("src") or tag["type"] == "application/ld+json" for tag in page.find_all("script")), path
        assert not [name for tag in page.select("*") for name in tag.attrs if name.startswith("on")], path


def test_no_page_asks_another_host_for_anything(rich: dict[str, bytes]) -> None:
    for path, page in html(rich).items():
        loaded = [
            tag.get("src") or tag.get("href") for tag in page.select("script[src], img, link[rel=stylesheet], link[rel=icon]")
        ]
        assert not [address for address in loaded if re.match(r"\w+:(?!,)|//", str(address).removeprefix("data"))], path


def test_every_relative_link_leads_to_a_file(rich: dict[str, bytes]) -> None:
    written_elsewhere = re.compile(r"paper\.(bib|ris|json|txt)$|papers\.(bib|ris|json|csv|jsonl)$|feed\.(xml|json)$")
    for path, page in html(rich).items():
        if path == "404.html":
            continue
        for tag in page.select("[href], [src], [action]"):
            target = str(tag.get("href") or tag.get("src") or tag.get("action")).partition("#")[0].partition("?")[0]
            if not target or ":" in target:
                continue
            place = normpath(join("/", path, "..", target)).lstrip("/")
            there = {place, join(place, "index.html")} & rich.keys() or place == "." or written_elsewhere.search(place)
            assert there, (path, target)
            assert not target.startswith("/"), (path, target)


def test_every_fragment_leads_to_an_element(rich: dict[str, bytes]) -> None:
    for path, page in html(rich).items():
        targets = [str(tag["href"])[1:] for tag in page.select('a[href^="#"]')]
        assert [target for target in targets if not page.find(id=target)] == [], path


def test_ids_are_unique(rich: dict[str, bytes]) -> None:
    for path, page in html(rich).items():
        ids = [tag["id"] for tag in page.select("[id]")]
        assert len(ids) == len(set(ids)), path


def test_the_policy_names_the_description_that_stands_in_the_page(rich: dict[str, bytes]) -> None:
    page = soup(rich["papers/adam/index.html"])
    data = one(page, "script[type='application/ld+json']").get_text()
    digest = b64encode(sha256(data.encode()).digest()).decode()
    assert f"'sha256-{digest}'" in str(one(page, "meta[http-equiv=Content-Security-Policy]")["content"])
    assert json.loads(data)["@type"] == "ScholarlyArticle"


def test_a_whole_address_is_told_only_where_it_is_known(rich: dict[str, bytes]) -> None:
    known = soup(rich["papers/adam/index.html"])
    assert one(known, "link[rel=canonical]")["href"] == "https://example.org/name/papers/adam/"
    assert one(known, "meta[property='og:url']")["content"] == "https://example.org/name/papers/adam/"
    unknown = html(files(catalog(paper("adam"))))
    assert not [path for path, page in unknown.items() if page.select("link[rel=canonical], meta[property='og:url']")]


def test_feeds_are_named_where_they_are(rich: dict[str, bytes]) -> None:
    feeds = "link[type='application/atom+xml']"
    assert [tag["href"] for tag in soup(rich["people/ada-lovelace/index.html"]).select(feeds)] == ["feed.xml", "../../feed.xml"]
    assert [tag["href"] for tag in soup(rich["people/li-wei/index.html"]).select(feeds)] == ["../../feed.xml"]
    assert not soup(files(catalog(paper("adam")))["index.html"]).select(f"{feeds}, a[href$='feed.xml']")


def test_static_files_are_addressed_by_their_content(rich: dict[str, bytes]) -> None:
    href = str(one(soup(rich["index.html"]), "link[rel=stylesheet]")["href"])
    assert re.fullmatch(r"\./assets/default\.css\?v=[0-9a-f]{8}", href)
    assert rich["assets/site.js"] == (DEFAULT / "static" / "site.js").read_bytes()


def test_style_sheets_are_joined_in_the_order_of_their_names(rich: dict[str, bytes]) -> None:
    parts = [path.read_bytes() for path in sorted((DEFAULT / "styles").iterdir())]
    assert rich["assets/default.css"] == b"\n".join(parts)


@pytest.mark.parametrize("accent", ["#ffcc00", "ffcc00"])
def test_the_owners_accent_is_made_readable_on_light_and_on_dark(accent: str) -> None:
    style = files(catalog(), Config(accent=accent))["assets/default.css"].decode()
    found = re.match(r":root \{\n  --owner-accent: light-dark\((#\w{6}), (#\w{6})\);\n\}", style)
    assert found
    assert colors.contrast(found[1], "#ffffff") > 4.5
    assert found[2] == "#ffcc00"


def test_the_same_site_gives_the_same_bytes() -> None:
    of = catalog(paper("a", authors=("Ada Lovelace", "Li Wei"), date="2024"), paper("b", authors=("Li Wei",)))
    assert list(files(of).items()) == list(files(of).items())


def test_a_site_without_papers_has_its_pages() -> None:
    pages = html(files(catalog()))
    assert "There are no papers yet." in words(one(pages["index.html"], "main"))
    assert "There are none yet." in words(one(pages["topics/index.html"], "main"))


# ---------------------------------------------------------------- what data may hold


@pytest.mark.parametrize("text", NASTY)
def test_whatever_stands_in_a_text_is_shown_as_it_stands(text: str) -> None:
    nasty = paper(
        "p", title=text, authors=(text,), people=("x",), date="2024", venue=text, affiliations=(text,), collections=("c",)
    )
    collection = Collection(id="c", title=text, dump="l.txt", curator=text, day=text, papers=("p",))
    person = Person(id="x", name=text, spellings=(text, text + "!"), observations=(Observation(dump="d", field=text),))
    of = catalog(nasty, people={"x": person}, collections={"c": collection})
    pages = html(files(of, Config(title=text, description=text)))
    shown = words(one(pages["papers/p/index.html"], "h1")).translate(str.maketrans("“”‘’", "\"\"''"))
    assert shown == " ".join(text.split())
    assert words(one(pages["papers/p/index.html"], ".hero .facts")).endswith(text)
    for path, page in pages.items():
        scripts = [tag for tag in page.find_all("script") if not tag.get("src") and tag["type"] != "application/ld+json"]
        assert not scripts, path
        assert not page.select("t, [onerror]"), path
        assert "49" not in words(page), path
        for data in page.select("script[type='application/ld+json']"):
            assert "<" not in data.get_text()
            json.loads(data.get_text())


@pytest.mark.parametrize("address", UNSAFE)
def test_an_unsafe_address_is_no_link(address: str) -> None:
    unsafe = paper("p", authors=("Ada",), code_urls=(address,), links=(address,), pdf=address)
    seen = Observation(dump="d", url=address, metrics=(Metric(name="h-index", value="3"),))
    ada = Person(id="ada", name="Ada", homepage=address, links=(address,), photo=address, observations=(seen,))
    collection = Collection(id="c", title="C", dump="d", url=address, papers=("p",))
    pages = html(
        files(
            catalog(unsafe, people={"ada": ada}, collections={"c": collection}),
            Config(owner="ada", navigation=(MenuItem(label="X", address=address),)),
        )
    )
    targets = {str(tag.get("href") or tag.get("src")) for page in pages.values() for tag in page.select("[href], [src]")}
    assert not [target for target in targets if re.match(r"(java|vb|data:t)", target.strip(), re.IGNORECASE)]


def test_half_a_character_stops_nothing() -> None:
    made = files(catalog(paper("p", title=BROKEN, affiliations=(BROKEN,), venue=BROKEN)))
    assert words(one(soup(made["papers/p/index.html"]), "h1")) == "ab"


def test_the_largest_score_that_there_can_be_has_its_place_on_the_map() -> None:
    others = (paper(f"p{number}", score=-1e308) for number in range(14))
    made = files(catalog(paper("p", score=1e308), *others))
    assert [float(str(dot["r"])) for dot in soup(made["map/index.html"]).select("#map circle")] == [18.0, *[9.0] * 14]


def test_of_few_papers_no_map_is_drawn_nor_named() -> None:
    for count in (1, 14):
        made = files(catalog(*(paper(f"p{number}") for number in range(count))))
        assert not soup(made["map/index.html"]).select("svg.constellation, #map")
        assert not soup(made["index.html"]).select("a[href$='map/']")
    made = files(catalog(*(paper(f"p{number}") for number in range(15))))
    assert len(soup(made["map/index.html"]).select("#map circle")) == 15
    assert soup(made["index.html"]).select("nav a[href$='map/']")


def test_what_the_site_has_none_of_is_linked_nowhere() -> None:
    made = files(catalog(paper("p")))
    empty = ("people", "topics", "categories", "collections", "years", "map")
    links = {str(link["href"]) for page in html(made).values() for link in page.select("a[href]")}
    assert not [link for link in links for part in empty if link.endswith(f"{part}/")]
    assert soup(made["index.html"]).select("nav a[href$='papers/']")


def test_control_characters_are_in_no_page() -> None:
    control = "a\0\x1b\x0bb"
    shown = paper("p", title=control, affiliations=(control,), venue=control)
    made = html(files(catalog(shown), Config(title=control, description=control)))
    assert [path for path, page in made.items() if re.search("[\0\x1b\x0b]", str(page))] == []


def test_a_title_that_holds_an_address_makes_no_link_inside_its_link() -> None:
    pages = html(files(catalog(paper("p", title="See https://example.org/x for more"))))
    assert not [path for path, page in pages.items() if page.select("a a, h1 a")]


def test_math_is_mathml_in_titles_and_abstracts(rich: dict[str, bytes]) -> None:
    assert one(soup(rich["papers/adam/index.html"]), ".abstract math")
    assert one(soup(rich["papers/adam/index.html"]), ".abstract em").get_text() == "more"


def test_many_authors_are_all_on_the_papers_page_and_few_in_lists() -> None:
    crowd = tuple(f"Author {number}" for number in range(100))
    made = files(catalog(paper("p", authors=crowd), paper("q", authors=crowd[:9]), paper("r", authors=crowd[:9])))
    shown, folded = soup(made["papers/p/index.html"]).select(".hero .authors")
    assert (len(shown.find_all("a")), words(shown).endswith("and 80 more")) == (20, True)
    assert (folded.name, len(folded.find_all("a")), words(one(folded, "summary"))) == ("details", 100, "All 100 authors")
    line = soup(made["papers/index.html"]).select(".line .authors")[0]
    assert len(line.find_all("a")) == 8
    assert words(line).endswith("and 92 more")
    beside = one(soup(made["people/author-7/index.html"]), ".beside")
    assert len(beside.select("a")) == listings.RANKED
    assert "87 more" in words(beside)


def test_beside_one_or_two_papers_of_a_person_nothing_stands() -> None:
    ada = ("Ada Lovelace", "Li Wei")
    papers = [paper(f"p{number}", authors=ada, date=f"202{number}") for number in range(3)]
    for count, expected in ((1, 0), (2, 0), (3, 1)):
        page = soup(files(catalog(*papers[:count]))["people/ada-lovelace/index.html"])
        assert len(page.select(".beside")) == len(page.select(".downloads")) == expected
        assert bool(page.select("link[type='application/x-bibtex']")) == bool(expected)
        assert len(page.select(".line")) == count


# ---------------------------------------------------------------- a paper


def test_a_paper_shows_all_that_is_known(rich: dict[str, bytes]) -> None:
    page = soup(rich["papers/adam/index.html"])
    hero = words(one(page, ".hero"))
    assert [str(link["href"]) for link in one(page, ".hero .authors").find_all("a")] == [
        "../../people/ada-lovelace/",
        "../../people/li-wei/",
    ]
    assert "Ada Lovelace, Li Wei et al." in hero
    assert "Listed on the page of Tuo Zhao." in hero
    assert "Mar 5, 2024" in hero
    assert "cs.LG Machine Learning" in hero
    assert "Score 49 as shown on the source" in hero
    assert one(page, "a[href='https://github.com/x/adam']")
    assert "“optimization” in the title" in words(one(page, ".beside"))
    assert "Daily papers" in words(one(page, ".beside"))


PRINTED = {
    "title": "Of examples",
    "date": "2021-07-15",
    "type": "article",
    "venue": "Nature & Sons",
    "volume": "596",
    "issue": "7873",
    "pages": "583-589",
    "publisher": "Sample Press",
    "isbn": "978-3-16-148410-0",
    "pmid": "31452104",
    "note": "Oral",
    "citations": Citations(value=25431, source="Example Scholar", day="2024-05-02"),
}


def facts(shown: dict[str, bytes], key: str = "p") -> list[str]:
    return [words(fact) for fact in one(soup(shown[f"papers/{key}/index.html"]), ".hero .facts").find_all("li")]


def test_a_paper_says_where_it_was_printed_and_how_often_it_is_cited() -> None:
    shown = files(catalog(paper("p", **PRINTED)))
    assert facts(shown) == [
        "Oral",
        "Jul 15, 2021",
        "Journal article",
        "Nature & Sons 596(7873), 583–589",
        "Sample Press",
        "ISBN 978-3-16-148410-0",
        "cited 25,431 times Example Scholar, May 2, 2024",
    ]
    page = soup(shown["papers/p/index.html"])
    assert words(one(page, ".hero cite")) == "Nature & Sons"
    assert words(one(page, "a[href='https://pubmed.ncbi.nlm.nih.gov/31452104/']")) == "PubMed 31452104"


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({"venue": "ICML", "pages": "1-9"}, ["ICML, pp. 1–9"]),
        ({"venue": "ICML", "volume": "139"}, ["ICML 139"]),
        ({"volume": "12", "issue": "3", "pages": "1-9"}, ["Vol. 12(3), 1–9"]),
        ({"venue": "PLOS ONE", "pages": "e1009"}, ["PLOS ONE, e1009"]),
        ({"type": "other"}, []),
        ({"type": "thesis"}, ["Thesis"]),
        ({"note": "A sentence that is too long to stand as a mark"}, ["A sentence that is too long to stand as a mark"]),
        ({"citations": Citations(value=1)}, ["cited once"]),
        ({"citations": Citations(value=0, source="d.txt")}, ["cited 0 times d.txt, day not known"]),
    ],
)
def test_a_paper_says_no_more_of_its_publication_than_is_known(known: dict[str, object], expected: list[str]) -> None:
    assert facts(files(catalog(paper("p", **known)))) == expected


def test_a_list_shows_a_short_note_as_a_mark_and_the_number_of_citations() -> None:
    shown = files(catalog(paper("p", **PRINTED), paper("q", note="A sentence that is too long to stand as a mark")))
    lines = {words(one(line, ".name")): line for line in soup(shown["papers/index.html"]).select(".line")}
    assert [words(fact) for fact in lines["Of examples"].select(".facts li")] == [
        "Oral",
        "Jul 15, 2021",
        "Nature & Sons",
        "cited 25,431 times",
    ]
    assert lines["Of examples"].select(".facts li")[-1]["title"] == "Example Scholar, May 2, 2024"
    assert [len(line.select(".mark")) for line in lines.values()].count(1) == 1


def test_the_day_of_a_count_is_not_taken_for_the_papers() -> None:
    shown = files(catalog(paper("p", **PRINTED | {"date": None})))
    assert not soup(shown["papers/p/index.html"]).select("time")


def test_a_paper_says_where_it_came_from(rich: dict[str, bytes]) -> None:
    provenance = words(one(soup(rich["papers/adam/index.html"]), ".provenance"))
    for said in ("d.txt, lines 1–4", "the same title", "d.txt:1, as printed title, score", "e.txt:7, title ADAM"):
        assert said in provenance


def test_a_paper_can_be_cited(rich: dict[str, bytes]) -> None:
    page = soup(rich["papers/adam/index.html"])
    assert one(page, "pre").get_text().startswith("@misc{adam,")
    assert {str(tag["href"]) for tag in page.select("a[download]")} == {"paper.txt", "paper.bib", "paper.ris", "paper.json"}
    assert [tag["content"] for tag in page.select("meta[name=citation_author]")] == ["Ada Lovelace", "Li Wei"]


def test_no_file_is_named_that_a_large_site_leaves_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.site.assembly.LARGE", 0)
    page = soup(files(catalog(paper("adam", authors=("Ada Lovelace",))))["papers/adam/index.html"])
    assert {str(tag["href"]) for tag in page.select("a[download], link[rel=alternate][href^=paper]")} == {"paper.bib"}
    assert [tag["data-copy"] for tag in page.select("button[data-copy]")] == ["#reference", "#bibtex"]


def test_a_paper_without_a_title_shows_its_label_as_such(rich: dict[str, bytes]) -> None:
    page = soup(rich["papers/bare/index.html"])
    assert words(one(page, "h1.unknown")) == "We study …"
    assert "title unknown" in words(one(page, ".hero"))
    assert "title unknown" in words(one(soup(rich["collections/daily/index.html"]), ".line:has(.flag)"))


def test_a_paper_without_author_and_date_claims_none(rich: dict[str, bytes]) -> None:
    page = soup(rich["papers/bare/index.html"])
    assert not page.select("time, meta[name^=citation_], .hero .authors")
    assert "No source names the authors." in words(one(page, ".hero"))
    assert json.loads(one(page, "script[type='application/ld+json']").get_text()).keys() == {
        *("@context", "@type", "abstract", "url"),
    }


@pytest.mark.parametrize(("date", "shown"), [("2024-03-05", "Mar 5, 2024"), ("2024-03", "Mar 2024"), ("2024", "2024")])
def test_a_date_is_shown_as_far_as_it_is_known(date: str, shown: str) -> None:
    time = one(soup(files(catalog(paper("p", date=date)))["papers/p/index.html"]), "time")
    assert (time["datetime"], words(time)) == (date, shown)


def test_related_papers_name_the_words_they_share() -> None:
    shared = "Quantization compresses transformer weights with little loss of accuracy."
    others = [paper(f"other-{number}", abstract=f"Unlike topic {number} entirely") for number in range(5)]
    pages = files(catalog(paper("a", abstract=shared), paper("b", abstract=shared), *others))
    related = one(soup(pages["papers/a/index.html"]), ".line:has(a[href='../../papers/b/'])")
    assert "uantization" in words(related)


# ---------------------------------------------------------------- people and lists


def test_a_person_has_metrics_with_their_meaning_and_source(rich: dict[str, bytes]) -> None:
    hero = words(one(soup(rich["people/tuo-zhao/index.html"]), ".hero"))
    assert "h-index 11 Novelty 57% As shown by d.txt, Mar 12, 2025." in hero
    assert "h-index: 11 papers cited at least 11 times each. Novelty: how new." in hero
    assert hero.count("d.txt, Mar 12, 2025") == 1
    assert "This name was inferred." in hero


def test_a_person_has_papers_by_year_the_undated_last() -> None:
    ada = ("Ada Lovelace",)
    of = catalog(paper("x", authors=ada), paper("y", authors=ada, date="2020"), paper("z", authors=ada, date="2024-01-02"))
    page = soup(files(of)["people/ada-lovelace/index.html"])
    headings = [words(heading) for heading in page.select(".group > h2")]
    assert headings == ["2024 1 paper", "2020 1 paper", "Without a date 1 paper"]
    assert one(page, "svg[role=img]")["aria-label"] == "Papers per year: 2020: 1, 2021: 0, 2022: 0, 2023: 0, 2024: 1"


def test_a_person_lists_papers_whose_byline_does_not_print_the_name(rich: dict[str, bytes]) -> None:
    page = soup(rich["people/tuo-zhao/index.html"])
    assert [words(link) for link in page.select(".line .name")] == ["Adam: a method for stochastic optimization"]
    assert words(one(page, ".summary")) == "1 paper."
    assert "1 of them stood on a page of this person" in words(one(page, ".main"))


def test_co_authors_stand_with_the_number_of_papers_in_common() -> None:
    papers = (paper(f"p{number}", authors=("Ada Lovelace", "Li Wei")[: 1 + number]) for number in range(3))
    beside = words(one(soup(files(catalog(*papers))["people/ada-lovelace/index.html"]), ".beside"))
    assert "Co-authors Li Wei 2 papers" in beside


def test_people_stand_under_the_letter_of_their_family_name() -> None:
    authors = ("Émile Zola", "Ludwig van der Berg", "李志远", "42")
    people = {f"p{number}": Person(id=f"p{number}", name=name) for number, name in enumerate(authors)}
    page = soup(files(catalog(paper("p", authors=authors, people=tuple(people)), people=people))["people/index.html"])
    letters = {words(one(group, "h2")): words(one(group, "ul")) for group in page.select(".group")}
    assert letters == {
        "# 1 person": "42 1 paper",
        "L 1 person": "李志远 1 paper",
        "V 1 person": "Ludwig van der Berg 1 paper",
        "Z 1 person": "Émile Zola 1 paper",
    }


def test_a_collection_keeps_its_order(rich: dict[str, bytes]) -> None:
    page = soup(rich["collections/daily/index.html"])
    assert [str(link["href"]) for link in page.select("ol > li > a")] == ["../../papers/bare/", "../../papers/adam/"]
    assert "2 papers, chosen by AK, Mar 11 In the order of the source (l.txt)." in words(one(page, ".hero"))


def test_a_long_list_goes_on_on_further_pages() -> None:
    sources = (Source(entry="e", dump="d.txt", first=1, last=2),)
    papers = [paper(f"p{number:03}", date=f"{1000 + number}", sources=sources, collections=("daily",)) for number in range(760)]
    daily = Collection(id="daily", title="Daily", dump="d.txt", papers=tuple(one.id for one in papers))
    made = html(files(catalog(*papers, collections={"daily": daily})))

    def walked(address: str, rel: str) -> list[tuple[str, list[str]]]:
        """The pages of a list, from one on, each with the titles on it."""
        found = []
        while True:
            page = made[f"{address}index.html"]
            found.append((address, [words(name) for name in page.select(".line .name")]))
            links = page.select(f"nav.jump a[rel={rel}]")
            if not links:
                return found
            address = posixpath.normpath(f"{address}{links[0]['href']}") + "/"

    forward = walked("papers/", "next")
    assert [(address, len(names)) for address, names in forward] == [
        ("papers/", 260),
        ("papers/older/2/", 250),
        ("papers/older/1/", 250),
    ]
    assert [name for _, names in forward for name in names] == [f"P{number:03}" for number in range(759, -1, -1)]
    assert walked("papers/older/1/", "prev") == forward[::-1]
    ordered = walked("collections/daily/", "next")
    assert [(address, names[0], len(names)) for address, names in ordered] == [
        ("collections/daily/", "P000", 500),
        ("collections/daily/2/", "P500", 260),
    ]
    assert one(made["collections/daily/2/index.html"], "ol.numbered")["start"] == "501"
    titles = [words(made[f"{address}index.html"].select("head title")[0]) for address, _ in (*forward, *ordered)]
    assert len(set(titles)) == len(titles)
    assert not made["papers/older/1/index.html"].select(".beside, .downloads")


def test_very_many_people_stand_on_pages_of_their_letters() -> None:
    names = tuple(
        f"{given} {family}" for family in ("Aalto", "Zorn") for given in map("".join, product("ABCDEFGHIJ", repeat=3))
    )
    made = html(files(catalog(*(paper(f"p{at}", authors=names[at : at + 100]) for at in range(0, 2000, 100)))))
    first = made["people/index.html"]
    assert [(words(link), link["href"]) for link in first.select("nav.jump a")] == [
        ("A", "../people/a/"),
        ("Z", "../people/z/"),
    ]
    assert len(first.select(".counted li")) == listings.RANKED
    letter = made["people/z/index.html"]
    assert len(letter.select(".names li")) == 1000
    assert words(one(letter, "nav.jump a[aria-current]")) == "Z"
    assert words(letter.select("head title")[0]) == "People: Z \u00b7 Papers"


def test_home_shows_newest_and_highest_scored_papers() -> None:
    of = catalog(paper("a", date="2024", score=1.0), paper("b", date="2023", score=2.5), paper("c", date="2022", score=3.0))

    def shown(recent: int) -> dict[str, list[str]]:
        page = soup(files(of, Config(limits=Limits(recent=recent)))["index.html"])
        return {
            words(one(group, "h2")): [words(name) for name in group.select(".name")] for group in page.select(".halves .group")
        }

    assert shown(2) == {"Newest papers": ["A", "B"], "Highest scores": ["C", "B"]}
    assert shown(3) == {"Newest papers": ["A", "B", "C"]}  # the same papers in another order say nothing more


def test_home_is_the_owners_profile_where_there_is_an_owner() -> None:
    of = catalog(paper("x", authors=("Ada Lovelace",)), paper("y", authors=("Ada Lovelace",)))
    page = soup(files(of, Config(title="T", owner="ada-lovelace", selected=("y", "gone")))["index.html"])
    assert words(one(page, "h1")) == "Ada Lovelace"
    assert [words(name) for name in page.select(".group")[0].select(".name")] == ["Y"]


# ---------------------------------------------------------------- the rest


def test_a_written_page_is_shown_with_one_heading(rich: dict[str, bytes]) -> None:
    main = one(soup(rich["about/index.html"]), "main")
    assert words(main) == "About us We are."
    headed = MarkdownPage(slug="about", title="About", body="# Who we are\n\nWe.", span=Span("a.md"))
    assert [words(h1) for h1 in soup(files(catalog(), pages=(headed,))["about/index.html"]).select("h1")] == ["Who we are"]


def test_a_redirect_leads_on_without_scripts(rich: dict[str, bytes]) -> None:
    page = soup(rich["papers/adam-old/index.html"])
    assert one(page, "meta[http-equiv=refresh]")["content"] == "0; url=../../papers/adam/"
    assert one(page, "main a")["href"] == "../../papers/adam/"
    assert one(page, "link[rel=canonical]")["href"] == "https://example.org/name/papers/adam/"


def test_404_starts_from_the_path_of_the_sites_address(rich: dict[str, bytes]) -> None:
    page = soup(rich["404.html"])
    targets = [str(tag.get("href") or tag.get("src") or tag.get("action")) for tag in page.select("[href], [src], [action]")]
    assert all(target.startswith("/name/") or target == "#main" for target in targets), targets


@pytest.mark.parametrize("url", ["https://example.org", "https://example.org/"])
def test_404_of_a_site_at_the_root_of_a_domain_starts_there(url: str) -> None:
    page = soup(files(catalog(), Config(url=url))["404.html"])
    assert str(one(page, "link[rel=stylesheet]")["href"]).startswith("/assets/")


def test_404_stands_alone_where_the_sites_address_is_not_known() -> None:
    page = soup(files(catalog())["404.html"])
    assert [tag["href"] for tag in page.select("[href], [src], [action]")] == ["data:,"]
    assert words(one(page, "h1")) == "No such page"


def test_navigation_is_the_owners_where_given(rich: dict[str, bytes]) -> None:
    usual = [words(link) for link in soup(rich["index.html"]).select("nav[aria-label=Main] a")]
    assert usual == ["Papers", "People", "Topics", "Collections", "About us"]
    own = Config(navigation=(MenuItem(label="All", address="papers/"), MenuItem(label="Lab", address="https://lab.example/")))
    page = soup(files(catalog(paper("adam")), own)["papers/adam/index.html"])
    links = [(words(link), link["href"], link.get("aria-current")) for link in page.select("nav[aria-label=Main] a")]
    assert links == [("All", "../../papers/", "true"), ("Lab", "https://lab.example/", None)]


@pytest.mark.parametrize("name", ["own", "default"])
def test_a_theme_changes_one_block_and_one_file_and_leaves_the_rest(tmp_path: Path, name: str) -> None:
    own = tmp_path / name
    (own / "static").mkdir(parents=True)
    (own / "styles").mkdir()
    (own / "paper.html").write_text(
        '{% extends "default/paper.html" %}{% block footer %}<footer>Ours</footer>{% endblock %}', "utf-8"
    )
    (own / "static" / "icon.svg").write_text("<svg/>", "utf-8")
    (own / "styles" / "99-mine.css").write_text("body { color: red }", "utf-8")
    made = files(catalog(paper("adam")), themes=(own, DEFAULT))
    assert words(one(soup(made["papers/adam/index.html"]), "footer")) == "Ours"
    assert words(one(soup(made["papers/adam/index.html"]), "h1")) == "Adam"
    assert "Ours" not in words(soup(made["index.html"]))
    assert made["assets/icon.svg"] == b"<svg/>"
    assert made[f"assets/{name}.css"].endswith(b"body { color: red }")
    assert len(made["assets/default.css"]) > 5_000
    assert "assets/site.js" in made


@pytest.mark.parametrize(
    ("template", "source", "said"),
    [
        (
            "home.html",
            "{{ nothing_of_the_kind }}",
            "home.html:1: error: UndefinedError on /: 'nothing_of_the_kind' is undefined",
        ),
        ("line.html", "\n\n{{ entry.paper.title / 2 }}", "line.html:3: error: TypeError on /: "),
        ("topics.html", "{% if %}", "topics.html:1: error: TemplateSyntaxError on /topics/: "),
        ("header.html", "{% include 'gone.html' %}", "header.html:1: error: TemplateNotFound on /: gone.html"),
        ("line.html", "\n{% raw %} x", "line.html:2: error: TemplateSyntaxError on every page: Missing end of raw"),
        ("paper.html", "{% raw %}x\n", "paper.html:1: error: TemplateSyntaxError on /papers/adam/: Missing end of raw"),
        ("home.html", "{# a remark", "home.html:1: error: TemplateSyntaxError on /: Missing end of comment"),
        ("home.html", "{% include 'home.html' %}", "home.html:1: error: RecursionError on /: "),
    ],
)
def test_a_wrong_template_is_named_with_its_line_and_the_page(tmp_path: Path, template: str, source: str, said: str) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / template).write_text(source, "utf-8")
    with pytest.raises(Refused, match=re.escape(said)):
        files(catalog(paper("adam", date="2024")), themes=(own, DEFAULT))


@pytest.mark.parametrize("name", ["home.html", "parts/mine.html"])
@pytest.mark.parametrize("encoding", ["latin-1", "utf-16"])
def test_a_template_that_is_not_utf_8_is_named_with_its_line(tmp_path: Path, name: str, encoding: str) -> None:
    path = tmp_path / "own" / name
    path.parent.mkdir(parents=True)
    path.write_bytes("<p>\n\u00e9\u00e8</p>".encode(encoding))
    with pytest.raises(Refused, match=rf"themes/own/{name}:[12]: error: this is not UTF-8 text"):
        files(catalog(paper("adam")), themes=(tmp_path / "own", DEFAULT))


@pytest.mark.parametrize(
    ("loaded", "most"), [("styles/*.css", 15_000), ("static/[ps]*e.js", 7_500), ("static/search.js", 15_000)]
)
def test_styles_and_scripts_are_small(loaded: str, most: int) -> None:
    files = sorted(DEFAULT.glob(loaded))
    assert files
    assert len(gzip.compress(b"".join(path.read_bytes() for path in files))) < most


def test_a_preview_image_is_there_where_other_sites_can_find_it(rich: dict[str, bytes]) -> None:
    image = one(soup(rich["papers/adam/index.html"]), "meta[property='og:image']")["content"]
    assert image == "https://example.org/name/preview.png"
    assert rich["preview.png"].startswith(b"\x89PNG")
    unknown = files(catalog(paper("adam")))
    assert "preview.png" not in unknown
    assert not soup(unknown["papers/adam/index.html"]).select("meta[property='og:image']")


def test_a_page_that_is_kept_from_search_engines_says_so() -> None:
    pages = html(files(catalog(paper("adam", noindex=True), paper("old"))))
    kept = {path for path, page in pages.items() if page.select("meta[name=robots][content=noindex]")}
    assert kept == {"papers/adam/index.html", "404.html"}


def test_the_map_has_a_link_for_each_paper_and_names_them_again_in_a_list() -> None:
    page = soup(files(catalog(*(paper(f"p{number}") for number in range(30))))["map/index.html"])
    dots = [str(link["href"]) for link in page.select("#map a")]
    assert sorted(dots) == sorted(f"../papers/p{number}/" for number in range(30))
    assert sorted(str(link["href"]) for link in page.select(".names a")) == sorted(dots)
    assert {title.get_text() for title in page.select("#map title")} == {f"P{number}" for number in range(30)}


def test_a_papers_page_leads_to_the_papers_before_and_behind_it() -> None:
    made = files(catalog(paper("a", date="2024"), paper("b", date="2023"), paper("c", date="2022")))
    links = soup(made["papers/b/index.html"]).select("#around li a")
    assert [(link["rel"][0], link["href"]) for link in links] == [("prev", "../../papers/a/"), ("next", "../../papers/c/")]


def test_the_interface_speaks_the_sites_language_and_papers_keep_theirs() -> None:
    config = Config(language="ar", content_language="en")
    made = html(files(catalog(paper("adam", abstract="We study norms.", date="2024")), config))
    for path, page in made.items():
        assert (one(page, "html")["lang"], one(page, "html")["dir"]) == ("ar", "rtl"), path
    page = made["papers/adam/index.html"]
    assert (one(page, "h1")["lang"], one(page, ".abstract")["lang"], one(page, "h1")["dir"]) == ("en", "en", "auto")
    assert "الملخص" in words(one(page, "main"))


def test_a_paper_without_a_link_offers_to_look_its_title_up() -> None:
    made = files(catalog(paper("p", title="Owls & other <birds>"), paper("q", title="Mice", doi="10.1/x")))
    found = [link["href"] for link in soup(made["papers/p/index.html"]).select(".hero .note a")]
    assert "https://arxiv.org/search/?searchtype=title&query=Owls%20%26%20other%20%3Cbirds%3E" in found
    assert not [link for link in soup(made["papers/q/index.html"]).select(".hero .note a") if "search" in link["href"]]


def test_neighbours_are_newer_or_older_only_where_both_are_dated() -> None:
    made = files(catalog(paper("p", date="2020"), paper("q-2", date=None), paper("q-10", date=None)))
    around = [
        [words(link) for link in soup(made[f"papers/{key}/index.html"]).select("#around li a")] for key in ("p", "q-2", "q-10")
    ]
    assert [[text.split()[0] for text in texts] for texts in around] == [["Next"], ["Previous", "Next"], ["Previous"]]
