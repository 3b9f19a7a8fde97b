"""What the name of a venue says of the kind of what came out there: "Phys. Rev. D" is a journal, "CHI '24" a conference.

Only what a name plainly says is taken; any other name says nothing. The first rule that fits decides:

1. What is submitted or under review came out nowhere.
2. A thesis ("PhD thesis, ETH Zürich"), a report ("Technical Report", "Working Paper"), a handbook or an encyclopedia.
3. A name that begins with "Journal" is one, whatever follows ("Journal of Physics: Conference Series").
4. Words for a meeting, and for a series in which meetings print: Conference, Workshop, Symposium, Findings; Lecture Notes in
   Computer Science, PMLR, Advances in Neural Information Processing Systems.
5. The proceedings of a body are its journal: of an academy, a society, an institution or an endowment (PNAS, PVLDB, those of
   the Royal Society), of the IEEE itself, of the ACM "on" something. All other proceedings are a conference's.
6. Preprint servers: arXiv, CoRR, bioRxiv and their like, SSRN, the word "preprint".
7. Words for a journal (Transactions, Letters, Review, Annals, Acta), and names that only a journal has (Nature, PLOS ONE).
8. Acronyms of conferences, then of journals; those that could be a word (CHI, SODA) have to be in capitals.

A journal's word goes before a conference's acronym, since journals are named after those: "Transactions of the ACL".
"""

import re
from functools import lru_cache

from sitegen.records import Type

UNPUBLISHED = r"(?i)^(?:submitted|under review|in (?:submission|preparation|review))\b"
THESIS = (
    r"(?i:\b(?:thesis|dissertation|habilitation\w*|(?:master|diplom|bachelor|doktor)arbeit|th[eè]se|tesis|tes[ie] d[ei]"
    r"|proefschrift)\b|[学學]位[论論]文|[博修硕碩]士[论論]文)"
)
REPORT = (
    r"(?i)\b(?:technical (?:report|memorandum|note)|tech\.? ?rep|research report|white ?paper|(?:working|discussion) papers?)\b"
)
CHAPTER = r"(?i)^(?:[\w-]+ ){0,4}(?:handbook|handbuch|encyclop(?:a?e|æ)dia|enzyklopädie)\b"
NAMED_JOURNAL = r"(?i)^(?:the )?(?:(?:international|european|american) )?journal\b"
MEETING = (
    r"(?i)\b(?:conf[eé]ren[czs]\w+|conf(?=[.,' ]|$)|konferenz|workshops?|wksp|symposi\w+|symp(?=\.)|simposio|congress"
    r"|congr[eè]so?s?|kongress|meetings?|colloqui(?:um|a)|colloques?|convention|tagung(?:sband)?|findings)\b|会议|大会"
)
SERIES = (
    r"(?i)\b(?:lecture notes in (?:computer science|artificial intelligence|bioinformatics|informatics|networks and systems"
    r"|electrical engineering|business information processing)|LNCS|LNAI|LNBI|LNBIP|LIPIcs|CEUR|PMLR"
    r"|(?:proceedings of|proc\.) mach(?:ine|\.) learn(?:ing|\.) res(?:earch|\.)"
    r"|comm(?:unications|un\.|\.) in comput(?:er|\.) and information science|CCIS"
    r"|adv(?:ances|\.)(?: in)? neural inf(?:ormation|\.) process(?:ing|\.))(?!\w)"
)
BODY = (
    r"(?i)^(?:the )?proc(?:eedings|\.)? (?:of |on )?(?:the )?(?:IEEE(?=$|[,.;:]? ?\d)"
    r"|ACM (?:on |(?:program|hum|manag|meas|interact|netw|comput)(?=\.))|privacy enhancing technol|biol sci"
    r"|(?:[^\s,:]+ ){0,6}?(?:academy|acad|society|soc|institution|institute|inst|endowment|endow)\b)"
)
PROCEEDINGS = r"(?i)\b(?:proceedings|proc(?=[. ]|$)|actes|atti)\b"
PREPRINT = (
    r"(?i)\b(?:ar[xχ]iv|CoRR|(?:bio|med|chem|tech|engr|earth|psy|soc|edu|law|ess|agri|eco)(?:ar)?r?[xχ]iv|ssrn|research square"
    r"|e?-?preprints?|e-?print archive|vixra)\b"
)
JOURNAL = (
    r"(?i)\b(?:journals?|transactions|trans|letters|lett(?=\.)|annals|annales|ann(?=\.)|magazine|mag(?=\.)|reviews?|rev(?=\.)"
    r"|quarterly|bulletin|bull(?=\.)|archives? of|acta|zeitschrift|revista|revue|rivista|communications (?:of|in|on)"
    r"|comm(?:un)?\. (?:of|in|on|ACM|pure|math|phys))\b|\bj\. |(?-i:\bJ(?= [A-Z]))|学报|杂志|學報|論文誌"
)
# Names that begin so, and names that are no more than this and perhaps a number.
FAMILY = (
    r"(?i)^(?:the )?(?:nature (?:communications|methods|physics|medicine|machine|biotech|genetics|chem|materials|neuro|climate"
    r"|human|energy|comput|electronics|astronomy|photonics|nano|protocols|cell|immunology|ecology|sustain|microbio|geoscience)"
    r"|nat\. |science (?:advances|robotics|immunology|signaling|translational)|sci\. "
    r"|cell (?:reports?|systems|stem|metabolism|host)|lancet|plos|physical review|phys\. rev"
    r"|bmc |bmj|jama|elife|peerj|frontiers in |front\. |scientific (?:reports|data)|IEEE access|new england j)"
)
WHOLE = (
    r"(?i)^(?:nature|science|cell|biometrika|econometrica|bioinformatics|automatica|neuroimage|neural (?:computation|networks)"
    r"|machine learning|artificial intelligence|pattern recognition|inventiones mathematicae"
    r"|advances in (?:mathematics|physics)|nucleic acids research|theoretical computer science)[\s,.:(]*(?:$|\d)"
)
CONFERENCES = (
    r"(?i:\b(?:NeurIPS|ICML|ICLR|AISTATS|EMNLP|NAACL|EACL|AACL|COLING|CoNLL|CVPR|ICCV|ECCV|ACCV|BMVC|WACV|MICCAI|ISBI|ICASSP"
    r"|Interspeech|ICRA|IROS|CoRL|IJCAI|AAAI|ECAI|AAMAS|ICAPS|SIG(?:IR|KDD|MOD|COMM|GRAPH|CHI|METRICS|CSE)|CIKM|WSDM|ICDM|ICDE"
    r"|EDBT|VLDB|RecSys|USENIX|OSDI|SOSP|NSDI|EuroSys|ASPLOS|OOPSLA|PLDI|ICSE|NDSS|UIST|CSCW|IJCNN|GECCO|LREC|(?:EURO|ASIA)CRYPT"
    r"|ISMIR|PAKDD|ISSTA|INFOCOM|MobiCom|TACAS)(?![A-Za-z]))"
    r"|\b(?:ACL|NIPS|CHI|KDD|WWW|SODA|STOC|FOCS|COLT|UAI|POPL|ICFP|ISCA|HPCA|FSE|CCS|PODS|LICS|CAV|ICALP|CRYPTO|TCC|COLM|MIDL"
    r"|ITCS|ISIT|HRI|IUI|DAC|ICIP|ICPR)(?![A-Za-z])"
)
JOURNALS = (
    r"\b(?:JMLR|TMLR|TACL|PNAS|PVLDB|PACMPL|PACMHCI|PoPETs|IJCV|IJRR|JAIR|JACM|CACM|[JT]?PAMI|TNNLS|TKDE|TOIS|TODS|TOG|TOPLAS"
    r"|TOSEM|TVCG|TSE|RA-L|PRL|PR[ABCDEX]|JHEP|MNRAS|ApJ|NEJM)(?![A-Za-z])"
)
RULES: tuple[tuple[str, Type | None], ...] = (
    (UNPUBLISHED, None),
    (THESIS, "thesis"),
    (REPORT, "report"),
    (CHAPTER, "chapter"),
    (NAMED_JOURNAL, "article"),
    (MEETING, "conference"),
    (SERIES, "conference"),
    (BODY, "article"),
    (PROCEEDINGS, "conference"),
    (PREPRINT, "preprint"),
    (JOURNAL, "article"),
    (FAMILY, "article"),
    (WHOLE, "article"),
    (CONFERENCES, "conference"),
    (JOURNALS, "article"),
)
COMPILED = tuple((re.compile(pattern), kind) for pattern, kind in RULES)
DEGREE = re.compile(rf"(?i:\b(?:ph\.? ?d\.?|master(?:['’]?s)?|doctoral|m\.?sc\.?) )?{THESIS}(?: de doctorat)?[\s,:.]*")


@lru_cache(maxsize=4096)
def kind(name: str) -> Type | None:
    """What a venue's name says of the kind of what came out there; None where it says nothing."""
    line = " ".join(name.split())
    return next((kind for pattern, kind in COMPILED if pattern.search(line)), None)


def institution(name: str) -> str:
    """Where a thesis was written, of what is printed as its venue: "ETH Zürich" of "PhD thesis, ETH Zürich"."""
    return DEGREE.sub("", name).strip(" ,;:.()") or name
