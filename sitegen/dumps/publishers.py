"""Who publishes, and where: the names of publishers, told by their words, and of countries and meetings without a place."""

import re
from functools import cache

_NAMED = (
    r"Springer|Elsevier|Wiley|Wiley-Blackwell|Blackwell|IEEE|ACM|MDPI|Frontiers|PMLR|USENIX(?: Association)?|Curran "
    r"Associates|Morgan Kaufmann"
    r"|Association for Computing Machinery|Association for Computational Linguistics|Institute of Electrical and Electronics "
    r"Engineers"
    r"|Taylor (?:&|and) Francis|Routledge|SAGE|De Gruyter|de Gruyter|Hindawi|IOP|IOP Publishing|Nature Portfolio|Nature "
    r"Publishing Group"
    r"|Palgrave(?: Macmillan)?|Macmillan|McGraw-Hill|Pearson Education|Prentice[- ]Hall|Addison[- ]Wesley|Kluwer|Academic "
    r"Press"
    r"|Emerald|Cell Press|PLOS|eLife Sciences|Wolters Kluwer|Lippincott Williams (?:&|and) Wilkins|American [A-Z]\w+ "
    r"(?:Society|Association|Institute)"
    r"|Royal Society(?: of \w+)?|Schloss Dagstuhl|CEUR|ISCA|SIAM|INFORMS|SciTePress|IGI Global|World Scientific"
    r"|Suhrkamp|Vieweg|Teubner|Nomos|Mohr Siebeck|Vandenhoeck & Ruprecht|Reclam|Gallimard|Seuil|Dunod|Einaudi|Mondadori"
    r"|Penguin"
    r"|O[’']Reilly(?: Media)?|Packt|No Starch Press|Cold Spring Harbor Laboratory|Society for \w+ and \w+|Optica|AIP|APS|ACS"
    r"|RSC|EDP Sciences"
    r"|Public Library of Science|BioMed Central|BMC|Copernicus|Hogrefe|Wageningen Academic|Edward Elgar|Bloomsbury|Polity"
    r"|Verso"
)
_WORD = r"(?:[^\W\d_a-z][\w.’'&-]*|of|and|for|de|del|der|&|the)"
PUBLISHER = re.compile(
    rf"(?:(?:{_NAMED})(?:[ -](?:Verlag|US|Berlin|Heidelberg|London|New York|Nature|Cham|Netherlands|Singapore|International"
    rf"|Publishing|Publishers|Publications|BV|B\.V\.|Science|Media|Company|Inc\.?|Ltd\.?|& Sons|Press|LLC|Group|Wiesbaden|VS"
    rf"|Fachmedien|\(Firm\)))*"
    rf"|(?:{_WORD}\s){{0,5}}?(?:[^\W\d_a-z][\w-]*[Vv]erlag|Verlag(?:\s{_WORD}){{0,3}}|(?:University\s"
    rf"|Universitäts)?[Pp]ress(?:es)?|Publishers?|Publishing(?:\s(?:Company|Group|House|Co\.?|Corporation))?|Pub\.|Éditions"
    rf"|Editions|Editorial|Edizioni|Editore|Ediciones|Editora)"
    rf"(?:\s(?:of|de|du|für)(?:\s{_WORD}){{1,3}})?(?:,?\s(?:Inc|Ltd|LLC|Co|Corp|GmbH|AG|KG|B\.?V)\.?)?"
    r"|(?:[^\W\d_a-z][\w.’'&-]*\s){1,3}(?:Books|Publications)"
    rf"|(?:{_WORD}\s){{0,6}}{_WORD},?\s(?:Inc|Ltd|LLC|GmbH|Corp)\.?"
    r"|(?:Éditions|Editions|Editorial|Edizioni|Presses(?: [Uu]niversitaires)?|Ediciones|Editora"
    r"|Verlag)(?:\s(?:[^\W\d_a-z][\w.’'-]*|de|du|della|la|le|des|d[’']\w+)){1,5}|\w{2,12}出版社|\w{2,12}書店)",
)
JOURNAL = re.compile(
    r"\b(?:Journal|Reviews?|Transactions|Proceedings|Conference|Annals|Letters|Magazine|Zeitschrift|Revue|Revista|Rivista)\b"
)
# Of a meeting that was nowhere.
NOWHERE = re.compile(r"(?:fully )?(?:virtual|online)(?: (?:event|conference|only|meeting))?|held virtually", re.IGNORECASE)
_MORE = (
    "USA|U.S.A.|US|U.S.|UK|U.K.|England|Scotland|Wales|Korea|South Korea|Republic of Korea|Taiwan|Hong Kong|Russia|Czech "
    "Republic|Turkey|UAE|P.R. China|PR China|The Netherlands|Deutschland"
    "|Österreich|Schweiz|Suisse|España|Italia|Brasil|México|France|Puerto Rico"
)
STATE = re.compile(
    r"A[LKZR]|C[AOT]|D[CE]|FL|GA|HI|I[DLNA]|K[SY]|LA|M[EDAINSOT]|N[EVHJMYCD]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[TA]|W[AVIY]|BC|ON"
    r"|QC|AB|NSW|VIC"
    r"|California|Massachusetts|New York|Texas|Florida|Washington|Illinois|Pennsylvania|Hawaii|Louisiana|Colorado|Utah"
    r"|Nevada|Oregon|Ontario|Quebec"
)
POSTCODE = re.compile(r"\s\d{5}(?:-\d{4})?$")
CITY = re.compile(r"(?:[^\W\d_a-z][\w’'.-]+)(?:[ -](?:[^\W\d_a-z][\w’'.-]*|de|of|am|an|der|la|le|los|las|del|upon)){0,3}")
LONGEST = 80


def is_publisher(text: str) -> bool:
    """Whether a text is a publisher's name, as far as its words tell."""
    return len(text) <= LONGEST and not JOURNAL.search(text) and bool(PUBLISHER.fullmatch(text))


def is_place(text: str) -> bool:
    """Whether a text is a country, a state of North America, or says that a meeting was in no place."""
    if len(text) > LONGEST:
        return False
    return bool(NOWHERE.fullmatch(text) or STATE.fullmatch(POSTCODE.sub("", text))) or (
        text[:1].isupper() and text in _countries()
    )


def is_city(text: str) -> bool:
    """Whether a text may be the name of a city."""
    return len(text) <= LONGEST and bool(CITY.fullmatch(text))


@cache
def _countries() -> frozenset[str]:
    from babel import Locale

    return frozenset((*Locale("en").territories.values(), *_MORE.split("|")))
