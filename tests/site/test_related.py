"""Which papers are shown beside a paper, in which order, and which shared words are given as the reason."""

import random

import pytest

from sitegen.records import Paper
from sitegen.site import related

SUBJECTS = {
    "pruning": ("Pruning Channels of Convolutions", "Channels of convolutions are pruned by a saliency of each channel."),
    "saliency": ("Channel Saliency", "Pruning wants a saliency for each channel of a convolution; convolutions differ in it."),
    "bandits": ("Contextual Bandits", "Regret of contextual bandits grows with the horizon. Optimism keeps regret small."),
    "regret": ("Regret Without Optimism", "Contextual bandits reach small regret on any horizon by randomization."),
    "proteins": ("Folding Proteins", "Amino acids fold to a protein."),
}


def paper(key, title=None, abstract=None):
    return Paper(id=key, label=title or "Untitled", title=title, abstract=abstract)


@pytest.fixture
def papers():
    return [paper(key, title, abstract) for key, (title, abstract) in SUBJECTS.items()]


def near(papers):
    """The ids of the papers found near each paper."""
    return {key: [other.paper for other in found] for key, found in related.rank(papers).items()}


def test_papers_of_one_subject_find_each_other_and_no_others(papers):
    expected = {"pruning": ["saliency"], "saliency": ["pruning"], "bandits": ["regret"], "regret": ["bandits"], "proteins": []}
    assert near(papers) == expected


def test_order_of_the_papers_makes_no_difference(papers):
    found = related.rank(papers)
    random.Random(1).shuffle(papers)
    assert related.rank(papers) == found


def test_shared_words_are_printed_words_the_most_telling_first(papers):
    (other,) = related.rank(papers)["pruning"]
    assert other.words == ("channel", "convolutions", "saliency", "Pruning")


def test_score_lies_between_nothing_and_one(papers):
    scores = [other.score for found in related.rank(papers).values() for other in found]
    assert scores
    assert all(0 < score < 1 for score in scores)


def test_most_alike_comes_first(papers):
    twins = [*papers, paper("twin", *SUBJECTS["bandits"])]
    assert near(twins)["twin"] == ["bandits", "regret"]
    first, second = related.rank(twins)["twin"]
    assert first.score > second.score


def test_title_weighs_more_than_the_abstract(papers):
    probe = paper("probe", "Folding Proteins", "Contextual bandits with regret are told of.")
    assert near([*papers, probe])["probe"][0] == "proteins"


def test_one_shared_word_is_not_enough():
    papers = [paper("a", "Progressive Refinement"), paper("b", "Progressive Search"), paper("c", "Other Matters")]
    assert near(papers) == {"a": [], "b": [], "c": []}


def test_forms_of_a_word_are_one_word():
    papers = [paper("a", "Sparse Networks"), paper("b", "sparse network"), paper("c", "Other Matters")]
    assert near(papers)["a"] == ["b"]


def test_addresses_commands_and_math_are_no_words():
    text = r"\emph{$\mathcal{Z}_{xy}$} https://example.org/xylophone/zither"
    papers = [paper("a", text), paper("b", text), paper("c", "Other Matters")]
    assert near(papers) == {"a": [], "b": [], "c": []}


def test_no_more_than_six_papers_and_five_words_are_given():
    text = "Sparse bandits prune convolutions under regret and saliency"
    found = related.rank([paper(f"p{n}", text) for n in range(9)] + [paper("other", "Protein Folding")])
    assert [other.paper for other in found["p8"]] == ["p0", "p1", "p2", "p3", "p4", "p5"]
    assert len(found["p8"][0].words) == 5


def test_words_of_most_papers_tell_nothing():
    papers = [paper(f"p{n}", f"Neural Networks number{n}") for n in range(60)]
    assert not any(near(papers).values())


def test_every_paper_is_named_also_without_words():
    assert related.rank([paper("a"), paper("b", "…"), paper("c", "The")]) == {"a": (), "b": (), "c": ()}
    assert related.rank([]) == {}
