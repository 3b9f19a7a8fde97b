"""Related papers: which papers are most alike in their words, and which words they share."""

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from heapq import nlargest
from itertools import islice
from math import fsum, log, sqrt
from operator import itemgetter

from sitegen.records import Paper, Record, Related
from sitegen.text import untagged, words

SHOWN_WORDS = 5
LEAST_SCORE = 0.1
TITLE_WEIGHT = 3
TERMS = 30
# A term that more than this part of the papers have tells nothing, unless these are few.
COMMON = 0.2
FEW_PAPERS = 10
# Papers like another are sought by its strongest terms, each where it weighs most, and only the best found are compared
# in full: of 10,000 papers 94 in 100 find the same nearest one as when all are compared, in a small part of the time.
SEARCH_TERMS = 8
SEARCH_PAPERS = 50
CANDIDATES = 20

MARKUP = re.compile(r"https?://\S+|\$[^$]*\$|\\[A-Za-z]+")
# Words that tell nothing of a subject: small ones, parts of hyphenated ones, and those of abstracts in general.
STOP_WORDS = frozenset(
    map(
        words.key,
        words.WORD.findall("""
        about above across after again all almost along already also although always among and another any are around
        because been before behind being below best better between beyond both but can cannot could did does doing done
        down due during each either else enough even ever every few fine first for four free from full further good had
        has have having hence her here high his how however into its itself just last least less like long low made main
        make makes making many may might more moreover most much multi must near need needs neither never next non nor
        not now off often one ones only onto other others our out over own per pre quite rather re same self semi seven
        shall she should since small so some still sub such take taken takes than that the their them then there thereby
        therefore these they this those though three through thus together too toward towards two under unlike until
        upon use used uses using very via was way ways well were what whatever when where whereas whether which
        while who whole whose why wide will with within without would yet you your

        ability able achieve achieved achieves achieving additional address addressed addresses addressing admit admits
        advantage aim aims allow allows alternative analysis analyze analyzed application applied apply applying
        approach arbitrary art article assume available aware base based beat beats become becomes benchmark benefit
        bring broad build built call called case certain challenge challenging change choice choose chosen combine
        combined combining common commonly compare compared comparison competitive complete concept concern condition
        conduct conducted consider considered consist consistent consistently contribution corresponding corresponds
        crucial current currently demonstrate demonstrated demonstrates demonstrating depend dependent depends derive
        derived describe design designed despite determine develop developed developing differ difference different
        difficult directly earlier early easily easy effect effective effectively effectiveness efficient efficiently
        effort empirical empirically employ enable enables enabling ensure entire especially essential establish
        established evaluate evaluated evaluation evidence example exceed exceeds exist existing exists experiment
        experimental explain explore extend extended extension extensive fact fail fails fast faster find finding focus
        focused follow following follows form formulation found framework fundamental furthermore gain general generally
        give given gives giving goal great group help helps highly hold holds idea identify impact implement importance
        important importantly improve improved improvement improves improving include includes including incorporate
        increase increased increasing indicate individual insight inspired instead interest introduce introduced
        introduces introducing investigate involve issue key kind know known lack large largely larger lead leading
        leads learned learns leverage leverages leveraging lie limited lower machine magnitude mainly maintain major
        manner mean method modern motivated multiple namely natural naturally necessary new notably novel number
        numerical numerous observation observe observed obtain obtained offer original outperform outperforming
        outperforms overall overcome paper particular particularly perform performance performed performing performs
        perspective popular possible potential potentially practical practice precise precisely present presented
        presents previous previously prior problem promising propose proposed proposes proposing prove proved proven
        proves provide provided provides providing publicly purpose real recent recently reduce reduced reduces reducing
        regime related relevant relies rely remain remains remarkable report require required requires research
        respectively result resulting reveal role run science set setting several show showing shown shows side
        significance significant significantly similar simple simply simultaneously single solution solve solved solving
        special specific specifically standard start state strategy strong studied studies study substantial
        substantially success successful successfully suffer suffers suffices sufficient suggest suitable superior
        surprisingly tackle task technique tend thousands time traditional train trained true typical typically
        underlying understand understanding understood usage usual usually utilize variety various verify version view
        wise work works
        """),
    )
)


class Index(Record):
    """Papers as vectors of weighted terms, and where to look for papers like another; a paper is its place in the order.

    A vector holds a paper's strongest terms, the strongest first. `places` are, for a term, the papers where it weighs
    most, and these weights. `spellings` are how a term is printed most often.
    """

    vectors: Sequence[Mapping[str, float]]
    places: Mapping[str, tuple[Sequence[int], Sequence[float]]]
    spellings: Mapping[str, str]


def rank(papers: Iterable[Paper], most: int = 6) -> dict[str, tuple[Related, ...]]:
    """The papers most like each paper, by its id: at most `most`, the most alike first, and none that is hardly alike.

    The score is the cosine of two papers' terms, to four places; a term weighs more the more often it stands in the
    paper (thrice as much in the title) and the fewer papers have it (TF-IDF: Salton and Buckley 1988,
    doi:10.1016/0306-4573(88)90021-0). Two papers that share less than two words are not alike. The words given are those
    that add most to the score, each as it is printed most often. The order of the papers makes no difference.
    """
    ordered = sorted(papers, key=lambda paper: paper.id)
    index = _index(ordered)
    return {
        paper.id: tuple(
            Related(paper=ordered[other].id, score=round(score, 4), words=tuple(index.spellings[term] for term in shared))
            for score, other, shared in _nearest(place, index, most)
        )
        for place, paper in enumerate(ordered)
    }


def _index(papers: Iterable[Paper]) -> Index:
    term = cache(_term)
    printed: Counter[str] = Counter()
    counts = []
    for paper in papers:
        title, abstract = _words(paper.title), _words(paper.abstract)
        printed.update(title + abstract)
        counts.append(_count(title * TITLE_WEIGHT + abstract, term))
    spread = Counter(found for count in counts for found in count)
    vectors = [_vector(count, spread, len(counts)) for count in counts]
    return Index(vectors=vectors, places=_places(vectors), spellings=_spellings(printed, term))


def _words(text: str | None) -> list[str]:
    return words.WORD.findall(MARKUP.sub(" ", untagged(text or "")))


def _term(word: str) -> str:
    """What the forms of a telling word share, "" for one that tells nothing; of two letters only abbreviations tell."""
    key = words.key(word)
    telling = len(key) > 2 or (len(key) == 2 and word.isupper())
    return key if telling and key not in STOP_WORDS and not key.isdigit() else ""


def _count(found: Iterable[str], term: Callable[[str], str]) -> dict[str, int]:
    count: defaultdict[str, int] = defaultdict(int)
    for word, times in Counter(found).items():
        count[term(word)] += times
    count.pop("", None)
    return count


def _vector(count: Mapping[str, int], spread: Mapping[str, int], papers: int) -> dict[str, float]:
    weights = {term: (1 + log(times)) * log((papers + 1) / spread[term]) for term, times in count.items()}
    length = sqrt(fsum(weight * weight for weight in weights.values()))
    common = max(FEW_PAPERS, papers * COMMON)
    telling = ((weight / length, term) for term, weight in weights.items() if 1 < spread[term] <= common)
    return {term: weight for weight, term in nlargest(TERMS, telling)}


def _places(vectors: Iterable[Mapping[str, float]]) -> dict[str, tuple[Sequence[int], Sequence[float]]]:
    found: defaultdict[str, list[tuple[float, int]]] = defaultdict(list)
    for place, vector in enumerate(vectors):
        for term, weight in vector.items():
            found[term].append((-weight, place))
    return {term: _packed(sorted(pairs)[:SEARCH_PAPERS]) for term, pairs in found.items()}


def _packed(pairs: Sequence[tuple[float, int]]) -> tuple[Sequence[int], Sequence[float]]:
    """Places and weights as arrays: numbers side by side in memory are searched in half the time."""
    return array("l", [place for _, place in pairs]), array("d", [-weight for weight, _ in pairs])


def _spellings(printed: Mapping[str, int], term: Callable[[str], str]) -> dict[str, str]:
    rising = sorted((times, word) for word, times in printed.items())
    return {term(word): word for _, word in rising}


def _nearest(place: int, index: Index, most: int) -> Iterator[tuple[float, int, list[str]]]:
    """The score, the place and the shared terms, the most telling first, of the papers most like the one at a place."""
    vector = index.vectors[place]
    alike = []
    for other in _candidates(place, index):
        theirs = index.vectors[other]
        shared = {term: vector[term] * theirs[term] for term in vector.keys() & theirs.keys()}
        score = fsum(shared.values())  # the same whatever the order of the set
        if score >= LEAST_SCORE and len(shared) > 1:
            alike.append((-score, other, shared))
    for score, other, shared in sorted(alike, key=itemgetter(0, 1))[:most]:
        yield -score, other, sorted(shared, key=lambda term: (-shared[term], term))[:SHOWN_WORDS]


def _candidates(place: int, index: Index) -> list[int]:
    scores: dict[int, float] = {}
    for term, weight in islice(index.vectors[place].items(), SEARCH_TERMS):
        for other, other_weight in zip(*index.places[term], strict=True):
            scores[other] = scores.get(other, 0.0) + weight * other_weight
    scores.pop(place, None)
    return nlargest(CANDIDATES, scores, key=scores.__getitem__)
