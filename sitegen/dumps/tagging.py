"""Which words of a reference are its authors, title, journal, …: a string in; its tokens with their labels out.

A linear-chain conditional random field (Lafferty, McCallum, Pereira 2001, by CRFsuite) weighs what is seen of each token and of
its neighbours, and which label follows which. `python -m tools.train_references` makes its model.
"""

import lzma
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib import resources
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias, get_args

if TYPE_CHECKING:
    from pycrfsuite import Tagger

Label: TypeAlias = Literal[
    "number", "author", "title", "container", "date", "volume", "pages", "publisher", "place", "editor", "note", "id", "none"
]
"""What a token is part of: `container` is the journal, book, series or conference, `none` what is in no reference."""
LABELS: tuple[Label, ...] = get_args(Label)
BARE: Mapping[str, Label] = {f"{place}-{label}": label for label in LABELS for place in "BIE"}
MODEL = "reference.crfsuite.xz"

CJK = r"\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af"
CHUNK = re.compile(r"\S+")
WHOLE = re.compile(r"[(<\[]?(?:(?:https?://|www\.)|(?:doi[:.]?)?10\.\d{4,9}/)", re.IGNORECASE)
# Where a word without blanks is parted all the same: "151(2):127-138", "[1]Roe", "networks[J].", and around Han and Kana.
SEAM = re.compile(
    rf"(?<=[{CJK}])(?=[\w(\[（“《「〔])|(?<=[^\s{CJK}])(?=[{CJK}])|(?<=[\w.,”\"])(?=\[\w)|(?<=[\d])(?=\()"
    r"|(?<=[\d)\]][:;,])(?=[\d(e])|(?<=[a-z.][;:])(?=\d)|(?<=[)\]])(?=\w)|(?<=\d\.)(?=[^\W\d_][^\W\d_A-Z])|(?<=[^\W\d_]:)(?=[A-Z])"
)


class Token(NamedTuple):
    """A word of a reference with the marks around it: where it stands."""

    start: int
    end: int


class Tagged(NamedTuple):
    """A token's label, and the probability that it is right."""

    token: Token
    label: Label
    sure: float


def tag(text: str) -> tuple[Sequence[Tagged], float]:
    """The labels of a text's tokens, and the probability that all of them are right."""
    tokens = tokenize(text)
    if not tokens:
        return (), 0.0
    tagger = _tagger()
    placed = tagger.tag(features(text, tokens))
    sure = [tagger.marginal(label, at) for at, label in enumerate(placed)]
    return tuple(map(Tagged, tokens, unplaced(placed), sure)), tagger.probability(placed)


def placed(labels: Sequence[Label]) -> list[str]:
    """The labels with whether each token begins a part, ends it, or stands within it, which is what the model tells apart."""
    begins = [at == 0 or labels[at - 1] != label for at, label in enumerate(labels)]
    return [
        f"{'B' if begin else 'E' if at + 1 == len(labels) or begins[at + 1] else 'I'}-{label}"
        for at, (label, begin) in enumerate(zip(labels, begins, strict=True))
    ]


def unplaced(labels: Sequence[str]) -> list[Label]:
    """The labels alone."""
    return [BARE[label] for label in labels]


@cache
def _tagger() -> "Tagger":
    from pycrfsuite import Tagger

    tagger = Tagger()
    tagger.open_inmemory(_model())
    return tagger


@cache
def _model() -> bytes:
    """The model's bytes, which are kept: CRFsuite reads them where they are."""
    return lzma.decompress(resources.files(__package__).joinpath(MODEL).read_bytes())


def tokenize(text: str) -> list[Token]:
    """The tokens of a text, in order; between two is nothing but white space."""
    return [token for chunk in CHUNK.finditer(text) for token in _parted(text, chunk.start(), chunk.end())]


def _parted(text: str, start: int, end: int) -> Iterator[Token]:
    if not WHOLE.match(text, start, end):
        for seam in SEAM.finditer(text, start, end):
            if start < seam.start() < end:
                yield Token(start, seam.start())
                start = seam.start()
    yield Token(start, end)


# What is seen of a token -----------------------------------------------------------------------------------------------------

BEFORE = re.compile(r"[^\w]*+")
BEHIND = re.compile(r"[^\w]++\Z")
FAR = 3
LONGEST_MARKS = 4
MONTH = (
    r"(?i:jan(?:uary?|vier|eiro)?|janv|feb(?:ruary?|rero|r)?|févr?(?:ier)?|fevereiro|mar(?:ch|s|zo|ço)?|märz|mär|apr(?:ile?)?|abr(?:il)?|avr(?:il)?"
    r"|may|mai|mayo|maio|june?|juni|juin|junio|junho|july?|juli|juillet|juil|julio|julho|aug(?:ust)?|août|agosto|ago|sept?(?:ember|embre|iembre)?"
    r"|setembro|oct(?:ober|obre|ubre)?|okt(?:ober)?|outubro|nov(?:ember|embre|iembre|embro)?|dec(?:ember)?|déc(?:embre)?|dez(?:ember|embro)?"
    r"|dic(?:iembre)?|spring|summer|fall|winter|autumn)"
)
SHAPES = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("year", r"(?:1[5-9]|20)\d\d[a-z]?"),
        ("day", r"\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d\d)|\d{4}-\d\d-\d\d"),
        ("month", MONTH),
        ("number", r"\d{1,3}"),
        ("long number", r"\d+"),
        ("range", r"[A-Za-z]?\d+[-–—‑‐][A-Za-z]?\d+"),
        ("arxiv", r"(?i:arxiv:)?\d{4}\.\d{4,5}(?:v\d+)?"),
        ("initial", r"[^\W\d_a-z](?:\.?[-‐]?[^\W\d_a-z]){0,2}"),
        ("initials", r"[^\W\d_a-z](?:\.[-‐]?[^\W\d_a-z])+"),
        ("capitals", r"[^\W\d_a-z]+"),
        ("small", r"[^\W\d_A-ZÀ-ÖØ-Þ]+"),
        ("capital", r"[^\W\d_a-zß-öø-ÿ][^\W\d_A-ZÀ-ÖØ-Þ]+"),
        ("hyphened", r"[^\W\d_]+(?:[-‐’'][^\W\d_]+)+"),
        ("roman", r"[IVXLC]+"),
        ("id", r"(?i:https?://|www\.|doi|10\.\d{4}).*"),
        ("camel", r"[^\W\d_]+"),
        ("with digits", r".*\d.*"),
    )
)
QUOTES_OPEN, QUOTES_CLOSE = '“"«„', '”"»“'
SENTENCE_END = re.compile(r"(?:[^\W\d_]{3,}|[\d)\]’”\"'»?!])[.?!][”\"’'»)]*\Z|[?!。．][”\"’»]*\Z|[,.][”»\"]\Z|[”»\"][,.]?\Z")
# What words of a stretch tell of all of it, by the first letters of the words.
TELLING: Sequence[tuple[str, re.Pattern[str]]] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        (
            "J",
            r"journ|transact|trans\Z|lett|bullet|magazin|annal|zeitschr|revist|revue|review|j\Z|rev\Z|acta|archiv|quarter|学报|杂志",
        ),
        ("C", r"proc|conf|sympos|worksh|congr|tagung|meeting|actas|actes|advances|lecture|colloq|acm|ieee|kongress"),
        (
            "P",
            r"press|publi|verlag|books?\Z|inc\Z|ltd|sons|edit(?:ora|orial|ions)|éditions|wiley|springer|elsevier|routledge|co\Z|gmbh|llc",
        ),
        ("U", r"univ|institut|college|school|depart|ministr|laborat|academ|associat|societ|center|centre|organi"),
        ("T", r"thes[ie]s|thèse|dissert|diss\Z|tesis|tese\Z|tech|report|manuscr|preprint|arxiv|working|unpubl"),
        ("E", r"eds?\Z|editors?|hrsg|hg\Z|dirs?\Z|éds?\Z|coords?\Z|orgs?\Z|trans\Z|transl|edited|herausg"),
        ("V", r"vol|nos?\Z|nr\Z|bd\Z|issue|band\Z|heft|tom[eo]|núm|jg\Z"),
        ("G", r"pp?\Z|pages?\Z|seiten?|págs?\Z|s\Z"),
        ("F", r"(?:the|of|for|in|on|with|from|to|a|an|und|der|die|das|für|zur|de|la|des|les|du|el|los|del|para|en|y|et)\Z"),
    )
)
SHAPES_TELLING = {
    "initial": "I",
    "initials": "I",
    "year": "Y",
    "number": "N",
    "range": "R",
    "small": "s",
    "capital": "c",
    "id": "L",
}
LAST = frozenset(("and", "&", "und", "et", "y", "e", "with"))
CAPITALISED = frozenset(("capital", "camel", "hyphened", "capitals"))
STRETCH_END = re.compile(r"[,;:.?!)\]”\"»，。．；：]\Z")


class Seen(NamedTuple):
    """What is seen of a token by itself: the word without the marks around it, its kind, those marks, what follows from them.

    `mine` are its features, `as_previous`, … the same as its neighbours have them.
    """

    word: str
    shape: str
    before: str
    behind: str
    opens: bool
    closes: bool
    brackets: int
    ends_sentence: bool
    ends_stretch: bool
    telling: str
    mine: tuple[str, ...]
    as_previous: tuple[str, ...]
    as_next: tuple[str, ...]
    as_far_previous: tuple[str, ...]
    as_far_next: tuple[str, ...]


@lru_cache(maxsize=50_000)
def _seen(text: str) -> Seen:
    before = BEFORE.match(text)
    start = before.end() if before else 0
    behind = BEHIND.search(text, start)
    core = text[start : behind.start() if behind else None]
    shape = next((name for name, pattern in SHAPES if pattern.fullmatch(core)), "other" if core else "mark")
    word = re.sub(r"\d", "0", core.lower())[:20] or text[:4]
    opening, closing = text[:start][-LONGEST_MARKS:], behind[0][:LONGEST_MARKS] if behind else ""
    mine = (f"w={word}", f"k={shape}", f"m={opening}_{closing}", f"e={word[-3:]}", f"b={word[:3]}", f"k={shape}_{closing}")
    opens = any(mark in QUOTES_OPEN for mark in opening)
    telling = next((name for name, pattern in TELLING if pattern.match(word)), "")
    return Seen(
        word=word,
        shape=shape,
        before=opening,
        behind=closing,
        opens=opens,
        closes=any(mark in QUOTES_CLOSE for mark in closing),
        brackets=sum(mark in "([（" for mark in opening) - sum(mark in ")]）" for mark in closing),
        ends_sentence=bool(SENTENCE_END.search(text, max(0, len(text) - 12))),
        ends_stretch=bool(STRETCH_END.search(text)),
        telling=SHAPES_TELLING.get(shape, "") + telling,
        mine=mine,
        as_previous=tuple(f"<{key}" for key in mine),
        as_next=tuple(f">{key}" for key in mine),
        as_far_previous=tuple(f"<<{key}" for key in (*mine[:2], mine[5])),
        as_far_next=tuple(f">>{key}" for key in (*mine[:2], mine[5])),
    )


def features(text: str, tokens: Sequence[Token]) -> list[list[str]]:
    """What is seen of each token, as CRFsuite takes it."""
    seen = [_seen(text[token.start : token.end]) for token in tokens]
    whole = _of_all(seen)
    sentences = _stretches([one.ends_sentence for one in seen], seen, "S")
    stretches = _stretches([one.ends_stretch for one in seen], seen, "C")
    lines = list(_lines(text, tokens))
    found = []
    for at, (one, state, sentence, stretch) in enumerate(zip(seen, _states(seen), sentences, stretches, strict=True)):
        shape = one.shape
        mine = ["bias", *one.mine, *state, *sentence, *stretch, *lines[at]]
        mine += [f"{key}&{shape}" for key in state[:3]]
        mine += [f"{key}&{state[0]}" for key in whole]
        mine += seen[at - 1].as_previous if at else ("<edge",)
        mine += seen[at + 1].as_next if at + 1 < len(seen) else (">edge",)
        mine += seen[at - 2].as_far_previous if at > 1 else ("<<edge",)
        mine += seen[at + 2].as_far_next if at + 2 < len(seen) else (">>edge",)
        if at:
            previous = seen[at - 1]
            mine.append(f"{previous.shape}{previous.behind}|{one.before}{shape}")
            mine.append(f"{previous.word}|{one.word}")
        if at + 1 < len(seen):
            following = seen[at + 1]
            mine.append(f"{shape}{one.behind}|{following.before}{following.shape}|>")
        found.append(mine)
    return found


def _lines(text: str, tokens: Sequence[Token]) -> Iterator[list[str]]:
    """For each token on which line of its text it stands, and whether that begins or ends there; nothing where there is one."""
    if "\n" not in text:
        yield from ([] for _ in tokens)
        return
    line = 0
    for at, token in enumerate(tokens):
        begins = bool(at) and "\n" in text[tokens[at - 1].end : token.start]
        ends = at + 1 < len(tokens) and "\n" in text[token.end : tokens[at + 1].start]
        line += begins
        yield [f"line={min(line, 4)}", *(["begins", f"begins {min(line, 4)}"] if begins else ["ends"] if ends else [])]


class Stretch(NamedTuple):
    """The tokens between two marks, seen as one: which telling words they hold, how many they are, how many are capitalised."""

    words: str
    length: int
    capitals: int


def _stretch(seen: Sequence[Seen]) -> Stretch:
    telling = {letter for one in seen for letter in one.telling}
    capital = sum(one.shape in CAPITALISED for one in seen)
    share = 3 * capital // max(1, capital + sum(one.shape == "small" and len(one.word) > 3 for one in seen))
    words = "".join(sorted(telling - {"s", "c"}))
    return Stretch(words, min(len(seen).bit_length(), 5), share if capital or "s" in telling else 4)


def _stretches(ends: Sequence[bool], seen: Sequence[Seen], kind: str) -> Iterator[list[str]]:
    """For each token what its stretch, the one before and the one behind it look like."""
    bounds = [0, *(at for at, end in enumerate(ends, 1) if end or at == len(ends))]
    found = [_stretch(seen[start:end]) for start, end in pairwise(bounds)]
    for at, (start, end) in enumerate(pairwise(bounds)):
        words, length, capitals = found[at]
        before, behind = found[at - 1].words if at else "|", found[at + 1].words if at + 1 < len(found) else "|"
        around = f"{kind}{before}<{words}>{behind}"
        mine = [f"{kind}{words}{length}", f"{kind}{length}{capitals}", f"{kind}<{before}", f"{kind}>{behind}", around]
        for token in range(start, end):
            place = "first" if token == start else "last" if token == end - 1 else ""
            yield [*mine, f"{kind}{place}{words}"]


def _of_all(seen: Sequence[Seen]) -> list[str]:
    """What is seen of the whole string: how titles are quoted, and where the first year stands."""
    quoted = "quoted" if any(one.opens for one in seen) else "bare"
    year = next((at for at, one in enumerate(seen) if one.shape == "year"), None)
    place = "none" if year is None else f"{4 * year // len(seen)}{seen[year].before[-1:]}{seen[year].behind[:2]}"
    return [quoted, f"year {place}", f"{quoted} year {place}"]


def _states(seen: Sequence[Seen]) -> Iterator[list[str]]:
    """Where in its string each token stands: how many sentences, years and quotes are before it, and whether it is in one."""
    sentences, inside, quotes, years, brackets, segment, since = 0, False, 0, 0, 0, 0, 9
    for at, one in enumerate(seen):
        inside = inside or one.opens
        yield [
            f"s={min(sentences, 5)}{'q' if inside else min(quotes, 2)}{min(years, 1)}",
            f"in={inside}{min(brackets, 1)}",
            f"seg={min(segment, 4)}{min(sentences, 3)}",
            f"at={min(at, 4)}",
            f"left={min(len(seen) - at - 1, 4)}",
            f"bin={8 * at // len(seen)}",
            f"and={since}{seen[at - 1].behind[:1]}" if at else "and=",
        ]
        since = 0 if one.word in LAST else min(since + 1, 6) if since < 9 else 9
        if inside and one.closes:
            inside, quotes = False, quotes + 1
        brackets = max(0, brackets + one.brackets)
        years += one.shape == "year"
        segment = 0 if one.ends_sentence else segment + 1
        sentences += one.ends_sentence
