"""The sample site in a real browser: the search is typed into, its results are read and followed."""

import json
import random
import re
import shutil
import threading
from collections import Counter
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from sitegen import names
from tests import chromium

POISON = '"><img src=x onerror=alert(1)><script>alert(2)</script>'
BOX = "document.getElementById('query')"
STATUS = "document.getElementById('search-status').textContent"
LINKS = "[...document.querySelectorAll('#search-results .name')]"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 the name that the base class has
        """Say nothing."""


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[chromium.Page]:
    program = chromium.program()
    if not program:
        pytest.skip("no Chromium on this machine (install one, or let SITEGEN_CHROMIUM name it)")
    with chromium.browse(program, tmp_path_factory.mktemp("profile")) as page:
        yield page


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """A folder, and the address at which it is served."""
    folder = tmp_path_factory.mktemp("web")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder)) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield folder, f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def root(web: tuple[Path, str], built_site: Path) -> str:
    """The address of the sample site, below that of its server, as on GitHub Pages."""
    folder, url = web
    (folder / "some-repository").symlink_to(built_site)
    return f"{url}/some-repository/"


@pytest.fixture
def page(browser: chromium.Page, web: tuple[Path, str]) -> Iterator[chromium.Page]:
    """The browser's page; at the end of the test nothing was complained of and nobody else was asked for anything."""
    browser.events.clear()
    yield browser
    assert browser.complaints() == []
    assert [url for url in browser.requests() if not url.startswith((f"{web[1]}/", "about:", "data:"))] == []


@pytest.fixture
def search(page: chromium.Page, root: str) -> chromium.Page:
    page.open(f"{root}search/")
    return page


@pytest.fixture(scope="module")
def papers(built_site: Path) -> list[dict[str, Any]]:
    return list(json.loads((built_site / "search.json").read_bytes())["papers"])


def answer(page: chromium.Page, query: str) -> list[str]:
    """The ids of the papers that are shown once the query has been typed into the box."""
    page.evaluate(f"{BOX}.focus(), {BOX}.select()")
    page.type(query)
    return shown(page, query)


def shown(page: chromium.Page, query: str) -> list[str]:
    page.wait(f"new URLSearchParams(location.search).get('q') === {json.dumps(query)} && /paper/i.test({STATUS})")
    return list(page.evaluate(f"{LINKS}.map((link) => link.href.split('/').at(-2))"))


def count(page: chromium.Page) -> int:
    found = re.match(r"\d+", page.evaluate(STATUS))
    return int(found[0]) if found else 0


def titled(papers: list[dict[str, Any]], start: str) -> str:
    return str(next(paper["id"] for paper in papers if paper.get("title", "").startswith(start)))


def test_a_query_finds_a_paper_and_its_link_leads_there(search: chromium.Page) -> None:
    assert answer(search, "adaptive budget allocation")[0].startswith("adalora")
    search.evaluate(f"{LINKS}[0].click()")
    search.wait("location.pathname.includes('/papers/adalora') && document.querySelector('h1')")
    assert search.evaluate("document.querySelector('h1').textContent").startswith("AdaLoRA")


@pytest.mark.parametrize(
    ("method", "title"),
    [("AdaLoRA", "AdaLoRA"), ("PASTA", "Tell Your Model Where to Attend"), ("gear", "GEAR"), ("lora", "LoftQ: LoRA")],
)
def test_the_name_of_a_method_finds_its_paper(
    search: chromium.Page, papers: list[dict[str, Any]], method: str, title: str
) -> None:
    assert titled(papers, title) in answer(search, method)[:2]


def test_three_telling_words_of_a_title_find_it_among_the_first_two(
    search: chromium.Page, papers: list[dict[str, Any]]
) -> None:
    chosen = random.Random(7)
    titles = {paper["id"]: re.findall(r"[\w-]{4,}", paper.get("title", "")) for paper in papers}
    drawn = chosen.sample([(key, words) for key, words in titles.items() if len(words) > 5], 40)
    missed = [key for key, words in drawn if key not in answer(search, " ".join(chosen.sample(words, 3)))[:2]]
    assert len(missed) <= 1, missed


def test_an_author_and_a_year_find_their_papers(search: chromium.Page, papers: list[dict[str, Any]]) -> None:
    expected = [paper["id"] for paper in papers if "Sanjeev Arora" in paper.get("authors", ()) and paper.get("year") == "2019"]
    assert expected
    assert answer(search, "author:arora year:2019") == expected
    assert set(answer(search, "arora 2019")[: len(expected)]) == set(expected)


@pytest.mark.parametrize(
    ("query", "passes"),
    [
        ("year:2019-2021", lambda paper: "2019" <= paper.get("year", "") <= "2021"),
        ("year:2023-", lambda paper: paper.get("year", "") >= "2023"),
        ("category:stat.ML", lambda paper: paper.get("category") == "stat.ML"),
        ("category:cs", lambda paper: paper.get("category", "").startswith("cs.")),
        ("has:code", lambda paper: paper.get("code_available", False)),
        ("has:code year:2022", lambda paper: paper.get("code_available", False) and paper.get("year") == "2022"),
    ],
)
def test_filters_keep_what_they_say(search: chromium.Page, papers: list[dict[str, Any]], query: str, passes: Any) -> None:
    answer(search, query)
    assert count(search) == len([paper for paper in papers if passes(paper)]) > 0


def test_the_papers_of_a_topic_are_found_by_its_id(search: chromium.Page, papers: list[dict[str, Any]]) -> None:
    for topic, expected in Counter(topic for paper in papers for topic in paper.get("topics", ())).most_common(8):
        answer(search, f"topic:{topic}")
        assert count(search) >= expected, topic


def test_what_matched_is_marked(search: chromium.Page) -> None:
    answer(search, "finetuning budget")
    marks = search.evaluate("[...document.querySelectorAll('#search-results mark')].map((mark) => mark.textContent)")
    assert {mark.lower() for mark in marks} >= {"fine-tuning", "budget"}


def test_where_no_paper_has_all_words_those_with_some_are_shown_and_it_says_so(search: chromium.Page) -> None:
    assert answer(search, "adalora zyzzyva")[0].startswith("adalora")
    assert search.evaluate(STATUS).startswith("No paper has all of these words")


def test_where_nothing_is_found_it_says_so(search: chromium.Page) -> None:
    assert answer(search, "zyzzyva") == []
    assert search.evaluate(STATUS).startswith("No paper found")


def test_more_results_come_on_request(search: chromium.Page) -> None:
    first = answer(search, "learning")
    search.evaluate("document.getElementById('search-more').click()")
    assert len(search.evaluate(f"{LINKS}.map((link) => link.href)")) > len(first)
    assert search.evaluate(f"{LINKS}.indexOf(document.activeElement)") == len(first)


def test_a_filter_button_adds_its_filter_and_leaves_the_cursor_behind_it(search: chromium.Page) -> None:
    answer(search, "gradient")
    search.evaluate("document.querySelector('[data-insert=\"author:\"]').click()")
    search.type("arora")
    assert shown(search, "gradient author:arora")


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


@pytest.fixture
def strange(page: chromium.Page, web: tuple[Path, str], built_site: Path, tmp_path: Path) -> chromium.Page:
    """The search page over papers that nobody would like to see there."""
    for part in ("search", "assets"):
        shutil.copytree(built_site / part, tmp_path / part)
    entries = [
        {"id": "javascript:alert(3)", "title": POISON, "authors": [POISON], "abstract": f"poisoned {POISON}", "venue": POISON},
        {"id": "names", "title": "Of names", "authors": ["Søren Łęcki", "Máire O’Brien", "Nguyễn Thị Đào", "İlkay Işık"]},
        {"id": "script", "title": "深度学习的优化", "authors": ["李志远"]},
        {"id": "untitled", "label": "Words of an abstract without a title", "topics": ["lost"]},
    ]
    data = {"version": 1, "topics": {}, "papers": entries}
    (tmp_path / "search.json").write_text(json.dumps(data), "utf-8")
    folder, url = web
    (folder / tmp_path.name).symlink_to(tmp_path)
    page.open(f"{url}/{tmp_path.name}/search/")
    return page


def test_poisoned_data_are_text(strange: chromium.Page) -> None:
    assert len(answer(strange, "poisoned")) == 1
    assert strange.evaluate("document.querySelectorAll('main img, main script').length") == 0
    assert strange.evaluate(f"{LINKS}[0].textContent") == POISON
    assert strange.evaluate(f"{LINKS}[0].protocol") == "http:"


@pytest.mark.parametrize("name", ["Søren Łęcki", "Máire O’Brien", "Nguyễn Thị Đào", "İlkay Işık"])
def test_a_name_is_found_as_printed_and_as_the_generator_folds_it(strange: chromium.Page, name: str) -> None:
    for query in (f'author:"{name}"', f'author:"{names.fold(name)}"', names.fold(name).upper()):
        assert answer(strange, query) == ["names"], query


def test_words_of_a_script_without_spaces_are_found_within_a_line(strange: chromium.Page) -> None:
    assert answer(strange, "优化") == answer(strange, "author:志远") == ["script"]


def test_a_paper_without_a_title_is_shown_by_its_label_and_said_to_be_so(strange: chromium.Page) -> None:
    assert answer(strange, "words of") == ["untitled"]
    assert strange.evaluate("document.querySelector('#search-results .flag').textContent") == "title unknown"


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
    (tmp_path / "search.json").write_text('{"version": 2}')
    strange.evaluate(f"{BOX}.focus()")
    strange.type("names")
    strange.wait(f"{STATUS}.includes('version 2')")


def test_without_scripts_the_page_leads_to_the_lists(page: chromium.Page, root: str) -> None:
    page.call("Emulation.setScriptExecutionDisabled", value=True)
    try:
        page.open(f"{root}search/")
        assert page.evaluate("document.getElementById('search').hidden")
        assert page.evaluate("document.querySelector('main noscript').textContent").strip()
        assert page.evaluate("document.querySelectorAll('main .actions a').length") >= 6
    finally:
        page.call("Emulation.setScriptExecutionDisabled", value=False)
