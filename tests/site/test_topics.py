"""Which papers have which topics, the words that say so, and what the vocabulary of a new site covers."""

from collections import Counter

import pytest
import yaml

from sitegen import store
from sitegen.records import Paper, Topic, TopicMatch
from sitegen.site import topics
from sitegen.text import words

TUNING = Topic(id="tuning", name="Fine-tuning", phrases=("fine-tuning", "adapter"))
MODELS = Topic(id="models", name="language models", phrases=("language model", "LLM", "language modeling"))
CODES = Topic(id="codes", name="Codes", phrases=("vector quantization", "k-means"))
BITS = Topic(id="bits", name="Bits", phrases=("quantization", "low-bit"))
GAMES = Topic(id="games", name="Games", phrases=("GAN", "Nash equilibrium"))
VOCABULARY = (TUNING, MODELS, CODES, BITS, GAMES)


def paper(title=None, abstract=None, key="p"):
    return Paper(id=key, label=title or "Untitled", title=title, abstract=abstract)


def found(title=None, abstract=None, vocabulary=VOCABULARY):
    """The topics of one paper: id → the words that say so and their field."""
    matches, _ = topics.match([paper(title, abstract)], vocabulary)
    return {match.topic: (match.phrase, match.field) for match in matches["p"]}


@pytest.fixture(scope="module")
def vocabulary(project):
    path = project / "content/topics.yaml"
    loaded, problems = store.load_topics("content/topics.yaml", path.read_text("utf-8"))
    assert not problems
    return loaded


def test_phrase_in_the_title_gives_the_topic_and_is_shown_as_printed():
    assert found("Cheap Fine-Tuning of Everything") == {"tuning": ("Fine-Tuning", "title")}


def test_phrase_named_once_in_the_abstract_gives_no_topic():
    assert found("A Study", "We compare with fine-tuning.") == {}


@pytest.mark.parametrize("abstract", ["Fine-tuning is slow. We speed fine-tuning up.", "Fine-tuning wants an adapter."])
def test_two_phrases_in_the_abstract_give_the_topic(abstract):
    assert found("A Study", abstract) == {"tuning": ("Fine-tuning", "abstract")}


def test_two_phrases_are_too_few_in_a_long_abstract():
    abstract = "Fine-tuning wants an adapter. " + "Other things are said. " * 40
    assert found("A Study", abstract) == {}
    assert found("A Study", abstract + "An adapter is small.") == {"tuning": ("Fine-tuning", "abstract")}


def test_abbreviation_in_brackets_counts_with_the_phrase_before_it():
    assert found("A Study", "We use a large language model (LLM) once.") == {}
    assert found("A Study", "A language model (LLM) is used, and the LLM is kept.") == {
        "models": ("language model", "abstract")
    }


def test_title_explains_the_topic_before_the_abstract():
    assert found("On the Adapter", "Fine-tuning, and again fine-tuning.") == {"tuning": ("Adapter", "title")}


@pytest.mark.parametrize(
    "title", ["Finetuning", "FINE TUNING", "Fine–tuning", "Fine-tunings", "Fíne-Tuning", "Fine\u00adtuning"]
)
def test_spelling_makes_no_difference(title):
    assert "tuning" in found(title)


@pytest.mark.parametrize("title", ["Fine-tuningless", "Define tuning", "Fine. Tuning", "Fine (tuning)", "Fine", "tuning fine"])
def test_other_words_are_no_phrase(title):
    assert found(title) == {}


def test_phrase_in_capitals_is_found_in_capitals_only():
    assert found("Training GANs") == {"games": ("GANs", "title")}
    assert found("What began as a gan") == {}


def test_longest_of_overlapping_phrases_counts_alone():
    assert found("Vector Quantization") == {"codes": ("Vector Quantization", "title")}
    assert found("Vector and Low-Bit Quantization") == {"bits": ("Low-Bit", "title")}


def test_phrase_of_two_topics_gives_both():
    other = Topic(id="other", name="Other", phrases=("Adapter",))
    assert set(found("An Adapter", vocabulary=(TUNING, other))) == {"tuning", "other"}


def test_words_are_shown_without_the_marks_of_tex():
    assert found(r"Fast $k$-means") == {"codes": ("k-means", "title")}
    assert found(r"{\em Nash} equilibria, \textbf{Nash equilibrium}") == {"games": ("Nash equilibrium", "title")}


def test_every_paper_is_named_also_without_title_and_abstract():
    matches, used = topics.match([paper(key="a"), paper("An Adapter", key="b")], VOCABULARY)
    assert matches == {"a": (), "b": (TopicMatch(topic="tuning", phrase="Adapter", field="title"),)}
    assert used == (TUNING,)


def test_topics_come_by_name_whatever_the_order_of_the_vocabulary():
    title = "LLM Quantization by k-means and an Adapter"
    for vocabulary in (VOCABULARY, VOCABULARY[::-1]):
        matches, used = topics.match([paper(title)], vocabulary)
        assert [match.topic for match in matches["p"]] == ["bits", "codes", "tuning", "models"]
        assert used == (BITS, CODES, TUNING, MODELS)


def test_no_vocabulary_gives_no_topics():
    assert topics.match([paper("An Adapter")], ()) == ({"p": ()}, ())


@pytest.mark.parametrize(
    ("word", "other"),
    [("Networks", "network"), ("policies", "Policy"), ("losses", "loss"), ("naïve", "naive"), ("GPUs", "gpu"), ("axes", "axe")],
)
def test_forms_of_one_word_share_a_key(word, other):
    assert words.key(word) == words.key(other)


@pytest.mark.parametrize(("word", "other"), [("gas", "ga"), ("bus", "bu"), ("basis", "basi"), ("mass", "mas")])
def test_other_words_have_other_keys(word, other):
    assert words.key(word) != words.key(other)


def test_vocabulary_has_sixty_topics_or_more_each_with_a_description(vocabulary):
    assert len(vocabulary) >= 60
    assert all(topic.description and topic.phrases for topic in vocabulary)


def test_every_phrase_of_the_vocabulary_gives_its_topic(vocabulary):
    papers = [paper(phrase, key=f"{topic.id}/{phrase}") for topic in vocabulary for phrase in topic.phrases]
    matches, used = topics.match(papers, vocabulary)
    assert [key for key, found in matches.items() if key.split("/")[0] not in {match.topic for match in found}] == []
    assert set(used) == set(vocabulary)


def test_vocabulary_covers_the_sample_and_no_topic_swallows_it(project, vocabulary):
    paths = sorted((project / "content/data").glob("*.yaml"))
    entries = [entry for path in paths for entry in yaml.safe_load(path.read_text("utf-8"))["entries"]]
    papers = {
        e.get("title") or e["abstract"]: paper(e.get("title"), e["abstract"], e.get("title") or e["abstract"]) for e in entries
    }
    matches, _ = topics.match(papers.values(), vocabulary)
    sizes = Counter(match.topic for found in matches.values() for match in found)
    assert sum(map(bool, matches.values())) >= 0.85 * len(papers)
    assert max(sizes.values()) <= 0.2 * len(papers)


def test_papers_are_parted_by_the_topics_that_leave_the_fewest_over():
    found = {"a": ["x", "y"], "b": ["x"], "c": ["x", "z"], "d": ["z"], "e": ["z"], "f": ["y"], "g": []}
    found_leading = topics.leading(found, 5)
    assert found_leading == {"x": ("a", "b", "c"), "z": ("d", "e")}  # "y" has one paper left, which parts nothing
    assert topics.by_paper(found_leading) == {"a": "x", "b": "x", "c": "x", "d": "z", "e": "z"}
    assert topics.leading(found, 1) == {"x": ("a", "b", "c")}
