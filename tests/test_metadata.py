import json

import pytest

from sitegen import metadata
from sitegen.records import Paper, Person

PAPER = Paper(id="p", label="T", title="Of $L_2$ norms", authors=("Ada B. Lovelace", "Li Wei"), date="2024-03-05")


def test_citation_tags_give_title_authors_in_order_and_date() -> None:
    assert metadata.citation(PAPER) == (
        ("citation_title", "Of L₂ norms"),
        ("citation_author", "Ada B. Lovelace"),
        ("citation_author", "Li Wei"),
        ("citation_publication_date", "2024/03/05"),
    )


@pytest.mark.parametrize("unknown", [{"title": None}, {"authors": ()}, {"date": None}])
def test_half_a_citation_is_none(unknown: dict[str, None]) -> None:
    fields = {"title": "T", "authors": ("Ada",), "date": "2024"} | unknown
    assert metadata.citation(Paper(id="p", label="T", **fields)) == ()


def test_an_article_claims_no_more_than_is_known() -> None:
    assert metadata.article(Paper(id="p", label="First words"), None) == {
        "@context": "https://schema.org",
        "@type": "ScholarlyArticle",
    }


def test_a_person_has_only_safe_addresses() -> None:
    person = Person(
        id="ada", name="Ada", orcid="0000-0002-1825-0097", homepage="javascript:alert(1)", links=("https://a.example/",)
    )
    assert metadata.profile(person, None)["sameAs"] == ["https://orcid.org/0000-0002-1825-0097", "https://a.example/"]


def test_nothing_in_a_description_ends_its_script() -> None:
    title = "</script><!--<script> & ]]>"
    written = metadata.inert(metadata.listing(title, 1, None))
    assert not set("<>&") & set(written)
    assert json.loads(written)["name"] == title
