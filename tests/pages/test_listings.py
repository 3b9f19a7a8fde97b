from sitegen.pages.directory import Directory, directory
from sitegen.pages.listings import FEWEST_COAUTHORS, FEWEST_FILTERED, activity, coauthors, listing
from sitegen.records import Catalog, Config, Paper, Person, Source, Topic
from sitegen.site import assembly as site

VOCABULARY = tuple(Topic(id=name, name=name.title(), phrases=(name,)) for name in ("alpha", "beta", "gamma"))


def shown(*papers: Paper) -> Directory:
    people = {person: Person(id=person, name=person.title()) for paper in papers for person in paper.people}
    catalog = Catalog(papers={paper.id: paper for paper in papers}, people=people)
    assembled, problems = site.assemble(catalog, Config(), VOCABULARY)
    assert problems == []
    return directory(assembled)


def paper(key: str, title: str, date: str | None = None, people: tuple[str, ...] = (), **fields: object) -> Paper:
    source = Source(entry=key, dump="d.txt", first=1, last=2)
    known = {"authors": tuple(person.title() for person in people), "people": people, "sources": (source,)}
    return Paper(**{"id": key, "label": title, "title": title, "date": date} | known | fields)  # type: ignore[arg-type]


def several(count: int, title: str, date: str, start: str) -> list[Paper]:
    return [paper(f"{start}{number}", title, date) for number in range(count)]


# ---------------------------------------------------------------- years


def test_a_chart_is_parted_by_the_topics_with_the_most_papers_and_counts_each_paper_once() -> None:
    papers = [*several(3, "Alpha and beta", "2020", "a"), *several(2, "Beta", "2021", "b"), paper("c", "Else", "2021")]
    found = activity(shown(*papers), papers)
    assert found
    assert [(layer.topic and layer.topic.key, layer.count) for layer in found.layers] == [("beta", 5), (None, 1)]
    assert [(bar.key, bar.count, [(part.layer, part.count) for part in bar.parts]) for bar in found.chart.bars] == [
        ("2020", 3, [(0, 3)]),
        ("2021", 3, [(0, 2), (1, 1)]),
    ]


def test_the_topic_of_the_page_itself_parts_nothing() -> None:
    papers = [*several(3, "Beta", "2020", "a"), *several(2, "Alpha", "2021", "b"), paper("c", "Alpha and beta", "2021")]
    found = activity(shown(*papers), papers, "topics/beta/")
    assert found
    assert [(layer.topic and layer.topic.key, layer.count) for layer in found.layers] == [("alpha", 3), (None, 3)]


def test_one_year_makes_no_chart() -> None:
    papers = several(3, "Alpha", "2020", "a")
    assert activity(shown(*papers), papers) is None


def test_a_topic_has_one_color_on_every_page() -> None:
    papers = [*several(3, "Alpha", "2020", "a"), *several(2, "Beta", "2021", "b"), *several(2, "Gamma", "2021-02", "c")]
    found = shown(*papers)
    assert sorted(link.hue for link in found.topics.values()) == [1, 2, 3]
    for some in (papers, papers[3:], papers[2:5]):
        drawn = activity(found, some)
        if drawn:
            layers = {layer.topic.key: layer.hue for layer in drawn.layers if layer.topic}
            assert layers == {key: found.topics[key].hue for key in layers}
    assert activity(found, papers[2:5])


def test_a_topic_without_a_color_parts_no_chart() -> None:
    # Of the site's papers "beta" covers all that "alpha" does, so that alpha has no color, and lends none on any page.
    papers = [
        *several(3, "Alpha and beta", "2020", "a"),
        *several(2, "Beta", "2021", "b"),
        paper("c", "Alpha and beta", "2021"),
    ]
    found = shown(*papers)
    assert found.topics["alpha"].hue == 0
    drawn = activity(found, papers, "topics/beta/")
    assert drawn
    assert [(layer.topic, layer.hue) for layer in drawn.layers] == [(None, 0)]


def test_a_chart_says_of_how_many_papers_it_is() -> None:
    papers = [*several(2, "Alpha", "2020", "a"), *several(1, "Alpha", "2021", "b"), paper("c", "Alpha"), paper("d", "Alpha")]
    drawn = activity(shown(*papers), papers)
    assert drawn
    assert (drawn.dated, drawn.count, sum(bar.count for bar in drawn.chart.bars)) == (3, 5, 3)
    assert listing(shown(*papers), [paper.id for paper in papers], "papers/").dated == 3


def test_where_fewer_than_half_have_a_date_no_chart_is_drawn() -> None:
    dated = [*several(1, "Alpha", "2020", "a"), *several(1, "Alpha", "2021", "b")]
    half = [*dated, paper("c", "Alpha"), paper("d", "Alpha")]
    assert activity(shown(*half), half)
    less = [*half, paper("e", "Alpha")]
    assert activity(shown(*less), less) is None


# ---------------------------------------------------------------- people


def test_co_authors_are_tied_who_wrote_together() -> None:
    papers = [
        paper("a", "A", people=("me", "ann", "bob")),
        paper("b", "B", people=("me", "ann", "bob")),
        paper("c", "C", people=("me", "ann", "cat")),
    ]
    found = coauthors(shown(*papers), "me", ["a", "b", "c"])
    assert found
    assert [(link.key, link.count) for link, _ in found.people] == [("ann", 3), ("bob", 2), ("cat", 1)]
    assert len(found.drawing.nodes) == len(found.drawing.spokes) == 3
    assert len(found.drawing.ties) == 2  # ann with bob, ann with cat


def test_a_drawing_that_would_show_nothing_is_none() -> None:
    few = [paper(f"p{number}", "A", people=("me", "ann")) for number in range(FEWEST_COAUTHORS)]
    assert coauthors(shown(*few), "me", [one.id for one in few]) is None
    once = paper("a", "A", people=("me", "ann", "bob", "cat", "dan"))
    assert coauthors(shown(once), "me", ["a"]) is None


def test_a_long_name_stands_in_two_lines() -> None:
    papers = [paper(f"p{number}", "A", people=("me", "ann", "bartholomew anastasius lee", "cat")) for number in range(3)]
    found = coauthors(shown(*papers), "me", [one.id for one in papers])
    assert found
    assert [lines for _, lines in found.people] == [["Ann"], ["Bartholomew", "Anastasius Lee"], ["Cat"]]


def test_a_person_listed_twice_on_a_paper_counts_once() -> None:
    papers = [paper(f"p{number}", "A", people=("me", "ann", "ann", "bob", "cat")) for number in range(3)]
    found = coauthors(shown(*papers), "me", [one.id for one in papers])
    assert found
    assert {link.key: link.count for link, _ in found.people} == {"ann": 3, "bob": 3, "cat": 3}


# ---------------------------------------------------------------- lists


def test_shares_of_topics_are_of_the_list() -> None:
    papers = [*several(1, "Alpha", "2020", "a"), *several(3, "Beta", "2021", "b")]
    found = listing(shown(*papers), [one.id for one in papers], "papers/")
    assert [(link.key, link.count, link.share) for link in found.topics.links] == [("beta", 3, 75), ("alpha", 1, 25)]


def test_a_list_says_what_it_can_be_parted_by() -> None:
    papers = [
        *several(FEWEST_FILTERED, "Alpha", "2020-05", "a"),
        paper("x", "Beta", "2021", code_available=True, score=3.0, category="cs.LG"),
    ]
    found = listing(shown(*papers), [one.id for one in papers], "papers/").facets
    assert found
    assert [(link.key, link.count) for link in found.topics] == [("alpha", FEWEST_FILTERED), ("beta", 1)]
    assert [(link.key, link.count) for link in found.years] == [("2021", 1), ("2020", FEWEST_FILTERED)]
    assert [link.key for link in found.categories] == ["cs.LG"]
    assert (found.code, found.scored) == (1, True)


def test_a_short_list_needs_no_filters() -> None:
    papers = several(FEWEST_FILTERED - 1, "Alpha", "2020", "a")
    assert listing(shown(*papers), [one.id for one in papers], "papers/").facets is None
