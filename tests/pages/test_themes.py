"""The themes that come with sitegen keep the same rules, and a site changes one thing of them without copying the rest."""

import gzip
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from bs4 import Tag

from sitegen import bundle, pipeline
from sitegen.pages import views
from sitegen.pages.directory import directory
from sitegen.problems import Level
from tests.pages import test_render
from tests.pages.test_render import html, one, soup, words

THEMES = ("default", "plain")
PLAIN = bundle.themes() / "plain"
CONTENT = {
    "site.yaml": "title: A small site\nurl: https://example.org/name/\n",
    "topics.yaml": "topics: [{name: Optimization, phrases: [optimization]}]\n",
    "edits/ours.yaml": "aliases: {adam-old: adam}\npeople: {tuo-zhao: {noindex: true, homepage: https://example.org/}}\n",
    "pages/about.md": "---\ntitle: About us\n---\nWe *are*.\n",
    "data/tuo-zhao.yaml": r"""
person: {name: Tuo Zhao, field: cs.LG, metrics: [{name: h-index, value: '11'}]}
entries:
  - title: Adam
    authors: [Ada Lovelace, Li Wei]
    date: 2024-03-05
    category: cs.LG
    score: 49
    code_urls: [https://example.org/code]
    abstract: We study $\ell_2$ norms.
  - {title: Stochastic optimization, authors: [Ada Lovelace], date: 2019, venue: A journal}
""",
    "data/daily.yaml": """
collection: {title: Daily papers, curator: AK, notes: Read *all*.}
entries: [{abstract: We study norms of optimization to which nobody has given a title in all these years.}]
""",
}
RULES: tuple[Callable[[dict[str, bytes]], None], ...] = (
    test_render.test_every_page_has_one_heading_of_the_first_level_and_skips_none,
    test_render.test_every_page_says_its_language_title_and_policy,
    test_render.test_no_page_has_inline_styles_or_scripts_that_run,
    test_render.test_no_page_asks_another_host_for_anything,
    test_render.test_every_relative_link_leads_to_a_file,
    test_render.test_every_fragment_leads_to_an_element,
    test_render.test_ids_are_unique,
    test_render.test_the_policy_names_the_description_that_stands_in_the_page,
    test_render.test_a_redirect_leads_on_without_scripts,
    test_render.test_404_starts_from_the_path_of_the_sites_address,
)
PAPER = "themes/plain/paper.html"
WRONG = {
    "a name that is not given": (
        "\n{{ papr.title }}",
        f"{PAPER}:2: error: UndefinedError on /papers/adam/: 'papr' is undefined",
    ),
    "wrong syntax": ("\n\n{% if %}", f"{PAPER}:3: error: TemplateSyntaxError on /papers/adam/: "),
    "a filter that fails": ("{{ paper.title|round }}", f"{PAPER}:1: error: TypeError on /papers/adam/: "),
    "a word that there is not": (
        "\n{{ say('gone') }}",
        f"{PAPER}:2: error: LookupError on /papers/adam/: words/en.yaml has no `gone`",
    ),
    "a template that extends itself": ("{% extends 'paper.html' %}", f"{PAPER}:1: error: RecursionError on /papers/adam/: "),
    "a template that is not there": (
        "\n{% include 'gone.html' %}",
        f"{PAPER}:2: error: TemplateNotFound on /papers/adam/: gone.html",
    ),
}
CHANGES = {
    "a word": ("words/en.yaml", "abstract: Zettel", r"papers/(adam|we-.*)/index\.html"),
    "a block": (
        "paper.html",
        "{% extends 'THEME/paper.html' %}{% block related %}Zettel{% endblock %}",
        r"papers/(adam|stochastic-.*|we-.*)/index\.html",
    ),
    "a part of a page": (
        "line.html",
        "<li>Zettel</li>",
        r"index\.html|(papers|(people|topics|categories|collections|years)/.+)/index\.html",
    ),
    "a file": ("static/icon.svg", "<svg xmlns='http://www.w3.org/2000/svg'><title>Zettel</title></svg>", r"assets/icon\.svg"),
}


def write(folder: Path, texts: Mapping[str, str]) -> None:
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")


def read(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def build(site: Path, theme: str) -> dict[str, bytes]:
    """The files of the site in a theme, with no mark in them by which browsers tell a file's versions from each other."""
    built = pipeline.build(site, site / "public", theme=theme)
    assert [str(problem) for problem in built.problems if problem.level > Level.NOTE] == []
    made = {name: content for name, content in read(site / "public").items() if not name.startswith(".")}
    return {name: re.sub(rb"\?v=[0-9a-f]{8}", b"", content) for name, content in made.items()}


def changed(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> set[str]:
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A small site that has a page of every kind."""
    write(tmp_path / "content", CONTENT)
    return tmp_path


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """The files of that site in each theme."""
    folder = tmp_path_factory.mktemp("themes")
    write(folder / "content", CONTENT)
    return {theme: build(folder, theme) for theme in THEMES}


# ---------------------------------------------------------------- every theme


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_a_theme_keeps_the_rules_of_every_page(
    rule: Callable[[dict[str, bytes]], None], theme: str, built: dict[str, dict[str, bytes]]
) -> None:
    rule(built[theme])


def test_every_page_of_the_sample_site_has_one_heading_of_the_first_level(project: Path, tmp_path: Path) -> None:
    shutil.copytree(project / "content", tmp_path / "content")
    pages = {name: content for name, content in build(tmp_path, "plain").items() if name.endswith(".html")}
    assert len(pages) > 600
    assert [name for name, content in pages.items() if content.count(b"<h1") != 1] == []


def test_plain_tells_programs_what_default_tells_them(built: dict[str, dict[str, bytes]]) -> None:
    default, plain = (html(built[theme]) for theme in THEMES)
    assert plain.keys() == default.keys()
    for path, page in plain.items():
        assert told(page) == told(default[path]), path


def told(page: Tag) -> list[str]:
    """What a page's head says, but for the looks."""
    looks = page.select("link[rel=stylesheet], script[src]")
    return [str(tag) for tag in one(page, "head").find_all(recursive=False) if tag not in looks]


def test_plain_leads_wherever_default_leads(built: dict[str, dict[str, bytes]]) -> None:
    default, plain = (html(built[theme]) for theme in THEMES)
    for path in plain.keys() - {"index.html"}:
        assert leads(default[path]) - leads(plain[path]) == set(), path


def leads(page: Tag) -> set[str]:
    return {str(link["href"]) for link in page.select("body a[href]")}


def test_plain_has_a_style_of_its_own_and_no_script_but_for_the_search(built: dict[str, dict[str, bytes]]) -> None:
    for path, page in html(built["plain"]).items():
        styles = {str(link["href"]).rpartition("/")[2] for link in page.select("link[rel=stylesheet]")}
        scripts = {str(script["src"]).rpartition("/")[2] for script in page.select("script[src]")}
        assert styles == (set() if page.select("meta[http-equiv=refresh]") else {"plain.css"}), path
        assert scripts == ({"site.js", "search.js"} if path == "search/index.html" else set()), path


def test_plain_has_the_landmarks_and_the_way_past_the_menu(built: dict[str, dict[str, bytes]]) -> None:
    for path, page in html(built["plain"]).items():
        if not page.select("meta[http-equiv=refresh]"):
            assert [tag.name for tag in one(page, "body").find_all(recursive=False)] == ["a", "header", "main", "footer"], path
            assert one(page, "body > a.skip")["href"] == "#main", path


def test_plain_runs_from_right_to_left_where_the_language_does(site: Path) -> None:
    write(site / "content", {"site.yaml": "language: ar\n"})
    assert {one(page, "html").get("dir") for page in html(build(site, "plain")).values()} == {"rtl"}
    style = "".join(path.read_text("utf-8") for path in sorted(PLAIN.glob("styles/*.css")))
    assert re.findall(r"\b(left|right)\b", style) == []


def test_plain_is_read_in_ten_minutes() -> None:
    lines = [line for path in sorted(PLAIN.rglob("*.*")) for line in path.read_text("utf-8").splitlines() if line]
    assert len(lines) <= 250
    assert len(gzip.compress("\n".join(lines).encode())) < 6_000


# ---------------------------------------------------------------- what a site changes of a theme


def test_an_accent_changes_the_color_and_nothing_else(site: Path, built: dict[str, dict[str, bytes]]) -> None:
    write(site / "content", {"site.yaml": CONTENT["site.yaml"] + "accent: 7a1f2b\n"})
    after = build(site, "plain")
    head = b":root {\n  --owner-accent: light-dark(#7a1f2b, "
    assert after["assets/plain.css"].startswith(head)
    assert after["assets/plain.css"].endswith(built["plain"]["assets/plain.css"])
    assert {name for name in changed(built["plain"], after) if name.endswith(".html")} == set()


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("path", "text", "places"), CHANGES.values(), ids=CHANGES)
def test_one_thing_is_changed_and_nothing_else(
    path: str, text: str, places: str, theme: str, site: Path, built: dict[str, dict[str, bytes]]
) -> None:
    before = built[theme]
    write(site / "themes" / theme, {path: text.replace("THEME", theme)})
    after = build(site, theme)
    meant = {name for name in before if re.fullmatch(places, name)}
    assert changed(before, after) == meant != set()
    assert [name for name in meant if b"Zettel" not in after[name]] == []


@pytest.mark.parametrize("theme", THEMES)
def test_a_sites_own_style_stands_behind_that_of_the_theme(theme: str, site: Path, built: dict[str, dict[str, bytes]]) -> None:
    write(site / "themes" / theme, {"styles/99-mine.css": "h1 { color: red; }"})
    style, after = f"assets/{theme}.css", build(site, theme)
    assert changed(built[theme], after) == {style}
    assert after[style] == built[theme][style] + b"\nh1 { color: red; }"


# ---------------------------------------------------------------- what goes wrong in a template


@pytest.mark.parametrize(("source", "said"), WRONG.values(), ids=WRONG)
def test_a_wrong_template_is_named_and_the_site_is_as_it_was(source: str, said: str, site: Path) -> None:
    build(site, "plain")
    before = read(site / "public")
    write(site / "themes", {"plain/paper.html": source})
    failed = pipeline.build(site, site / "public", theme="plain")
    (problem,) = (problem for problem in failed.problems if problem.level is Level.ERROR)
    assert said in str(problem)
    assert read(site / "public") == before


def test_a_theme_that_leads_outside_the_site_is_refused(site: Path) -> None:
    write(site / "themes", {"plain/static/own.css": ""})
    (site / "themes/plain/static/notes.txt").symlink_to("/etc/hosts")
    failed = pipeline.build(site, site / "public", theme="plain")
    assert "themes/plain/static/notes.txt: error: leads outside the site" in "\n".join(map(str, failed.problems))
    assert not (site / "public").exists()


def test_what_an_editor_leaves_beside_a_style_is_not_part_of_it(site: Path, built: dict[str, dict[str, bytes]]) -> None:
    write(site / "themes", {"plain/styles/10-plain.css~": "old", "plain/styles/.10-plain.css.swp": "\0", "plain/static/.x": ""})
    assert changed(built["plain"], build(site, "plain")) == set()


# ---------------------------------------------------------------- docs/themes.md


def test_the_examples_of_the_documentation_work(project: Path, site: Path) -> None:
    document = (project / "docs" / "themes.md").read_text("utf-8")
    examples = dict(re.findall(r"^`(themes/\S+)`:\n\n```\w+\n(.*?)^```", document, re.MULTILINE | re.DOTALL))
    write(site, examples)
    mine, default = build(site, "mine"), build(site, "default")
    assert mine["assets/mine.css"].decode() == examples["themes/mine/styles/mine.css"]
    assert one(soup(mine["papers/adam/index.html"]), "link[rel=stylesheet]")["href"] == "../../assets/mine.css"
    assert default["assets/default.css"].decode().endswith(examples["themes/default/styles/99-mine.css"])
    page = soup(default["papers/adam/index.html"])
    assert "Publications" in words(one(page, "header nav"))
    assert "How we summarize" in words(one(page, "main"))


def test_the_documentation_says_what_each_template_is_given(project: Path, site: Path) -> None:
    assembled, _ = pipeline.assemble(site)
    shown = directory(assembled)
    given = {page.kind: set(views.view(shown, page)) for page in assembled.pages}
    document = (project / "docs" / "themes.md").read_text("utf-8")
    rows = re.findall(r"^\| `(\w+)\.html` \|.*\|([^|]*)\|$", document, re.MULTILINE)
    assert {kind: set(re.findall(r"`(\w+)`", said)) for kind, said in rows} == given
    assert given.keys() == views.VIEWS.keys()
