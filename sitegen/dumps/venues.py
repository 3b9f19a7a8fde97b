"""What a journal, a book or a conference is called, told from titles by its words, its shape and what stands beside it.

    Proceedings of the IEEE conference on … · Proc. Natl. Acad. Sci. USA · ACL (demo) · 计算机学报 · In: Daedalus

How natural a text is as the name of a venue is a logarithm of odds. `python -m bench.venues` counts the words and finds the
weights (`venue_words`); what they were found on and how well they tell stands there.
"""

import re
from typing import NamedTuple

from sitegen.dumps.naming import FUNCTION_WORDS
from sitegen.dumps.venue_words import ALONE, BIAS, UNKNOWN, WEIGHTS, WORDS

WORD = re.compile(r"[^\W\d_]+(?:['’][a-z]+)?")
# The names of conferences and journals that are written in capitals, with what pages set behind them: "NAACL-HLT (1)".
ACRONYM = re.compile(
    r"(?:(?:ACM|IEEE|AAAI|USENIX|IEEE/CVF|ACM/IEEE"
    r"|AAAI/ACM)\s)?(?=[\w@/&+-]*[A-Z][\w@/&+-]*[A-Z])[A-Z][\w@/&+-]{1,17}(?:\s(?:[A-Z]{2,8}|Workshops?|Findings|Conference"
    r"|Companion|Demos?|Track))?(?:\s?\([\w ]{1,24}\))?",
)
# Words that end the names of journals in Chinese, Japanese and Korean: journal, bulletin, magazine, society.
EAST_ASIAN = re.compile(
    r"(?:学报|學報|杂志|雜誌|期刊|通报|通讯|论文集|会议录|学会誌|論文誌"
    r"|ジャーナル|会議録|研究会|大会|紀要|研究報告|会议|论坛|学刊|评论|\b科学|技术|학회지|논문지|저널|学会"
    r"|セミナー)(?:[(（][^()（）]{1,20}[)）]|[A-Z])?$"
)
CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
# A word shortened with a point, as ISO 4 has it for journals (https://www.issn.org/services/online-services/access-to-the-ltwa).
SHORTENED = re.compile(r"\b[^\W\d_]{1,12}\.(?=\s|$)")
CUT = re.compile(r"(?:…|\.\.\.)")
# Journals of one word that its shape does not tell, and conferences: those of the highest rank at https://portal.core.edu.au
# and https://scholar.google.com/citations?view_op=top_venues.
ONE_WORD = frozenset(
    re.findall(
        r"\w+",
        "nature science cell lancet daedalus elife neuron blood bmj jama pnas brain cancer circulation gut immunity"
        " chest pain thorax radiology stroke neurology pediatrics chemosphere biometrika econometrica cognition"
        " bioinformatics neurocomputing neuroimage automatica joule chem matter structure development genetics evolution"
        " ecology oecologia synthese mind nous isis speculum representations corr biorxiv medrxiv arxiv ssrn chemrxiv"
        " psyarxiv techrxiv preprints tacl jmlr tmlr jair tpami ijcv tkde tods tois cacm sigkdd neurips nips icml iclr"
        " cvpr iccv eccv acl emnlp naacl eacl coling aaai ijcai kdd www sigir wsdm cikm recsys icde sigmod vldb pods chi"
        " uist cscw siggraph icra iros rss corl aistats uai colt conll lrec interspeech icassp miccai wacv bmvc accv isca"
        " micro asplos hpca osdi sosp nsdi eurosys usenix atc fast sigcomm infocom mobicom ccs ndss crypto eurocrypt"
        " asiacrypt stoc focs soda icalp popl pldi oopsla icse fse ase issta cav tacas lics colm",
    )
)
# Words that titles hold and names of venues hardly.
SMALL = FUNCTION_WORDS - {"of", "and", "on", "in", "for", "the"}
FEATURES = (
    *(
        "words",
        "unknown",
        "first",
        "length",
        "capitals",
        "function",
        "colon",
        "shortened",
        "acronym",
        "known",
        "east_asian",
        "cut",
    ),
    *("year", "month", "numbered", "pages", "said", "other", "number", "lower", "one_word"),
)


# A name has a word of three letters, or letters of which each is a word, and is not all in brackets.
NAMED = re.compile(
    r"^(?!\([^()]*\)\Z|\[[^\[\]]*\]\Z).*?(?:[^\W\d_]{3}|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]|(?:[A-Z]\W?){2})", re.DOTALL
)
# How many there are below a heading ("Conferences (7)").
COUNTED = re.compile(r"\s?\(\d+\)$")
FAMOUS, NO_NAME = 1.0, -0.5
# Persons with their initials, as some journals are shortened ("J Example"); only a word of journals tells them apart.
INITIALS = re.compile(
    r"(?:(?:[A-Z][\w’'-]+\s)?(?:[A-Z]{1,3}\b\.?[\s-]?){1,3}(?:[a-zA-Zí]{2,3}\s){0,2}[^\W\d_a-z][\w’'-]+(?:(?:,|;|,? and|,? "
    r"&)\s|$)){1,12}"
)
TELLING, SHORTEST_WORD = 1.0, 4
# What begins so is a volume that papers stand in, whatever its other words.
PROCEEDINGS = re.compile(
    r"(?:proceedings|proc\.|actes|comptes rendus|tagungsband|beiträge|actas|memorias|anais|atti) (?:of|de|du|des|der"
    r"|zur|zum|del|della|do|da)\b",
    re.IGNORECASE,
)
SURELY = 4.0


class Seen(NamedTuple):
    """A text that may be a venue's name, and whether its line has a year, a month, a volume, pages, "In", anything else."""

    text: str
    year: bool = False
    month: bool = False
    numbered: bool = False
    pages: bool = False
    said: bool = False
    other: bool = False


def likeness(seen: Seen) -> float:
    """How natural a text is as a venue's name beside what its line says: a logarithm of odds.

    A word by itself, whatever it is, is a title in some corpus, and only a famous name is more likely a venue.
    """
    alone = not any(seen[1:])
    if not NAMED.search(seen.text) or seen.text.count("(") != seen.text.count(")"):
        return NO_NAME
    if alone and CJK.search(seen.text):
        return FAMOUS if EAST_ASIAN.search(seen.text) else NO_NAME
    if alone and WORD.fullmatch(COUNTED.sub("", seen.text)):
        return FAMOUS if seen.text.lower() in ONE_WORD else NO_NAME
    if (
        alone
        and INITIALS.fullmatch(seen.text)
        and not any(len(word) >= SHORTEST_WORD and WORDS.get(word.lower(), 0.0) >= TELLING for word in WORD.findall(seen.text))
    ):
        return NO_NAME
    proceedings = SURELY * (not alone and bool(PROCEEDINGS.match(seen.text)))
    return (
        proceedings + BIAS - ALONE * alone + sum(weight * value for weight, value in zip(WEIGHTS, features(seen), strict=True))
    )


def features(seen: Seen) -> tuple[float, ...]:
    """What is weighed of a text, in the order of `FEATURES`."""
    words = WORD.findall(seen.text[:300])
    small = [word.lower() for word in words]
    many = len(words) or 1
    known = [WORDS.get(word, 0.0) for word in small]
    capital = [word[0].isupper() for word in words if word.lower() not in FUNCTION_WORDS]
    east_asian = bool(CJK.search(seen.text))
    return (
        max(-6.0, min(6.0, sum(known))),
        UNKNOWN * sum(word not in WORDS for word in small) / many,
        known[0] if known else 0.0,
        min(many, 16) / 8 if not east_asian else 0.25,
        sum(capital) / len(capital) if capital else 0.5,
        sum(word in SMALL for word in small) / many,
        float(": " in seen.text or "?" in seen.text),
        min(len(SHORTENED.findall(seen.text)), 3) / many,
        float(bool(ACRONYM.fullmatch(seen.text))),
        float(bool(small) and small[0] in ONE_WORD and (many == 1 or bool(ACRONYM.fullmatch(seen.text)))),
        float(bool(EAST_ASIAN.search(seen.text))),
        float(bool(CUT.search(seen.text))),
        *map(float, seen[1:]),
        float(bool(re.search(r"\d\W*$", seen.text))),
        float(seen.text[:1].islower()),
        float(many == 1),
    )
