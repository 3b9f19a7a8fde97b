import json
import re
from xml.etree import ElementTree as ET

import pytest

from sitegen.outputs import feeds
from sitegen.records import Catalog, Collection, Config, Limits, Paper, Person, Topic, TopicMatch
from sitegen.site.assembly import Site, newest_first
from tests.feed_rules import A, atom_breaches, json_breaches

NASTY = (
    "A & B <T> x<y \"q\" 'r'",
    "</script><script>alert(1)</script>]]>",
    "{{ 7*7 }} {% include 'x' %}",
    "one\x00\x0b\x1b\ud800\ufffe\n two",
    "$x<y$ and {",
)

# What stands for the papers "b" and "a" of the site "Our papers", whatever its address.
ID_B, ID_A = "urn:uuid:a9cd9aa9-ccb3-5542-86d9-65a9882156e8", "urn:uuid:9a754fa5-b0f8-56e8-87ce-cc2a9bf5519a"


def paper(key: str, **fields: object) -> Paper:
    return Paper(**{"id": key, "label": key.title(), "title": key.title()} | fields)


def site(
    *papers: Paper,
    url: str | None = None,
    limits: Limits | None = None,
    language: str | None = None,
    **groups: dict[str, tuple[str, ...]],
) -> Site:
    """A site with these papers; `person`, `topic` and `collection` say which papers each of them has."""
    person, topic, collection = (groups.get(kind, {}) for kind in ("person", "topic", "collection"))
    return Site(
        config=Config(title="Our papers", url=url, limits=limits or Limits(files=1), content_language=language),
        catalog=Catalog(
            papers={p.id: p for p in papers},
            people={key: Person(id=key, name=key.title()) for key in person},
            collections={key: Collection(id=key, title=key.title(), dump="d.txt") for key in collection},
        ),
        pages=(),
        markdown={},
        topics={key: Topic(id=key, name=key.title()) for key in topic},
        papers=tuple(p.id for p in newest_first(papers)),
        topics_by_paper={
            p.id: tuple(TopicMatch(topic=key, phrase=key, field="title") for key, ids in topic.items() if p.id in ids)
            for p in papers
        },
        related_by_paper={},
        papers_by_person=person,
        papers_by_topic=topic,
        papers_by_category={},
        papers_by_year={},
        papers_by_collection=collection,
        people_by_letter={},
    )


def written(of: Site) -> dict[str, bytes]:
    return {file.path: file.content for file in feeds.files(of)}


def atom(of: Site, path: str = "feed.xml") -> ET.Element:
    return ET.fromstring(written(of)[path])  # noqa: S314 (what is read was made here)


def json_feed(of: Site, path: str = "feed.json") -> dict:
    return json.loads(written(of)[path])


def titles(feed: ET.Element) -> list[str | None]:
    return [entry.findtext(f"{A}title") for entry in feed.iter(f"{A}entry")]


def test_entries_are_newest_first_and_only_those_whose_day_is_known():
    of = site(
        paper("old", date="2023-05-01"),
        paper("new", date="2024-05-01"),
        paper("month", date="2024-06"),
        paper("year", date="2025"),
        paper("none"),
    )
    assert titles(atom(of)) == ["New", "Old"]
    assert [item["title"] for item in json_feed(of)["items"]] == ["New", "Old"]


def test_feed_is_as_new_as_its_newest_entry():
    feed = atom(site(paper("old", date="2023-05-01"), paper("new", date="2024-05-01")))
    assert feed.findtext(f"{A}updated") == "2024-05-01T00:00:00Z"


def test_site_without_a_dated_paper_has_no_feed():
    of = site(paper("a"), paper("b", date="2024"), person={"ann": ("a",)})
    assert written(of) == {}
    assert feeds.addresses(of) == frozenset()


def test_each_subject_with_a_dated_paper_has_a_feed_and_only_those_are_announced():
    of = site(
        paper("a", date="2024-05-01"),
        paper("b"),
        paper("c", date="2024-05-02"),
        person={"ann": ("a", "b"), "bob": ("b",)},
        topic={"x": ("a",), "y": ("b",)},
        collection={"daily": ("b", "a", "c")},
    )
    assert feeds.addresses(of) == {"", "people/ann/", "topics/x/", "collections/daily/"}
    assert set(written(of)) == {f"{folder}feed.{kind}" for folder in feeds.addresses(of) for kind in ("xml", "json")}
    assert titles(atom(of, "collections/daily/feed.xml")) == ["C", "A"]
    assert [item["title"] for item in json_feed(of, "collections/daily/feed.json")["items"]] == ["C", "A"]
    assert atom(of, "people/ann/feed.xml").findtext(f"{A}title") == "Ann · Our papers"


@pytest.mark.parametrize(("limits", "held"), [(Limits(), 50), (Limits(feed=3), 3)])
def test_feed_stops_at_the_limit_of_the_site(limits, held):
    of = site(*(paper(f"p{number:02}", date=f"2024-01-{number % 28 + 1:02}") for number in range(60)), limits=limits)
    assert len(titles(atom(of))) == held
    assert len(json_feed(of)["items"]) == held


def test_links_are_relative_to_the_feed_where_the_url_is_unknown():
    of = site(paper("a", date="2024-05-01"), person={"ann": ("a",)})
    links = {link.get("rel"): link.get("href") for link in atom(of, "people/ann/feed.xml").findall(f"{A}link")}
    assert links == {"self": "feed.xml", "alternate": "../../people/ann/"}
    assert atom(of, "people/ann/feed.xml").find(f"{A}entry/{A}link").get("href") == "../../papers/a/"
    assert atom(of).find(f"{A}entry/{A}link").get("href") == "./papers/a/"


@pytest.mark.parametrize("url", ["https://example.org/lab", "https://example.org/lab/"])
def test_links_and_ids_are_whole_where_the_url_is_known(url):
    of = site(paper("a", date="2024-05-01", authors=("Ann",), people=("ann",)), url=url, person={"ann": ("a",)})
    feed = atom(of, "people/ann/feed.xml")
    assert feed.findtext(f"{A}id") == "https://example.org/lab/people/ann/"
    assert feed.find(f"{A}link[@rel='self']").get("href") == "https://example.org/lab/people/ann/feed.xml"
    assert feed.findtext(f"{A}entry/{A}id") == "https://example.org/lab/papers/a/"
    assert feed.findtext(f"{A}entry/{A}author/{A}uri") == "https://example.org/lab/people/ann/"
    item = json_feed(of)["items"][0]
    assert item["authors"] == [{"name": "Ann", "url": "https://example.org/lab/people/ann/"}]


def test_ids_without_a_url_stay_and_differ():
    of = site(paper("a", date="2024-05-01"), paper("b", date="2024-05-02"))
    keys = [entry.findtext(f"{A}id") for entry in atom(of).iter(f"{A}entry")]
    assert keys == [ID_B, ID_A]


def test_byline_is_given_in_full_and_who_lists_a_paper_is_no_author():
    of = site(
        paper("a", date="2024-05-01", authors=("Ann Bee", "Cy Dee"), people=("ann", "cy", "tuo"), listed=("tuo",)),
        paper("b", date="2024-05-01", people=("tuo",), listed=("tuo",)),
    )
    first, second = atom(of).iter(f"{A}entry")
    assert [name.text for name in first.iter(f"{A}name")] == ["Ann Bee", "Cy Dee"]
    assert list(second.iter(f"{A}author")) == []
    assert b"tuo" not in written(of)["feed.xml"] + written(of)["feed.json"]


def test_entry_without_authors_inherits_the_site_and_no_person():
    assert atom(site(paper("a", date="2024-05-01"))).findtext(f"{A}author/{A}name") == "Our papers"


def test_abstract_is_html_that_was_escaped_once():
    of = site(paper("a", date="2024-05-01", abstract=r"Is $x<y$ \emph{so} & <b>?"))
    summary = atom(of).find(f"{A}entry/{A}summary")
    assert summary.get("type") == "html"
    assert summary.text == json_feed(of)["items"][0]["content_html"]
    assert "<em>so</em> &amp; &lt;b&gt;?" in summary.text
    assert "<math" in summary.text


def test_item_without_an_abstract_says_what_is_known_of_the_paper():
    feed = json_feed(site(paper("a", date="2024-05-01", authors=("Ann",), people=("ann",))))
    assert feed["items"][0]["content_text"] == "Ann. A. 2024."


def test_untitled_paper_stands_under_its_label():
    assert titles(atom(site(paper("a", title=None, label="We study …", date="2024-05-01")))) == ["We study …"]


@pytest.mark.parametrize("text", NASTY)
@pytest.mark.parametrize("url", [None, "https://example.org"])
def test_nasty_text_leaves_a_well_formed_feed(text, url):
    of = site(
        paper("a", date="2024-05-01", title=text, abstract=text, authors=(text,), people=("ann",)),
        paper("b", date="2024-05-01", title=None, label=text),
        url=url,
        person={"ann": ("a",)},
    )
    for path, content in written(of).items():
        assert not re.search(rb"[\x00-\x08\x0b-\x1f]", content)
        if path.endswith(".xml"):
            assert atom_breaches(atom(of, path)) == []
        else:
            assert json_breaches(json_feed(of, path)) == []


def test_title_is_escaped_exactly_once():
    text = "A & B <T> x<y \"q\" 'r'"
    of = site(paper("a", date="2024-05-01", title=text))
    assert titles(atom(of)) == [text]
    assert json_feed(of)["items"][0]["title"] == text


@pytest.mark.parametrize(
    ("sound", "faulty"),
    [
        ("<title>Our papers</title>", ""),
        ("2024-05-01T00:00:00Z", "2024-05-01"),
        ("2024-05-01T00:00:00Z", "2024-02-30T00:00:00Z"),
        ("2024-05-01T00:00:00Z", "2024-05-01T00:00:00"),
        ("<name>Our papers</name>", "<name></name>"),
        ("<author><name>Our papers</name></author>", ""),
        ("urn:uuid:", "papers/"),
        ('rel="alternate"', 'rel="related"'),
        ('rel="self" type="application/atom+xml"', 'rel="alternate" type="text/html"'),
        ('term="x"', ""),
        ("</entry>", "<keywords/></entry>"),
        ("2005/Atom", "2006/Atom"),
        ("</updated><author>", "</updated><updated>2024-05-01T00:00:00Z</updated><author>"),
        (ID_B, ID_A),
    ],
)
def test_rules_of_atom_see_a_planted_fault(sound, faulty):
    of = site(paper("a", date="2024-05-01"), paper("b", date="2024-05-02"), topic={"x": ("a",)})
    content = written(of)["feed.xml"].decode()
    assert atom_breaches(ET.fromstring(content)) == []  # noqa: S314
    assert sound in content
    assert atom_breaches(ET.fromstring(content.replace(sound, faulty, 1)))  # noqa: S314


@pytest.mark.parametrize(
    ("sound", "faulty"),
    [("2024-05-01T00:00:00Z", "2024-05-01"), ("2024-05-01T", "2024-02-30T"), ("content_text", "content"), (ID_B, ID_A)],
)
def test_rules_of_json_feed_see_a_planted_fault(sound, faulty):
    content = written(site(paper("a", date="2024-05-01"), paper("b", date="2024-05-01")))["feed.json"].decode()
    assert json_breaches(json.loads(content)) == []
    assert sound in content
    assert json_breaches(json.loads(content.replace(sound, faulty, 1)))


def test_feed_of_json_says_where_it_and_its_page_stand():
    of = site(paper("a", date="2024-05-01"), url="https://example.org/lab", person={"ann": ("a",)})
    feed = json_feed(of, "people/ann/feed.json")
    assert {key: value for key, value in feed.items() if key != "items"} == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Ann · Our papers",
        "home_page_url": "https://example.org/lab/people/ann/",
        "feed_url": "https://example.org/lab/people/ann/feed.json",
        "language": "en",
    }
    assert "feed_url" not in json_feed(site(paper("a", date="2024-05-01")))


def test_feeds_are_in_the_language_of_the_papers_where_it_is_known():
    of = site(paper("a", date="2024-05-01"), language="de")
    assert json_feed(of)["language"] == "de"
    assert atom(of).get("{http://www.w3.org/XML/1998/namespace}lang") == "de"


def test_entry_has_its_category_and_topics():
    of = site(paper("a", date="2024-05-01", category="cs.LG"), url="https://example.org", topic={"x": ("a",)})
    found = [dict(category.attrib) for category in atom(of).iter(f"{A}category")]
    assert found == [
        {"term": "cs.LG", "scheme": "http://arxiv.org/schemas/atom", "label": "Machine Learning"},
        {"term": "x", "scheme": "https://example.org/topics/", "label": "X"},
    ]
    assert json_feed(of)["items"][0]["tags"] == ["Machine Learning", "X"]


def test_entry_is_the_same_in_every_feed_where_the_url_is_known():
    of = site(paper("a", date="2024-05-01", abstract="It."), url="https://example.org", person={"ann": ("a",)})
    own, whole = (ET.tostring(atom(of, path).find(f"{A}entry")) for path in ("people/ann/feed.xml", "feed.xml"))
    assert own == whole


def test_ids_stay_when_a_paper_is_corrected():
    before = site(paper("a", date="2024-05-01"), url="https://example.org")
    after = site(paper("a", title="Another", date="2023-01-02", abstract="More."), url="https://example.org")
    ids = [[item["id"] for item in json_feed(of)["items"]] + [atom(of).findtext(f"{A}entry/{A}id")] for of in (before, after)]
    assert ids[0] == ids[1] == ["https://example.org/papers/a/"] * 2


def test_the_same_site_gives_the_same_bytes():
    of = site(paper("a", date="2024-05-01"), paper("b", date="2024-05-01"), person={"ann": ("b", "a")})
    assert list(feeds.files(of)) == list(feeds.files(of))
