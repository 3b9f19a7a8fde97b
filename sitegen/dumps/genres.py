"""What kind of publication a paper is, and what is said of its state, in the words that pages print for it.

Conference paper · Journal article · Research output: Contribution to journal › Article › peer-review · Oral · in press
"""

import re
from collections.abc import Mapping
from typing import get_args

from sitegen.records import Type

# What the letter in a key such as [c18] says, as dblp gives them; its books may be theses, and all else is anything.
KEYS: Mapping[str, Type] = {"c": "conference", "j": "article"}
# Words of pages for each type: those of dblp, ORCID, Crossref, DataCite, Pure, DSpace, HAL, PubMed, Scopus, Web of Science and
# IEEE, and the same in German, French, Spanish, Portuguese, Italian, Chinese and Japanese.
_WORDS: Mapping[Type, str] = {
    "article": "article|contribution to journal|contribution to periodical"
    "|journal article|journal paper|research article|research paper|original article|original research"
    "|original paper"
    "|review article|review|review paper|letter|short communication|brief report|case report|case reports|clinical trial"
    "|editorial"
    "|meta-analysis|systematic review|randomized controlled trial|comparative study|article in journal|article in press"
    "|magazine article"
    "|newspaper article|data paper|mini review|perspective|commentary|journal articles|journal|multicenter study|practice "
    "guideline"
    "|artikel|zeitschriftenartikel|zeitschriftenaufsatz|aufsatz|wissenschaftlicher artikel|originalarbeit|übersichtsarbeit"
    "|zeitschriftenbeitrag|beitrag in zeitschrift|article de revue|article dans une revue|article de périodique|article "
    "scientifique"
    "|artículo|artículo de revista|artículo científico|artigo|artigo de periódico|artigo científico|articolo|articolo su "
    "rivista"
    "|articolo in rivista|期刊论文|期刊文章|学術論文|学術雑誌論文|雑誌論文|原著論文|学位論文以外|논문|статья",
    "conference": "conference paper|conference papers|conference contribution|conference article|conference proceeding"
    "|conference proceedings|proceedings paper|proceedings article|inproceedings|paper in conference proceedings|conference"
    "|conference abstract|conference poster|conference item|conference object|conference or workshop item|workshop paper"
    "|conference and workshop papers|contribution to conference|paper in proceedings|meeting abstract|full conference paper"
    "|konferenzbeitrag|konferenzpaper|tagungsbeitrag|konferenzartikel|beitrag in konferenzband|konferenzveröffentlichung"
    "|communication dans un congrès|communication de conférence|actes de conférence|comunicación de congreso|ponencia"
    "|ponencia de congreso|artículo de conferencia|documento de conferencia|artigo de conferência|trabalho apresentado em "
    "evento"
    "|contributo in atti di convegno|intervento a convegno|会议论文|会議論文|国際会議論文|会议",
    "preprint": "preprint|preprints|pre-print|posted content|e-print|eprint|prépublication|preprint paper|vorabdruck|预印本"
    "|プレプリント"
    "|prépublication, document de travail|pré-publication, document de travail|preimpreso|pre-publication",
    "book": "book|books|monograph|edited book|edited volume|book (author)|book (editor)|authored book|editorship|buch"
    "|monographie|sammelband"
    "|herausgeberband|ouvrage|ouvrages|livre|libro|livro|monografia|monografía|专著|著书|図書|book/film|anthology|textbook"
    "|lehrbuch",
    "chapter": "book chapter|chapter in a book|chapter in an edited book|contribution to book"
    "|chapter in book/report/conference proceeding"
    "|chapter|book section|chapter in book|book part|part of book|parts in books or collections|book "
    "chapters"
    "|buchkapitel|kapitel|buchbeitrag|beitrag in sammelband|beitrag in buch|chapitre d'ouvrage|chapitre d’ouvrage|chapitre "
    "de livre|chapitre"
    "|capítulo de libro|capítulo de livro|capítulo|capitolo di libro|contributo in volume|图书章节|章节|entry for "
    "encyclopedia/dictionary",
    "thesis": "thesis|theses|phd thesis|ph.d. thesis|doctoral thesis|doctoral dissertation|phd dissertation|ph.d. "
    "dissertation|dissertation"
    "|master's thesis|master’s thesis|masters thesis|master thesis|msc thesis|bachelor's thesis|bachelor’s thesis|bachelor "
    "thesis"
    "|habilitation|habilitation thesis|doktorarbeit|diplomarbeit|masterarbeit|bachelorarbeit|habilitationsschrift|thèse"
    "|thèse de doctorat|mémoire|tesis|tesis doctoral|trabajo de fin de máster|tese|tese de doutorado|tese de doutoramento"
    "|dissertação de mestrado|dissertação|tesi di dottorato|tesi|tesi di laurea|博士论文|硕士论文"
    "|学位论文|博士論文|修士論文|学位論文",
    "report": "technical report|tech report|report|reports|research report|working paper|working papers|discussion paper"
    "|policy brief"
    "|white paper|commissioned report|bericht|technischer bericht|forschungsbericht|arbeitspapier|rapport|rapport technique"
    "|rapport de recherche|document de travail|informe|informe técnico|documento de trabajo|relatório|relatório técnico"
    "|rapporto tecnico|报告|技术报告|研究报告|報告書|テクニカルレポート|deliverable",
    "dataset": "dataset|data set|datasets|data|datensatz|jeu de données|conjunto de datos|conjunto de dados"
    "|数据集|データセット",
    "software": "software|computer software|computer program|program code|software paper|logiciel|软件|ソフトウェア",
    "other": "patent|blog post|presentation|lecture|talk|video|web page|website|encyclopedia entry|reference entry|erratum"
    "|corrigendum"
    "|correction|non-textual form|exhibition|performance|translation|interview|poster|other contribution|tutorial",
}
# The words of https://guidelines.openaire.eu for types, which stand behind a prefix.
SEMANTICS: Mapping[str, Type] = {
    "article": "article",
    "review": "article",
    "conferenceobject": "conference",
    "conferenceproceedings": "conference",
    "preprint": "preprint",
    "book": "book",
    "bookpart": "chapter",
    "doctoralthesis": "thesis",
    "masterthesis": "thesis",
    "bachelorthesis": "thesis",
    "report": "report",
    "workingpaper": "report",
    "other": "other",
}
TYPES: Mapping[str, Type] = {
    **{word: kind for kind in get_args(Type) for word in _WORDS[kind].split("|")},
    **{f"info:eu-repo/semantics/{word}": kind for word, kind in SEMANTICS.items()},
}
# Words that are buttons or headings where they stand alone in a line.
AMBIGUOUS = frozenset(
    re.findall(
        r"\w+",
        "report reports poster presentation book books data video talk lecture website web page review journal"
        " conference other software interview translation correction letter tutorial performance dataset datasets text"
        " communication thesis theses",
    )
)
# "Research output: Chapter in Book/Report/Conference proceeding › Conference contribution › peer-review" of Elsevier's Pure.
OUTPUT = re.compile(
    r"(?:research output|publikation|forschungsoutput|veröffentlichung|production scientifique|résultats de recherche"
    r"|producción científica"
    r"|publication|output type|resultado de la investigación|contributo|forskningsoutput"
    r"|onderzoeksoutput)\s*[:：]\s*(?P<kinds>[^:：]{3,160})",
    re.IGNORECASE,
)
ARROW = re.compile(r"\s*[›>»→/]\s*")
_AWARD = (
    r"(?:(?:awarded |winner of )?(?:the )?(?:best|outstanding|distinguished|exceptional|notable)[\w -]{0,40}(?:paper|article"
    r"|thesis|poster|demo|reproduction)s?(?: award)?"
    r"(?: (?:nominee|nomination|finalist|candidate|runner-up|honorable mention|winner|mention))?|test[ -]of[ -]time(?: "
    r"paper)?(?: award)?"
    r"|(?:honou?rable mention|runner[- ]up|spotlight|oral|award (?:nominee|candidate|finalist))(?: for .{3,40})?|(?:student"
    r"|people[’']s choice|reviewers?[’']?|audience|community|science|research|impact|paper|thesis|honou?rable)(?: "
    r"\w{1,12}){0,2} award(?: winner)?)"
)
NOTE = re.compile(
    r"(?:notable|oral|spotlight|poster|highlight|award)?[- :]{0,3}top[ -]?\d{1,2}%"
    rf"|(?:conference )?(?:oral|spotlight|poster|highlight)s?(?: (?:presentation|paper|session|track|equivalent))?|{_AWARD}"
    r"|(?:now )?(?:in press|in print|forthcoming|to appear|to be published|online first|online ahead of print|corrected "
    r"proof|uncorrected proof|journal pre-proof|pre-proof|early access|ahead of print|epub ahead of print"
    r"|article in press|in revision|in review|in preparation|under review|under submission|submitted|withdrawn|retracted"
    r"|desk rejected|(?:withdrawn |rejected |desk rejected )?submission"
    r"|minor revision|major revision|invited(?: paper| talk)?|camera[- ]ready|extended (?:abstract|version)|accepted(?: "
    r"paper)?|rejected"
    r"|long paper|short paper|full paper|regular paper|demo(?: paper)?|late[- ]breaking(?: (?:work|results|abstract))?"
    r"|main(?: conference)?(?: track)?|datasets? and benchmarks?(?: track)?|findings|industry track|student paper)"
    r"|(?:accepted|submitted|to be presented|invited|under review) (?:as|for|to|at|in|by|with) [^.;]{2,120}|(?:published"
    r"|presented|appeared) as [^.;]{2,120}"
    r"|selected (?:as|for) [^.;]{2,60}"
    r"|im (?:druck|erscheinen|review)|erscheint(?: demnächst)?|(?:zur veröffentlichung )?angenommen|eingereicht|à paraître"
    r"|sous presse|accepté"
    r"|en prensa|aceptado|próxima publicación|no prelo|aceito|in corso di (?:stampa|pubblicazione)|accettato"
    r"|印刷中|已录用|待发表|採択"
    r"|最优论文奖",
    re.IGNORECASE,
)
# Marks that say how a paper may be had or was handled; none of them says what it is.
ACCESS = re.compile(
    r"(?:(?:gold|green|bronze|hybrid|diamond) )?open[ -]access|closed access|(?:full[- ]?text|pdf|code|data|free|preprint) "
    r"(?:access|available|article)"
    r"|full[- ]text(?: (?:access|available|article|pdf|html|free))?|free(?: pmc)?(?: (?:full text|article|access))?|free|pmc"
    r"|(?:peer[- ]review(?:ed)?|refereed|non-refereed|not peer[- ]reviewed|begutachtet|avec comité de lecture|revisado por "
    r"pares)"
    r"|\(?v\d{1,2}\)?|this version(?:, v\d+)?|\[[a-z]?\d{1,4}\]|since \d{4}|cross-list(?:ed)? from [\w.-]+|replaced"
    r"|any time|\(current\)|current"
    r"|[ivxlc]+\s?[-–]\s?[ivxlc]+|has (?:code|pdf|data)|for this version|page \d+ of \d+|acceptance "
    r"rate:?\s?[\d.]+\s?%|cc[ -]by(?:[ -](?:nc|sa|nd))*(?: \d\.\d)?|cc0|licensed content|subscription|file|files?|new "
    r"results|confirmatory results|contradictory results|original"
    r"|publication stage: final|final|published|version of record|accepted manuscript|author(?:’|')s version|in english"
    r"|english|german|french|spanish"
    r"|chinese|japanese|portuguese|italian|deutsch|englisch|französisch|anglais|allemand|inglés|项目|paper|papers|publication"
    r"|preliminary|restricted"
    r"|metadata only|no full text|zugriff frei|freier zugriff|libre accès|acceso abierto|acesso aberto|accesso "
    r"aperto|开放获取"
    r"|オープンアクセス|公开",
    re.IGNORECASE,
)
# The longest of these words.
LONGEST = 160


def ambiguous(text: str) -> Type | None:
    """The type that a word alone may name, which may say something else as well."""
    word = text.lower()
    return TYPES.get(word) if word in AMBIGUOUS else None


def type_of(text: str) -> Type | None:
    """The type that a text names and nothing else ("Conference Paper" → conference), None where it names none."""
    word = text.lower()
    return TYPES.get(word) or TYPES.get(word.replace("-", " ")) if len(text) <= LONGEST else None


def output(text: str) -> Type | None:
    """The type that a line of Pure names ("Research output: Contribution to journal › Article › peer-review").

    Where arrows part what it says, it needs no label.
    """
    match = OUTPUT.fullmatch(text) if ":" in text or "：" in text else None
    alone = text if "›" in text and len(text) <= LONGEST else ""
    steps = ARROW.split(match["kinds"] if match else alone)
    return next((kind for step in reversed(steps) if (kind := type_of(step.strip()))), None)


def is_note(text: str) -> bool:
    """Whether a text says how a paper was honoured or how far it is on its way into print, and nothing else."""
    return len(text) <= LONGEST and bool(NOTE.fullmatch(text))


def is_access(text: str) -> bool:
    """Whether a text is a mark of a page about how a paper may be had or was handled."""
    return len(text) <= LONGEST and bool(ACCESS.fullmatch(text))
