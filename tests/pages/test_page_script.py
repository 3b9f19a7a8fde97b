"""What page.js adds to the pages, in a real browser (sorting, parting, copying, names on the map), and how they print."""

import json
import re
from base64 import b64decode
from typing import Any

import pytest

from tests import chromium

TUO = "people/tuo-zhao/"
SEEN = "[...document.querySelectorAll('#listed .line')].filter(line => line.checkVisibility())"
FIRST = f"{SEEN}[0].querySelector('.name')"


def seen(page: chromium.Page, what: str) -> list[Any]:
    """Something of each line of the list that is seen, as JavaScript says it of `line`."""
    return list(page.evaluate(f"{SEEN}.map(line => {what})"))


def choose(page: chromium.Page, name: str, value: str) -> None:
    """Choose in one of the list's fields, as a reader does."""
    page.evaluate(
        f"""(field => {{
            if (field.type === "checkbox") field.click();
            else {{ field.value = {value!r}; field.dispatchEvent(new Event("change", {{ bubbles: true }})); }}
        }})(document.getElementById("filters").elements[{name!r}])"""
    )


@pytest.fixture
def profile(page: chromium.Page, root: str) -> chromium.Page:
    page.open(root + TUO)
    page.evaluate("sessionStorage.clear()")
    return page


# ---------------------------------------------------------------- sorting and parting


def test_a_list_is_parted_by_what_is_chosen_and_says_how_much_of_it_is_shown(profile: chromium.Page) -> None:
    everything = len(seen(profile, "0"))
    choose(profile, "year", "2023")
    years = seen(profile, "line.querySelector('time').dateTime.slice(0, 4)")
    assert 0 < len(years) < everything
    assert set(years) == {"2023"}
    assert (
        profile.evaluate("document.querySelector('#filters output').textContent")
        == f"{len(years)} of {everything} papers shown"
    )
    choose(profile, "code", "1")
    assert all(seen(profile, "Boolean(line.querySelector('.code'))"))
    assert 0 < len(seen(profile, "0")) < len(years)


def test_no_heading_stands_above_nothing(profile: chromium.Page) -> None:
    choose(profile, "year", "2023")
    headings = "[...document.querySelectorAll('#listed h2')].filter(heading => heading.checkVisibility()).map(h => h.id)"
    assert profile.evaluate(headings) == ["y2023"]


def test_a_list_is_sorted_by_score_and_by_title_and_back(profile: chromium.Page) -> None:
    before = seen(profile, "line.querySelector('.name').href")
    choose(profile, "sort", "score")
    scores = seen(profile, "Number(line.querySelector('data.score')?.value ?? -1)")
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) > 5
    choose(profile, "sort", "oldest")
    dates = [date for date in seen(profile, "line.querySelector('time')?.dateTime ?? ''") if date]
    assert dates == sorted(dates)
    choose(profile, "sort", "")
    assert seen(profile, "line.querySelector('.name').href") == before


def test_what_is_chosen_stands_in_the_address_and_is_found_again(profile: chromium.Page, root: str) -> None:
    choose(profile, "sort", "score")
    choose(profile, "year", "2022")
    assert profile.evaluate("location.search") == "?sort=score&year=2022"
    shown = seen(profile, "line.querySelector('.name').href")
    profile.open(f"{root}{TUO}?sort=score&year=2022")
    assert seen(profile, "line.querySelector('.name').href") == shown


def test_one_button_shows_all_again(profile: chromium.Page) -> None:
    everything = seen(profile, "line.querySelector('.name').href")
    choose(profile, "sort", "title")
    choose(profile, "year", "2022")
    profile.evaluate("document.querySelector('#filters button').click()")
    profile.wait("location.search === ''")
    assert seen(profile, "line.querySelector('.name').href") == everything
    assert profile.evaluate("document.querySelector('#filters button').hidden")


@pytest.mark.parametrize("asked", ["?year=1066", "?sort=__proto__", "?topic=%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E"])
def test_an_address_that_asks_for_what_is_not_there_shows_all(profile: chromium.Page, root: str, asked: str) -> None:
    everything = len(seen(profile, "0"))
    profile.open(root + TUO + asked)
    assert len(seen(profile, "0")) == everything


# ---------------------------------------------------------------- one's place in a list


def test_a_paper_leads_on_in_the_list_that_its_reader_came_from(profile: chromium.Page) -> None:
    choose(profile, "sort", "score")
    titles = seen(profile, "line.querySelector('.name').textContent")
    profile.evaluate(f"{SEEN}[1].querySelector('.name').click()")
    profile.wait("document.getElementById('around')?.querySelector('h2').textContent === 'Tuo Zhao'")
    links = profile.evaluate("[...document.querySelectorAll('#around li a')].map(link => [link.rel, link.textContent])")
    assert links == [["prev", f"Previous {titles[0]}"], ["next", f"Next {titles[2]}"]]
    assert profile.evaluate("document.querySelector('#around h2 a').href").endswith(f"{TUO}?sort=score")


def test_a_paper_that_is_opened_by_itself_leads_on_by_date(profile: chromium.Page) -> None:
    address = profile.evaluate(f"{FIRST}.href")
    profile.open(address)
    assert profile.evaluate("document.querySelector('#around h2').textContent") == "All papers"
    assert profile.evaluate("[...document.querySelectorAll('#around li a')].map(link => link.rel)") == ["prev", "next"]


HERE = "HERE"  # stands for the address of the paper
KEPT: list[Any] = [
    [],
    {"title": "x"},
    {"title": "x", "address": HERE, "papers": "none"},
    {"title": "x", "address": HERE, "papers": [None, [HERE, "x"]]},
    {"title": "x", "address": "javascript:alert(1)", "papers": [[HERE, "x"], [HERE, "y"]]},
    {"title": "x", "address": HERE, "papers": [[HERE, "x"], ["javascript:alert(1)", "y"]]},
    {"title": "x", "address": HERE, "papers": [[HERE, "x"], ["https://example.org/", "y"]]},
]


@pytest.mark.parametrize("kept", KEPT)
def test_a_list_that_another_page_of_the_origin_left_is_not_followed(profile: chromium.Page, kept: Any) -> None:
    address = profile.evaluate(f"{FIRST}.href")
    profile.evaluate(f"sessionStorage.setItem('sitegen-list', {json.dumps(json.dumps(kept).replace(HERE, address))})")
    profile.open(address)
    assert profile.evaluate("document.querySelector('#around h2').textContent") == "All papers"
    profile.evaluate("sessionStorage.clear()")


def test_pages_work_where_storage_is_forbidden(profile: chromium.Page) -> None:
    address = profile.evaluate(f"{FIRST}.href")
    forbidden = "".join(
        f"Object.defineProperty(window, '{name}', {{ get() {{ throw new DOMException('no', 'SecurityError'); }} }});"
        for name in ("localStorage", "sessionStorage")
    )
    added = profile.call("Page.addScriptToEvaluateOnNewDocument", source=forbidden)
    try:
        profile.open(address)
        assert profile.evaluate("document.querySelector('#around h2').textContent") == "All papers"
        profile.evaluate("document.getElementById('scheme').click()")
        assert profile.evaluate("document.documentElement.dataset.scheme")
    finally:
        profile.call("Page.removeScriptToEvaluateOnNewDocument", identifier=added["identifier"])


def test_an_element_without_words_is_given_their_keys(profile: chromium.Page) -> None:
    assert profile.evaluate("sitegen.words(document.createElement('p'))('next')") == "next"


LINKS = "document.querySelectorAll('.line .name, .around li a, .counted a')"


@pytest.mark.parametrize("width", [320, 1280])
def test_a_word_without_end_makes_no_page_wider_than_the_window(profile: chromium.Page, width: int) -> None:
    paper = profile.evaluate(f"{FIRST}.href")
    profile.call("Emulation.setDeviceMetricsOverride", width=width, height=800, deviceScaleFactor=1, mobile=False)
    try:
        for address in (profile.evaluate("location.href"), paper):
            profile.open(address)
            profile.evaluate(f"{LINKS}.forEach(link => (link.textContent = 'x'.repeat(999)))")
            assert profile.evaluate("document.documentElement.scrollWidth <= innerWidth")
    finally:
        profile.call("Emulation.clearDeviceMetricsOverride")


# ---------------------------------------------------------------- copying, and the map


def test_a_browser_that_does_not_let_copy_is_not_complained_of(profile: chromium.Page) -> None:
    profile.open(profile.evaluate(f"{FIRST}.href"))
    profile.evaluate("navigator.clipboard.writeText = async () => { throw new DOMException('no', 'NotAllowedError'); }")
    profile.evaluate("document.querySelector('[data-copy]').click()")
    profile.evaluate("new Promise(go => setTimeout(go, 50))")
    assert not profile.evaluate("document.querySelector('.done')")


@pytest.mark.parametrize(("name", "start"), [("Plain reference", ""), ("BibTeX", "@"), ("RIS", "TY  - "), ("CSL-JSON", "[")])
def test_each_form_of_a_citation_can_be_copied(profile: chromium.Page, name: str, start: str) -> None:
    profile.open(profile.evaluate(f"{FIRST}.href"))
    profile.evaluate("navigator.clipboard.writeText = async text => { globalThis.copied = text; }")
    profile.evaluate(f"document.querySelector('[aria-label=\"Copy {name}\"]').click()")
    profile.wait("globalThis.copied")
    assert profile.evaluate("copied").startswith(start or profile.evaluate("document.querySelector('#reference').textContent"))
    assert profile.evaluate("document.querySelector('.done').getAttribute('aria-label')") == "Copied"


def test_the_map_is_one_stop_of_the_tab_key_and_arrows_lead_from_point_to_point(page: chromium.Page, root: str) -> None:
    page.call("Emulation.setFocusEmulationEnabled", enabled=True)
    page.open(f"{root}map/")
    stops = "[...document.querySelectorAll('#map a')].filter(dot => dot.tabIndex >= 0)"
    place = "(dot => [dot.firstElementChild.cx.baseVal.value, dot.firstElementChild.cy.baseVal.value])(document.activeElement)"
    assert page.evaluate(f"{stops}.length") == 1
    page.evaluate(f"{stops}[0].focus()")
    x, y = page.evaluate(place)
    ways = (("ArrowLeft", 0, -1), ("ArrowRight", 0, 1), ("ArrowUp", 1, -1), ("ArrowDown", 1, 1)) * 3
    moved = 0
    for key, axis, sign in ways:
        page.evaluate(f"document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {{ key: '{key}', bubbles: true }}))")
        now = page.evaluate(place)
        if now != [x, y]:
            moved += 1
            assert (now[axis] - (x, y)[axis]) * sign > 0
        x, y = now
        assert page.evaluate(f"{stops}.length === 1 && {stops}[0] === document.activeElement")
    assert moved > len(ways) / 2


def test_a_point_of_the_map_is_named_when_it_has_the_focus(page: chromium.Page, root: str) -> None:
    page.call("Emulation.setFocusEmulationEnabled", enabled=True)
    page.open(f"{root}map/")
    page.evaluate("document.querySelectorAll('#map a')[5].focus()")
    name = page.evaluate("document.querySelectorAll('#map a')[5].getAttribute('aria-label')")
    assert name
    assert page.evaluate("document.querySelector('#map .tip').checkVisibility()")
    assert page.evaluate("document.querySelector('#map .tip').textContent") == name
    page.press("Escape")
    assert not page.evaluate("document.querySelector('#map .tip').checkVisibility()")


def test_a_slash_goes_to_the_search_on_any_page(profile: chromium.Page) -> None:
    profile.press("/")
    assert profile.evaluate("document.activeElement.id") == "quick"


def test_without_scripts_a_list_is_whole_and_shows_no_forms_that_do_nothing(page: chromium.Page, root: str) -> None:
    page.call("Emulation.setScriptExecutionDisabled", value=True)
    try:
        page.open(root + TUO)
        form = "document.getElementById('filters').checkVisibility({ visibilityProperty: true })"
        assert not page.evaluate(form)
        assert len(seen(page, "0")) > 40
    finally:
        page.call("Emulation.setScriptExecutionDisabled", value=False)


@pytest.mark.parametrize("person", ["tuo-zhao", "zhiyuan-li"])
def test_a_profile_prints_as_a_cv_of_two_or_three_pages(page: chromium.Page, root: str, person: str) -> None:
    page.open(f"{root}people/{person}/")
    printed = b64decode(page.call("Page.printToPDF", preferCSSPageSize=True)["data"])
    assert 2 <= len(re.findall(rb"/Type\s*/Page\b", printed)) <= 3
