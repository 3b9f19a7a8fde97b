"""Topics: which papers are about what, by the phrases of a hand-written vocabulary, and which words say so."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache

from sitegen.records import Paper, Record, Topic, TopicMatch
from sitegen.text import untagged, words

MENTIONS = 2
WORDS_PER_MENTION = 70
TEX_MARKS = re.compile(r"[\\${}]")
BREAK = re.compile(r"[.,;:!?)]\s|\s\(")

Key = Callable[[str], str]


class Phrases(Record):
    """A vocabulary made ready for look-up, each phrase as the keys of its words without a gap.

    `topics` are the ids of the topics that a phrase means, `capitals` the phrases that count in capitals only, and
    `beginnings` all that a phrase can begin with, so that a look-up stops where no phrase goes on.
    """

    topics: Mapping[str, tuple[str, ...]]
    capitals: frozenset[str]
    beginnings: frozenset[str]


def match(papers: Iterable[Paper], vocabulary: Iterable[Topic]) -> tuple[dict[str, tuple[TopicMatch, ...]], tuple[Topic, ...]]:
    """The topics of each paper by its id, with the words that say so, and the topics that any paper has, by name.

    A paper has a topic when its title holds a phrase of it, or its abstract holds two (or one of them twice) and no fewer
    than one in 70 words: what is named in passing is not what a paper is about. An abbreviation in brackets counts with
    the phrase before it. The words given are the first in the title, else the first in the abstract.

    Words are compared by `words.key`, and gaps between them do not count, so "fine-tuning" is found in "Finetuning" and
    "k-means" in "$k$-means". A phrase all in capitals is found in capitals only ("GAN" in "GANs"). Of phrases that
    overlap one counts: that which begins first and, of those, the longest.
    """
    topics = {topic.id: topic for topic in sorted(vocabulary, key=lambda topic: (topic.name.casefold(), topic.id))}
    key = cache(words.key)
    phrases = _phrases(topics.values(), key)
    order = {topic: place for place, topic in enumerate(topics)}
    matches = {paper.id: tuple(sorted(_matches(paper, phrases, key), key=lambda match: order[match.topic])) for paper in papers}
    used = {match.topic for found in matches.values() for match in found}
    return matches, tuple(topic for topic in topics.values() if topic.id in used)


def leading(found: Mapping[str, Collection[str]], most: int) -> dict[str, tuple[str, ...]]:
    """At most so many topics by which to part papers, each with its papers: a paper stands under one of them or none.

    `found` are the topics of each paper. The first is the topic with the most papers, the next that with the most papers of
    those that are left, and so on; one that would have a single paper parts nothing.
    """
    left = {paper: set(topics) for paper, topics in found.items()}
    leading_papers: dict[str, tuple[str, ...]] = {}
    while len(leading_papers) < most:
        counts = Counter(topic for topics in left.values() for topic in topics)
        best = min(counts, key=lambda topic: (-counts[topic], topic), default="")
        if counts[best] < 2:
            break
        leading_papers[best] = tuple(paper for paper, topics in left.items() if best in topics)
        left = {paper: topics for paper, topics in left.items() if best not in topics}
    return leading_papers


def by_paper(leading_papers: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """The topic under which each paper stands, where `leading` has put it under one."""
    return {paper: topic for topic, papers in leading_papers.items() for paper in papers}


def _phrases(topics: Iterable[Topic], key: Key) -> Phrases:
    meant: defaultdict[str, dict[str, None]] = defaultdict(dict)
    capitals = set()
    for topic in topics:
        for phrase in topic.phrases:
            joined = "".join(map(key, words.WORD.findall(phrase)))
            meant[joined][topic.id] = None
            if phrase.isupper():
                capitals.add(joined)
    return Phrases(
        topics={joined: tuple(ids) for joined, ids in meant.items()},
        capitals=frozenset(capitals),
        beginnings=frozenset(joined[:end] for joined in meant for end in range(1, len(joined) + 1)),
    )


def _matches(paper: Paper, phrases: Phrases, key: Key) -> Iterator[TopicMatch]:
    title = _mentions(untagged(paper.title or ""), phrases, key)
    abstract = _mentions(untagged(paper.abstract or ""), phrases, key)
    enough = max(MENTIONS, len((paper.abstract or "").split()) / WORDS_PER_MENTION)
    for topic, printed in title.items():
        yield TopicMatch(topic=topic, phrase=printed[0], field="title")
    for topic, printed in abstract.items():
        if len(printed) >= enough and topic not in title:
            yield TopicMatch(topic=topic, phrase=printed[0], field="abstract")


def _mentions(text: str, phrases: Phrases, key: Key) -> dict[str, list[str]]:
    """The phrases that stand in a text, as printed, by the topic that they mean."""
    mentions: defaultdict[str, list[str]] = defaultdict(list)
    said: tuple[str, ...] = ()
    behind = 0
    for start, end, topics in _found(text, phrases, key):
        abbreviated = said if text[behind:start] == " (" else ()
        for topic in topics:
            if topic not in abbreviated:
                mentions[topic].append(TEX_MARKS.sub("", text[start:end]))
        said, behind = topics, end
    return mentions


def _found(text: str, phrases: Phrases, key: Key) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Where the phrases of a text start and end, none inside another, and which topics each of them means."""
    spans = [word.span() for word in words.WORD.finditer(text)]
    keys = [key(text[start:end]) for start, end in spans]
    keys.append(" ")  # a key that no phrase has: the end
    first = 0
    while first < len(spans):
        joined, last, after = keys[first], first, first
        while joined in phrases.beginnings:
            if joined in phrases.topics and _counts(joined, text[spans[first][0] : spans[last][1]], phrases):
                found, after = joined, last + 1
            last += 1
            joined += keys[last]
        if after > first:
            yield spans[first][0], spans[after - 1][1], phrases.topics[found]
        first = max(after, first + 1)


def _counts(joined: str, printed: str, phrases: Phrases) -> bool:
    """Whether words that are those of a phrase are one as printed: in one clause, and in capitals if it must be."""
    return not BREAK.search(printed) and (joined not in phrases.capitals or printed.removesuffix("s").isupper())
