"""The search page in a real browser: it is typed into, its results are read and followed."""

import gzip
import json
import random
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest

from sitegen import pipeline
from sitegen.outputs import search as indexing
from sitegen.site.assembly import Site
from sitegen.text import names
from tests import chromium
from tests.outputs import test_search

POISON = '"><img src=x onerror=alert(1)><script>alert(2)</script>'
BOX = "document.getElementById('query')"
STATUS = "document.getElementById('search-status').textContent"
LINKS = "[...document.querySelectorAll('#search-results .name')]"
FACETS = "[...document.querySelectorAll('#search-facets section')]"
FILTERS = "[...document.querySelectorAll('#search-filters a')]"
ADVICE = "[...document.querySelectorAll('#search-none a')]"

Entries = list[dict[str, Any]]
Asked = Callable[[Path], chromium.Page]


@pytest.fixture
def search(page: chromium.Page, root: str) -> chromium.Page:
    page.open(f"{root}search/")
    return page


@pytest.fixture(scope="module")
def papers(built_site: Path) -> Entries:
    return list(json.loads((built_site / "search.json").read_bytes())["papers"])


@pytest.fixture
def asked(page: chromium.Page, web: tuple[Path, str], built_site: Path, tmp_path: Path) -> Iterator[Asked]:
    """The search page over files that lie in a folder."""
    folder, url = web
    place = folder / tmp_path.name

    def opened(index: Path) -> chromium.Page:
        shutil.copytree(built_site / "assets", index / "assets")
        shutil.copytree(built_site / "search", index / "search", dirs_exist_ok=True)
        place.symlink_to(index)
        page.open(f"{url}{place.name}/search/")
        return page

    yield opened
    place.unlink(missing_ok=True)


@pytest.fixture
def strange(asked: Asked, tmp_path: Path) -> chromium.Page:
    """The search page over papers that nobody would like to see there."""
    entries = [
        {"id": "javascript:alert(3)", "title": POISON, "authors": [POISON], "abstract": f"poisoned {POISON}", "venue": POISON},
        {"id": "names", "title": "Of names", "authors": ["Søren Łęcki", "Máire O’Brien", "Nguyễn Thị Đào", "İlkay Işık"]},
        {"id": "script", "title": "深度学习的优化", "authors": ["李志远"]},
        {"id": "parts", "title": "学习深度", "abstract": "優化にかんする研究。딥러닝 연구"},
        {"id": "untitled", "label": "Words of an abstract without a title", "topics": ["lost"]},
        {"id": "listed", "title": "On a page", "people": ["cy-wu"], "year": "1999", "code_available": True},
        {"id": "exact", "title": "Sofia", "abstract": "Of a city."},
        {"id": "sound", "title": "Sophia: an optimizer", "abstract": "Sophia, a city in no way."},
        {"id": "whole", "title": "Attention is all you need"},
        {"id": "longer", "title": "Attention is not all that you need for translation", "year": "2020"},
    ]
    people = {"cy-wu": "Cy Wu", POISON: POISON}
    return asked(in_one_file(entries, tmp_path, people=people))


@pytest.fixture
def spelled(asked: Asked, tmp_path: Path) -> chromium.Page:
    """The search page over papers whose words can be spelled in more than one way."""
    titles = {
        "beta": "β-VAE: Learning Basic Visual Concepts",
        "tau": "τ-bench: A Benchmark for Tool Agents",
        "pi": "π0: A Vision-Language-Action Flow Model",
        "thai": "การเรียนรู้เชิงลึกสำหรับภาษาไทย",
        "faster": "Faster C++ on many cores",
        "sharp": "Managed memory in C# and .NET",
        "linear": "Lists in O(n) steps",
        "norm": "The L^2 norm of a vector",
        "pruning": "Pruning of trees",
        "pruned": "Pruned trees",
        "american": "Generalization of modeling neighbor colors",
        "british": "Optimisation labelled by behaviour",
        "plurals": "Policies, matrices, losses, biases and boxes",
        "bare": "Two networks that learn to plan",
        "removal": "Smaller networks",
        "plane": "A plane in space",
    }
    entries = [{"id": key, "title": title, "authors": ["Bais Hunting"]} for key, title in titles.items()]
    entries[-2] |= {"topics": ["sparsity"]}
    entries[-1] |= {"authors": ["Implicit Bias"]}
    return asked(
        in_one_file(entries, tmp_path, topics={"sparsity": "Sparsity"}, phrases={"sparsity": ["tree", "weight removal"]})
    )


def in_one_file(entries: Entries, folder: Path, **names: dict[str, Any]) -> Path:
    """The folder, with a search.json of these papers."""
    data = {"version": 2, "kind": "whole", "topics": {}, "phrases": {}, "people": {}, **names, "papers": entries}
    (folder / "search.json").write_text(json.dumps(data), "utf-8")
    return folder


@pytest.fixture
def large(asked: Asked, project: Path, tmp_path: Path) -> Callable[[], chromium.Page]:
    """Goes to the search page of the sample site with the index that it had if it were large."""

    def opened() -> chromium.Page:
        written, _ = pipeline.assemble(project)
        return asked(in_many_files(written, tmp_path / "large"))

    return opened


def in_many_files(written: Site, folder: Path) -> Path:
    """The folder, with a split index of a site."""
    for file in indexing.files(written, whole=0):
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
    return folder


def answer(page: chromium.Page, query: str) -> list[str]:
    """The ids of the papers that are shown once the query has been typed into the box."""
    page.evaluate(f"{BOX}.focus(), {BOX}.select()")
    page.type(query)
    return shown(page, query)


def shown(page: chromium.Page, query: str) -> list[str]:
    page.wait(f"new URLSearchParams(location.search).get('q') === {json.dumps(query)} && /paper/i.test({STATUS})")
    return list(page.evaluate(f"{LINKS}.map((link) => decodeURIComponent(link.pathname.split('/').at(-2)))"))


def count(page: chromium.Page) -> int:
    found = re.match(r"\d+", page.evaluate(STATUS))
    return int(found[0]) if found else 0


def why(page: chromium.Page) -> str:
    """Why the first result was found."""
    return str(page.evaluate("document.querySelector('#search-results .why').textContent"))


def titled(papers: Entries, start: str) -> str:
    return str(next(paper["id"] for paper in papers if paper.get("title", "").startswith(start)))


# ---------------------------------------------------------------- what is found


def test_a_query_finds_a_paper_and_its_link_leads_there(search: chromium.Page) -> None:
    assert answer(search, "adaptive budget allocation")[0].startswith("adalora")
    search.evaluate(f"{LINKS}[0].click()")
    search.wait("location.pathname.includes('/papers/adalora') && document.querySelector('h1')")
    assert search.evaluate("document.querySelector('h1').textContent").startswith("AdaLoRA")


@pytest.mark.parametrize(
    ("method", "title"),
    [
        ("AdaLoRA", "AdaLoRA"),
        ("PASTA", "Tell Your Model Where to Attend"),
        ("gear", "GEAR"),
        ("lora", "LoftQ: LoRA"),
        ("AdaLora", "AdaLoRA"),
        ("Sofia", "Sophia"),
        ("adalroa", "AdaLoRA"),
        ("bdalora", "AdaLoRA"),
    ],
)
def test_the_name_of_a_method_finds_its_paper_even_misspelt(
    search: chromium.Page, papers: Entries, method: str, title: str
) -> None:
    assert titled(papers, title) in answer(search, method)[:2]


def three_words(papers: Entries, number: int) -> list[tuple[str, str]]:
    """Papers drawn by lot, each with three telling words of its title."""
    chosen = random.Random(7)
    titles = {paper["id"]: re.findall(r"[\w-]{4,}", paper.get("title", "")) for paper in papers}
    drawn = chosen.sample([(key, words) for key, words in titles.items() if len(words) > 5], number)
    return [(key, " ".join(chosen.sample(words, 3))) for key, words in drawn]


def test_three_telling_words_of_a_title_find_it_among_the_first_two(search: chromium.Page, papers: Entries) -> None:
    missed = [key for key, query in three_words(papers, 40) if key not in answer(search, query)[:2]]
    assert len(missed) <= 1, missed


def test_an_author_and_a_year_find_their_papers(search: chromium.Page, papers: Entries) -> None:
    expected = [paper["id"] for paper in papers if "Sanjeev Arora" in paper.get("authors", ()) and paper.get("year") == "2019"]
    assert expected
    assert answer(search, "author:arora year:2019") == expected
    assert set(answer(search, "arora 2019")[: len(expected) + 1]) >= set(expected)


@pytest.mark.parametrize(
    ("query", "passes"),
    [
        ("year:2019-2021", lambda paper: "2019" <= paper.get("year", "") <= "2021"),
        ("year:2023-", lambda paper: paper.get("year", "") >= "2023"),
        ("category:stat.ML", lambda paper: paper.get("category") == "stat.ML"),
        ("category:cs", lambda paper: paper.get("category", "").startswith("cs.")),
        ("has:code", lambda paper: paper.get("code_available", False)),
        ("has:code year:2022", lambda paper: paper.get("code_available", False) and paper.get("year") == "2022"),
        ("title:pruning", lambda paper: re.search(r"\bpruning\b", paper.get("title", ""), re.IGNORECASE)),
    ],
)
def test_filters_keep_what_they_say(search: chromium.Page, papers: Entries, query: str, passes: Any) -> None:
    answer(search, query)
    assert count(search) == len([paper for paper in papers if passes(paper)]) > 0


def test_the_papers_of_a_topic_are_found_by_its_id(search: chromium.Page, papers: Entries) -> None:
    for topic, expected in Counter(topic for paper in papers for topic in paper.get("topics", ())).most_common(8):
        answer(search, f"topic:{topic}")
        assert count(search) == expected, topic


def test_a_phrase_is_found_where_its_words_follow_one_another(strange: chromium.Page) -> None:
    assert answer(strange, '"is all you"') == ["whole"]
    assert set(answer(strange, "is all you")) == {"whole", "longer"}
    assert answer(strange, 'title:"you need for"') == ["longer"]


def test_what_was_typed_word_for_word_stands_first(strange: chromium.Page) -> None:
    assert answer(strange, "attention is all you need") == ["whole", "longer"]


def test_a_word_that_is_said_twice_is_sought_once(strange: chromium.Page) -> None:
    assert answer(strange, "translation translation") == ["longer"]


@pytest.mark.parametrize("name", ["Søren Łęcki", "Máire O’Brien", "Nguyễn Thị Đào", "İlkay Işık"])
def test_a_name_is_found_as_printed_and_as_the_generator_folds_it(strange: chromium.Page, name: str) -> None:
    for query in (f'author:"{name}"', f'author:"{names.fold(name)}"', names.fold(name).upper()):
        assert answer(strange, query) == ["names"], query


def test_a_person_is_found_on_whose_page_a_paper_was_listed(strange: chromium.Page) -> None:
    assert answer(strange, "author:wu") == ["listed"]
    assert "listed on the page of Cy Wu" in strange.evaluate("document.querySelector('.found .authors').textContent")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("优化", ["script"]),
        ("author:志远", ["script"]),
        ("深度学习", ["script"]),
        ("深度 学习", ["script", "parts"]),
        ("度深", []),
        ("研", ["parts"]),
        ("かんする", ["parts"]),
        ("딥러닝", ["parts"]),
    ],
)
def test_a_part_of_a_line_without_spaces_is_found_by_pairs_of_characters(
    strange: chromium.Page, query: str, found: list[str]
) -> None:
    assert sorted(answer(strange, query)) == sorted(found)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("beta-VAE", "beta"),
        ("beta vae", "beta"),
        ("β", "beta"),
        ("tau-bench", "tau"),
        ("pi0", "pi"),
        ("ภาษาไทย", "thai"),
        ("เชิงลึก", "thai"),
        ("C++", "faster"),
        ("c#", "sharp"),
        (".net", "sharp"),
        ("O(n)", "linear"),
        ("L2", "norm"),
        ("L^2", "norm"),
    ],
)
def test_letters_of_greek_scripts_without_spaces_and_telling_marks_are_found(
    spelled: chromium.Page, query: str, found: str
) -> None:
    assert answer(spelled, query) == [found]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("generalisation", "american"),
        ("generalised", "american"),
        ("modelling generalizes", "american"),
        ("models neighbours", "american"),
        ("coloured", "american"),
        ("optimizing", "british"),
        ("labels", "british"),
        ("labeling behaviors", "british"),
        ("policy", "plurals"),
        ("matrix loss", "plurals"),
        ("bias box", "plurals"),
        ("network planned", "bare"),
        ("learning planning", "bare"),
        ("learnt planning", "bare"),
    ],
)
def test_a_word_finds_its_other_forms_and_spellings(spelled: chromium.Page, query: str, found: str) -> None:
    assert answer(spelled, query) == [found]
    assert "→" not in why(spelled)


def test_a_word_as_typed_stands_above_its_other_forms(spelled: chromium.Page) -> None:
    assert answer(spelled, "pruned") == ["pruned", "pruning"]
    assert answer(spelled, "pruning trees") == ["pruning", "pruned"]


def test_words_in_quotation_marks_filters_and_names_have_no_other_forms(spelled: chromium.Page) -> None:
    assert answer(spelled, '"pruned"') == ["pruned"]
    assert answer(spelled, "title:pruned") == ["pruned"]
    assert answer(spelled, "hunted") == []


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("generalisaton", "american"),
        ("geenralizatoin", "american"),
        ("leneralization modleing", "american"),
        ("optimizatoin", "british"),
        ("neighbor kolors", "american"),
    ],
)
def test_typos_are_forgiven_in_any_word_also_of_another_spelling(spelled: chromium.Page, query: str, found: str) -> None:
    assert answer(spelled, query) == [found]
    assert "→" in why(spelled)


def test_a_typo_that_another_paper_has_is_forgiven_where_no_paper_has_all_words(spelled: chromium.Page) -> None:
    assert answer(spelled, "implicit bais") == ["plane"]
    assert why(spelled).endswith("bais → Bias")


def test_a_phrase_of_a_topic_finds_its_papers_below_those_with_the_words(spelled: chromium.Page) -> None:
    assert answer(spelled, "trees") == ["pruned", "pruning", "removal"]
    assert answer(spelled, "weight removal") == ["removal"]
    assert why(spelled) == "Found in topic"
    assert answer(spelled, '"weight removal"') == []


NAMED = "[...document.querySelectorAll('#search-named a')].map((link) => [link.textContent, link.pathname.split('/').at(-2)])"


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("arora", [["Sanjeev Arora author", "sanjeev-arora"]]),
        ("Sanjeev Arora generalization", [["Sanjeev Arora author", "sanjeev-arora"]]),
        ("topic:pruning", [["Pruning topic", "pruning"]]),
        ("magnitude pruning", [["Pruning topic", "pruning"]]),
        ("gradient of a", []),
        ("zzqxv", []),
    ],
)
def test_the_person_or_topic_that_a_query_names_stands_above_the_papers(
    search: chromium.Page, query: str, names: list[list[str]]
) -> None:
    answer(search, query)
    assert search.evaluate(NAMED) == names


# The words of which each alone finds no paper.
LOST = """async words => {
    const box = document.getElementById("query"), said = document.getElementById("search-status"), lost = [];
    for (const word of words) {
        const told = new Promise(tell => new MutationObserver((_, watch) => tell(watch.disconnect()))
            .observe(said, { childList: true }));
        box.value = word;
        box.dispatchEvent(new Event("input"));
        await told;
        if (!document.querySelector("#search-results li")) lost.push(word);
    }
    return lost;
}"""


def test_no_word_of_a_title_finds_nothing(search: chromium.Page, papers: Entries) -> None:
    words = {word.lower() for paper in papers for word in paper.get("title", "").split() if re.search(r"\w", word)}
    assert len(words) > 1000
    answer(search, "a")
    # A browser slows down who changes the address all the time, and what is shown is not looked at.
    search.evaluate("history.replaceState = () => {}; document.querySelector('.searched').style.display = 'none'")
    assert search.evaluate(f"({LOST})({json.dumps(sorted(words))})") == []


def test_where_no_paper_has_all_words_those_with_half_of_them_are_shown_and_it_says_so(search: chromium.Page) -> None:
    assert answer(search, "adalora zyzzyva")[0].startswith("adalora")
    assert search.evaluate(STATUS).startswith("No paper has all of these words")


@pytest.mark.parametrize("query", ["zzqxv", "xylophone quantum bagpipe", "author:arora zzqxv", "year:1066", "author:zzqxv"])
def test_where_there_is_nothing_nothing_is_found_and_it_says_so(search: chromium.Page, query: str) -> None:
    assert answer(search, query) == []
    assert search.evaluate(STATUS).startswith("No paper found for")


def test_an_empty_answer_offers_what_is_found_without_one_part(search: chromium.Page) -> None:
    answer(search, "author:arora year:1066 gradient")
    assert search.evaluate(f"{ADVICE}.map((link) => link.dataset.query)") == ["author:arora gradient"]
    search.evaluate(f"{ADVICE}[0].click()")
    assert shown(search, "author:arora gradient")


def test_an_empty_answer_offers_what_is_found_with_one_part_alone(search: chromium.Page) -> None:
    answer(search, "xylophone gradient bagpipe")
    assert search.evaluate(f"{ADVICE}.map((link) => link.dataset.query)") == ["gradient"]


# ---------------------------------------------------------------- what is said of it


def test_what_matched_is_marked(search: chromium.Page) -> None:
    answer(search, "finetuning budget")
    marks = search.evaluate("[...document.querySelectorAll('#search-results mark')].map((mark) => mark.textContent)")
    assert {mark.lower() for mark in marks} >= {"fine-tuning", "budget"}


def test_characters_are_marked_and_not_the_line(strange: chromium.Page) -> None:
    answer(strange, "学习的优")
    assert strange.evaluate("document.querySelector('#search-results mark').textContent") == "学习的优"


def test_a_result_says_where_it_was_found(strange: chromium.Page) -> None:
    answer(strange, "sophia")
    assert why(strange) == "Found in title, abstract"
    answer(strange, "author:wu")
    assert why(strange) == "Found in author"


def test_a_typo_that_was_forgiven_is_said(strange: chromium.Page) -> None:
    answer(strange, "trnaslation")
    assert why(strange).endswith("trnaslation → translation")


def test_a_paper_with_the_word_as_typed_stands_above_one_that_sounds_like_it(strange: chromium.Page) -> None:
    assert answer(strange, "sofia") == ["exact", "sound"]
    assert "→" not in why(strange)


def test_no_typo_is_forgiven_in_a_short_word_a_number_or_one_that_is_found(strange: chromium.Page) -> None:
    for query in ("nax", "1998", "attention"):
        assert {"names", "listed"} & set(answer(strange, query)) == set(), query


def test_a_paper_without_a_title_is_shown_by_its_label_and_said_to_be_so(strange: chromium.Page) -> None:
    assert answer(strange, "words of") == ["untitled"]
    assert strange.evaluate("document.querySelector('#search-results .flag').textContent") == "title unknown"


def test_more_results_come_on_request(search: chromium.Page) -> None:
    first = answer(search, "learning")
    search.evaluate("document.getElementById('search-more').click()")
    search.wait(f"{LINKS}.length > {len(first)}")
    assert search.evaluate(f"{LINKS}.indexOf(document.activeElement)") == len(first)


# ---------------------------------------------------------------- facets and filters


def facet(page: chromium.Page, heading: str) -> dict[str, int]:
    """The values under a heading, with their numbers as they are shown."""
    items = f"[...{FACETS}.find((part) => part.querySelector('h2').textContent === '{heading}').querySelectorAll('li')]"
    return dict(
        page.evaluate(f"{items}.map((item) => [item.querySelector('a').dataset.query, parseInt(item.lastChild.textContent)])")
    )


def test_facets_count_the_results_and_narrow_them_to_that_number(search: chromium.Page) -> None:
    answer(search, "gradient")
    for heading in ("Topics", "Authors", "Categories", "Years", "Code"):
        query, number = next(iter(facet(search, heading).items()))
        answer(search, query)
        assert count(search) == number, query
        answer(search, "gradient")


def test_a_facet_that_is_followed_becomes_a_filter_which_can_be_taken_away_again(search: chromium.Page) -> None:
    answer(search, "gradient")
    query, number = next(iter(facet(search, "Authors").items()))
    search.evaluate(f"{FACETS}[1].querySelector('a').click()")
    shown(search, query)
    assert (count(search), search.evaluate(f"{BOX}.value")) == (number, query)
    assert search.evaluate(f"{FILTERS}.map((link) => link.dataset.query)") == ["gradient"]
    search.evaluate(f"{FILTERS}[0].click()")
    shown(search, "gradient")
    search.evaluate("history.back()")
    shown(search, query)
    assert count(search) == number


def test_facets_stand_beside_the_results_and_are_folded_on_a_narrow_screen(search: chromium.Page) -> None:
    try:
        for width, is_open in ((1200, True), (400, False)):
            search.call("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False)
            search.wait(f"document.getElementById('search-facets').open === {json.dumps(is_open)}")
            answer(search, "gradient")
            assert search.evaluate("document.documentElement.scrollWidth <= innerWidth")
    finally:
        search.call("Emulation.clearDeviceMetricsOverride")


def test_what_all_results_have_in_common_is_no_facet(strange: chromium.Page) -> None:
    answer(strange, "author:wu")
    assert strange.evaluate("document.getElementById('search-facets').hidden")


# ---------------------------------------------------------------- keys and addresses


def test_the_keyboard_is_enough(search: chromium.Page) -> None:
    search.press("/")
    search.type("gradient descent")
    found = shown(search, "gradient descent")
    position = f"[{BOX}, ...{LINKS}].indexOf(document.activeElement)"
    for key, expected in [("ArrowDown", 1), ("ArrowDown", 2), ("ArrowUp", 1), ("ArrowUp", 0), ("ArrowDown", 1)]:
        search.press(key)
        assert search.evaluate(position) == expected
    search.press("Enter")
    search.wait(f"location.pathname.endsWith('/papers/{found[0]}/')")
    search.evaluate("history.back()")
    search.wait("location.pathname.endsWith('/search/') && document.readyState === 'complete'")
    assert shown(search, "gradient descent") == found
    search.press("/")
    search.press("ArrowDown")
    search.press("Escape")
    search.wait(f"location.search === '' && {BOX}.value === '' && !{LINKS}.length")
    assert search.evaluate(position) == 0


def test_the_header_of_every_page_searches(page: chromium.Page, root: str) -> None:
    page.open(f"{root}papers/")
    page.evaluate("document.getElementById('quick').value = 'adalora'; document.querySelector('.quick').requestSubmit()")
    page.wait("location.pathname.endsWith('/search/') && document.readyState === 'complete'")
    assert shown(page, "adalora")


@pytest.mark.parametrize("query", [POISON, f'author:"{POISON}', "{{ 7*7 }}", "year:--", 'has: " : (', "\\ [ ] * ? +"])
def test_a_poisoned_address_is_text(page: chromium.Page, root: str, query: str) -> None:
    page.open(f"{root}search/?q={quote(query)}")
    page.wait(f"{BOX}.value")
    assert page.evaluate(f"{BOX}.value") == query
    page.wait(f"!{STATUS}.startsWith('Loading')")
    assert page.evaluate("document.querySelectorAll('main img, main script').length") == 0


def test_poisoned_data_are_text(strange: chromium.Page) -> None:
    assert len(answer(strange, "poisoned")) == 1
    assert strange.evaluate("document.querySelectorAll('main img, main script').length") == 0
    assert strange.evaluate(f"{LINKS}[0].textContent") == POISON
    assert strange.evaluate(f"{LINKS}[0].protocol") == "http:"


# ---------------------------------------------------------------- the files


def test_nothing_is_fetched_until_something_is_sought(strange: chromium.Page) -> None:
    assert not [url for url in strange.requests() if url.endswith("search.json")]


def test_without_its_data_the_page_says_so(strange: chromium.Page, tmp_path: Path) -> None:
    (tmp_path / "search.json").unlink()
    strange.evaluate(f"{BOX}.focus()")
    strange.type("names")
    strange.wait(f"{STATUS}.startsWith('The search data cannot be read (404')")
    (complaint,) = strange.complaints()
    assert "404" in complaint
    strange.events.clear()


def test_data_of_another_version_are_refused(strange: chromium.Page, tmp_path: Path) -> None:
    (tmp_path / "search.json").write_text('{"version": 1}')
    strange.evaluate(f"{BOX}.focus()")
    strange.type("names")
    strange.wait(f"{STATUS}.includes('version 1')")


def test_without_scripts_the_page_leads_to_the_lists(page: chromium.Page, root: str) -> None:
    page.call("Emulation.setScriptExecutionDisabled", value=True)
    try:
        page.open(f"{root}search/")
        assert page.evaluate("document.getElementById('search').hidden")
        assert page.evaluate("document.querySelector('main noscript').textContent").strip()
        assert page.evaluate("document.querySelectorAll('main .actions a').length") >= 6
    finally:
        page.call("Emulation.setScriptExecutionDisabled", value=False)


def fetched(page: chromium.Page, folder: Path) -> int:
    """The bytes, compressed, of all data that the page has asked for."""
    parts = {urlsplit(url).path.split("/", 2)[2] for url in page.requests() if ".json" in url}
    return sum(len(gzip.compress((folder / part).read_bytes())) for part in parts)


def test_an_index_in_many_files_finds_what_one_file_finds(search: chromium.Page, large: Callable[[], chromium.Page]) -> None:
    queries = ["AdaLoRA", "lora", "author:arora year:2019", "fine-tuning", 'author:"tuo zhao" topic:implicit-bias', "has:code"]
    queries += ["generalisation", "pruned", "mixtures of experts", "μ-transfer", "mu transfer", "RLHF", "l2"]
    one = {query: (sorted(answer(search, query)), count(search)) for query in queries}
    page = large()
    assert {query: (sorted(answer(page, query)), count(page)) for query in queries} == one


def test_an_index_in_many_files_finds_papers_by_their_titles(large: Callable[[], chromium.Page], papers: Entries) -> None:
    page = large()
    missed = [key for key, query in three_words(papers, 15) if key not in answer(page, query)[:2]]
    assert len(missed) <= 1, missed


def test_an_index_in_many_files_names_people_and_topics(large: Callable[[], chromium.Page]) -> None:
    page = large()
    answer(page, "arora")
    assert page.evaluate(NAMED) == [["Sanjeev Arora author", "sanjeev-arora"]]
    answer(page, "rlhf")
    assert page.evaluate(NAMED) == [["Alignment and human feedback topic", "alignment-and-human-feedback"]]


def test_an_index_in_many_files_forgives_a_typo_and_counts_facts(large: Callable[[], chromium.Page]) -> None:
    page = large()
    assert answer(page, "adalroa")[0].startswith("adalora")
    assert answer(page, "zzqxv") == []
    answer(page, "gradient")
    for heading in ("Topics", "Categories", "Years", "Code"):
        query, number = next(iter(facet(page, heading).items()))
        answer(page, query)
        assert count(page) == number, query
        answer(page, "gradient")


def test_a_query_fetches_little_of_an_index_in_many_files(large: Callable[[], chromium.Page], tmp_path: Path) -> None:
    page = large()
    answer(page, "on the low rank adaptation of very large language models by gradient descent in practice")
    parts = {urlsplit(url).path.split("/", 2)[2] for url in page.requests() if ".json" in url}
    kinds = Counter(part.rpartition("/")[0] for part in parts)
    assert kinds["search/papers"] <= 20
    assert kinds["search/terms"] <= 12
    assert sum(len(gzip.compress((tmp_path / "large" / part).read_bytes())) for part in parts) < 300_000


def test_script_and_generator_fold_texts_alike(asked: Asked, tmp_path: Path) -> None:
    titles = [
        "Łęcki’s Straße — Œuvre №5 “naïve” ﬁne‑tuning",
        "ΛΌΓΟΣ και μῦθος",
        "Ёлка и ещё чай",
        "كِتَاب إلى القارئ",
        "שָׁלוֹם־עֲלֵיכֶם",
        "हिन्दी में शोध",
        "ภาษาไทย ลາວ ខ្មែរ မြန်မာ",
        "β-VAE, π0 and αβ: O(n) in C++, C# and .NET",
        "ℓ_∞ or L^2, x_1",
        "深度学习LoRA微调",
        "データの﨑と髙 𠀀𠀁",
        "딥러닝 연구",
        "O'Brien et al.'s İstanbul Ąžuolas",
    ]
    papers = (test_search.paper(f"p{number}", title=title) for number, title in enumerate(titles))
    page = asked(in_many_files(test_search.site(papers), tmp_path / "all"))
    for number, title in enumerate(titles):
        assert answer(page, title)[0] == f"p{number}"
        assert count(page) >= 1, title  # not "No paper has all of these words"
