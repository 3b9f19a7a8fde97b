import re
from pathlib import Path

import pytest

from sitegen import bundle
from sitegen.pages import languages
from sitegen.pages.languages import Language

DEFAULT = bundle.themes() / "default"
TAGS = sorted(path.stem for path in (DEFAULT / "words").glob("*.yaml"))


def interface(tag: str) -> Language:
    language, problems = languages.load([DEFAULT], tag)
    assert problems == []
    return language


def theme(folder: Path, **words: str) -> Path:
    (folder / "words").mkdir(parents=True)
    for tag, text in words.items():
        (folder / "words" / f"{tag}.yaml").write_text(text, "utf-8")
    return folder


# ---------------------------------------------------------------- the languages that there are


def test_english_and_two_more_languages_are_there_and_one_runs_from_right_to_left() -> None:
    assert len(TAGS) >= 3
    assert "en" in TAGS
    assert "rtl" in {interface(tag).direction for tag in TAGS}


@pytest.mark.parametrize("tag", TAGS)
def test_a_language_says_every_word_in_words_of_its_own(tag: str) -> None:
    english = languages.load([DEFAULT], "en")[0].words
    own = dict(languages._read(DEFAULT / "words" / f"{tag}.yaml", DEFAULT, english, problems := []))
    assert problems == []
    assert own.keys() == english.keys()
    for key, forms in own.items():
        values = {re.sub(r"\{count\}", "", said) for said in forms.values()}
        assert all(said.strip() or key == "separator" for said in values), key
        plain = {name for said in english[key].values() for name in re.findall(r"\{(\w+)\}", said)} - {"count"}
        assert all(plain == set(re.findall(r"\{(\w+)\}", said)) - {"count"} for said in forms.values()), key


@pytest.mark.parametrize("tag", TAGS)
def test_a_language_has_the_forms_of_number_that_it_needs(tag: str) -> None:
    locale = languages._locale(tag)
    needed = {locale.plural_form(count) for count in range(1, 200)}
    words = interface(tag).words
    assert words["papers"].keys() >= needed
    assert [key for key, forms in words.items() if len(forms) > 1 and not forms.keys() >= needed] == []


@pytest.mark.parametrize("tag", TAGS)
def test_a_value_that_is_held_together_is_let_go_again(tag: str) -> None:
    said = [text for forms in interface(tag).words.values() for text in forms.values()]
    assert [text for text in said if re.findall("[\u2068\u2069]", text) != ["\u2068", "\u2069"] * text.count("\u2068")] == []


def test_every_word_is_used_and_every_word_that_is_used_is_there() -> None:
    sources = "".join(path.read_text("utf-8") for path in sorted(DEFAULT.rglob("*")) if path.suffix in {".html", ".js"})
    known = interface("en").words.keys()
    said = set(re.findall(r"""say\(["'](\w+)["'][,)]""", "".join(path.read_text("utf-8") for path in DEFAULT.glob("*.html"))))
    assert said - known == set()
    parted = {"_noun", "_page", "in_", "filter_", "search_", "around_", "type_"}  # put together from a part and a name
    unused = {key for key in known if key not in said and not re.search(rf"\b{key}\b", sources)}
    assert {key for key in unused if not any(part in key for part in parted)} == set()


# ---------------------------------------------------------------- saying


def test_a_number_takes_the_form_that_the_language_has_for_it() -> None:
    english = interface("en")
    assert [languages.speaker(english)("papers", count) for count in (0, 1, 2)] == ["0 papers", "1 paper", "2 papers"]


def test_numbers_and_dates_are_written_as_in_the_language() -> None:
    assert languages.number(interface("en"), 4396) == "4,396"
    assert languages.number(interface("de"), 4396) == "4.396"
    assert languages.date(interface("de"), "2024-03-05") == "5. März 2024"


@pytest.mark.parametrize(("date", "said"), [("2024-03-05", "Mar 5, 2024"), ("2024-03", "Mar 2024"), ("2024", "2024")])
def test_a_date_is_said_as_far_as_it_is_known(date: str, said: str) -> None:
    assert languages.date(interface("en"), date) == said


def test_what_is_put_into_words_is_escaped_once() -> None:
    assert languages.speaker(interface("en"))("chosen_by", curator="A & <B>") == "chosen by A &amp; &lt;B&gt;"


def test_a_script_gets_words_as_text(tmp_path: Path) -> None:
    own = theme(tmp_path / "own", en="search_a: one & two\nsearch_b:\n  one: x\n  other: y\n")
    language, _ = languages.load([own, DEFAULT], "en")
    found = languages.with_prefix(language, "search_")
    assert (found["a"], found["b"]) == ("one & two", {"one": "x", "other": "y"})


# ---------------------------------------------------------------- choosing


def test_a_region_takes_the_words_of_its_language_and_its_own_dates() -> None:
    british, problems = languages.load([DEFAULT], "en-GB")
    assert problems == []
    assert languages.date(british, "2024-03-05") == "5 Mar 2024"


def test_a_region_changes_some_words_of_its_language(tmp_path: Path) -> None:
    own = theme(tmp_path / "own", **{"de-CH": "separator: ' / '\n"})
    language, problems = languages.load([own, DEFAULT], "de-CH")
    assert problems == []
    assert languages.speaker(language)("separator") == " / "
    assert languages.speaker(language)("papers_page") == languages.speaker(interface("de"))("papers_page")


def test_a_wrong_value_in_english_words_of_ones_own_is_reported_once(tmp_path: Path) -> None:
    own = theme(tmp_path / "own", en="chosen_by: picked by {curatro}\n")
    _, (problem,) = languages.load([own, DEFAULT], "en")
    assert "own/words/en.yaml:1: error: `chosen_by` has no value `curatro`" in str(problem)


def test_a_language_without_words_is_warned_of_and_said_in_english() -> None:
    language, (problem,) = languages.load([DEFAULT], "nl")
    assert language.tag == "en"
    assert str(problem).startswith('content/site.yaml: warning: the interface has no words in "nl", so it is in English')


def test_a_site_changes_one_word_and_leaves_the_rest(tmp_path: Path) -> None:
    own = theme(tmp_path / "default", en="papers_page: Publications\n")
    language, problems = languages.load([own, DEFAULT], "en")
    assert problems == []
    assert (languages.speaker(language)("papers_page"), languages.speaker(language)("people_page")) == (
        "Publications",
        "People",
    )


def test_a_site_that_leaves_a_value_out_in_english_takes_it_from_no_other_language(tmp_path: Path) -> None:
    own = theme(tmp_path / "default", en="chosen_by: chosen\n")
    language, problems = languages.load([own, DEFAULT], "de")
    assert problems == []
    assert "AK" in languages.speaker(language)("chosen_by", curator="AK")


def test_a_language_that_lacks_a_word_says_it_in_english(tmp_path: Path) -> None:
    own = theme(tmp_path / "own", nl="papers_page: Artikelen\n")
    language, problems = languages.load([own, DEFAULT], "nl")
    assert problems == []
    assert (language.tag, languages.speaker(language)("papers_page"), languages.speaker(language)("people_page")) == (
        "nl",
        "Artikelen",
        "People",
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("papers_page: x\npapers_pgae: y\n", "nl.yaml:2: error: `papers_pgae` is not a word of the interface"),
        ("chosen_by: door {curatro}\n", "nl.yaml:1: error: `chosen_by` has no value `curatro`"),
        ("papers_page: alle {count}\n", "nl.yaml:1: error: `papers_page` has no value `count`"),
        ("papers: '{count:d} artikelen'\n", "nl.yaml:1: error: `papers` has no value `count:d`"),
        ("papers: '{count!z} artikelen'\n", "nl.yaml:1: error: `papers` has no value `count!z`"),
        ("papers_page: an { open brace\n", "nl.yaml:1: error: `papers_page`: "),
        ("papers:\n  one: x\n", "nl.yaml:1: error: `papers` has no form `other`"),
        ("- papers\n", "nl.yaml:1: error: keys with their values are wanted here"),
    ],
)
def test_a_wrong_word_is_reported_on_its_line(tmp_path: Path, text: str, said: str) -> None:
    own = theme(tmp_path / "own", nl=text)
    _, (problem,) = languages.load([own, DEFAULT], "nl")
    assert f"themes/own/words/{said}" in str(problem)
