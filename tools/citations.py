"""Made-up references with their labels: real titles and names, everything else at random, printed as no style ever was.

A style is drawn once and prints many records, as a list does. What it prints is a sequence of `Piece`s, each with its label.
"""

from collections.abc import Callable, Sequence
from random import Random
from typing import NamedTuple

from sitegen.dumps.tagging import Label


class Piece(NamedTuple):
    """A part of a reference as printed, with the marks behind it, and what it is."""

    label: Label
    text: str


class Name(NamedTuple):
    """A person's name in parts."""

    given: str
    family: str


class Citation(NamedTuple):
    """All that may be said of one paper; a style prints what it has a place for."""

    kind: str
    title: str
    authors: tuple[Name, ...]
    container: str
    date: tuple[int, int, int]
    volume: str
    issue: str
    pages: tuple[str, str]
    publisher: str
    place: str
    editors: tuple[Name, ...]
    series: str
    doi: str
    arxiv: str


class Pools(NamedTuple):
    """What made-up citations are made of."""

    titles: Sequence[str]
    names: Sequence[Name]
    conferences: Sequence[str]
    journals: Sequence[str]
    books: Sequence[str]
    publishers: Sequence[str]
    places: Sequence[str]


class Tongue(NamedTuple):
    """The words of references in one language; alternatives are parted by bars."""

    last: str
    inside: str
    volume: str
    issue: str
    pages: str
    more: str
    thesis: str
    editors: str
    months: str
    edition: str
    retrieved: str
    note: str


ENGLISH = Tongue(
    "and|&|and|&",
    "In|in|In:|In Proc. of|in:",
    "vol.|Vol.|volume|v.|Volume",
    "no.|No.|issue|number|iss.|Issue",
    "pp.|p.|pages|pp|Pages|pg.",
    "et al.|et al.|et al.|et al|and others|…|...",
    "PhD thesis|Ph.D. dissertation|Doctoral dissertation|Master's thesis|PhD diss.|Master thesis|Bachelor's thesis|Thesis (Ph.D.)",
    "(Eds.)|(eds.)|(Ed.)|eds.|, editors|, editor|ed.",
    "January|February|March|April|May|June|July|August|September|October|November|December",
    "2nd ed.|(3rd ed.)|Second edition|2nd edn|4th edition|(2nd ed.)",
    "Available at:|Retrieved from|URL|Available from:|Accessed|Available online:",
    "in press|forthcoming|to appear|In press|under review|accepted|submitted|Best Paper Award|Oral|Spotlight|Invited paper"
    "|(Best Student Paper)|[Oral]|(in press)|(to appear)|Preprint|Poster|(Outstanding Paper Award)|Unpublished manuscript"
    "|Equal contribution|(spotlight)|Conference paper|Honorable mention|acceptance rate 21%|[Review]|Published online",
)
GERMAN = Tongue(
    "und|und|&|u.",
    "In:|In|in:",
    "Bd.|Band|Jg.|Jahrgang",
    "Nr.|Heft|H.|Ausgabe",
    "S.|Seiten|S|Ss.",
    "et al.|u. a.|u.a.|et al.|und andere",
    "Dissertation|Diss.|Masterarbeit|Doktorarbeit|Diplomarbeit|Habilitationsschrift",
    "(Hrsg.)|(Hg.)|Hrsg. v.|(Hrsg.)",
    "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember",
    "2. Aufl.|3. Auflage|2., überarbeitete Auflage",
    "Verfügbar unter:|Abgerufen von|URL:|Online:",
    "im Druck|im Erscheinen|eingereicht|in Vorbereitung|(im Druck)|angenommen",
)
FRENCH = Tongue(
    "et|et|&",
    "In|in|dans|In :|Dans :",
    "vol.|Vol.|t.|tome",
    "n°|no|nº|n°",
    "p.|pp.|p|pages",
    "et al.|et coll.|et al.|et autres",
    "Thèse de doctorat|Thèse|Mémoire de master|Thèse de l'Université",
    "(dir.)|(éd.)|(éds.)|dir.",
    "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre",
    "2e éd.|2e édition|nouvelle édition",
    "Disponible sur :|En ligne :|URL :|Consulté sur",
    "à paraître|sous presse|soumis|accepté|(à paraître)",
)
SPANISH = Tongue(
    "y|y|&|e",
    "En|en|En:|In",
    "vol.|Vol.|volumen|tomo",
    "núm.|n.º|no.|Núm.",
    "pp.|p.|págs.|páginas",
    "et al.|y otros|et al.|y cols.",
    "Tesis doctoral|Tesis de maestría|Tesis de licenciatura|Tese de doutorado|Dissertação de mestrado",
    "(Eds.)|(Ed.)|(coord.)|(coords.)|(Org.)",
    "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre",
    "2.ª ed.|2a ed.|3ª edición",
    "Disponible en:|Recuperado de|URL:|Disponível em:",
    "en prensa|aceptado|en revisión|no prelo|(en prensa)|aceito",
)
TONGUES = (ENGLISH,) * 7 + (GERMAN, FRENCH, SPANISH)
SHORT_VENUES = (
    "ICML|NeurIPS|NIPS|ICLR|ACL|EMNLP|NAACL|CVPR|ICCV|ECCV|AAAI|IJCAI|KDD|SIGIR|WWW|CHI|UIST|SOSP|OSDI|NSDI|USENIX Security|CCS|S&P"
    "|STOC|FOCS|SODA|ICSE|FSE|PLDI|POPL|ICRA|IROS|RSS|CoRL|INTERSPEECH|ICASSP|COLING|EACL|CoNLL|TACL|JMLR|TMLR|CoRR|SIGMOD|VLDB|ICDE"
    "|UAI|AISTATS|COLT|ALT|MICCAI|MIDL|WACV|BMVC|EuroSys|ASPLOS|ISCA|MICRO|HPCA|SIGGRAPH|LREC|ACL (1)|ACL (Findings)|NAACL-HLT (1)"
    "|CVPR Workshops|ICLR (Poster)|EMNLP (1)|IEEE Trans. Pattern Anal. Mach. Intell.|Proc. Natl. Acad. Sci. USA|Nat."
    "|Trans. Assoc. Comput. Linguistics|IEEE Access|Neurocomputing|Pattern Recognit.|J. ACM|Commun. ACM|Mach. Learn.|Sensors|COLM|CHIL"
).split("|")
JOURNALS = (
    "Nature|Science|Cell|PLOS ONE|The Lancet|Journal of the ACM|Communications of the ACM|Physical Review Letters|Physical Review D"
    "|Journal of Machine Learning Research|Computational Linguistics|Machine Learning|Artificial Intelligence|Annual Review of Biophysics"
    "|Proceedings of the National Academy of Sciences|Proceedings of the IEEE|IEEE Transactions on Information Theory|Nat Methods"
    "|Transactions of the Association for Computational Linguistics|Journal of Personality and Social Psychology|Psychological Review"
    "|American Economic Review|Econometrica|The Quarterly Journal of Economics|Journal of Political Economy|Review of Economic Studies"
    "|N Engl J Med|JAMA|BMJ|Annals of Internal Medicine|Nat Biotechnol|Nucleic Acids Res|Bioinformatics|Genome Biology|eLife|Neuron"
    "|J. Am. Chem. Soc.|Angew. Chem. Int. Ed.|Chem. Rev.|Phys. Rev. B|Astrophys. J.|MNRAS|Astronomy & Astrophysics|Nature Communications"
    "|Scientific Reports|Scientific Data|Daedalus|Language|Linguistic Inquiry|Cognition|Cognitive Science|Journal of Memory and Language"
    "|The American Historical Review|Past & Present|Critical Inquiry|PMLA|Isis|Ethics|Mind|The Philosophical Review|Noûs|Synthese"
    "|Annals of Mathematics|Inventiones Mathematicae|SIAM Journal on Computing|Annals of Statistics|Biometrika|JASA|Statistical Science"
    "|Journal of Applied Physics|Applied Physics Letters|Optics Express|IEEE Photonics Technology Letters|Sensors|Remote Sensing"
    "|Water Resources Research|Journal of Geophysical Research: Atmospheres|Geology|Ecology Letters|American Naturalist|Evolution"
    "|Journal of Finance|Strategic Management Journal|Organization Science|Management Science|MIS Quarterly|Journal of Marketing"
    "|Zeitschrift für Physik|Historische Zeitschrift|Die Sprache|Revue d'histoire moderne et contemporaine|Annales|Revista de Occidente"
    "|Estudios Filológicos|Revista Brasileira de Física|Deutsche Zeitschrift für Philosophie|Langages|Revue philosophique"
    "|IEEE Transactions on Pattern Analysis and Machine Intelligence|IEEE Robotics and Automation Letters|Int. J. Comput. Vis."
).split("|")
PUBLISHERS = (
    "MIT Press|Cambridge University Press|Oxford University Press|Springer|Elsevier|Wiley|Routledge|Academic Press|ACM|IEEE|PMLR"
    "|Association for Computational Linguistics|Association for Computing Machinery|University of Chicago Press|Sage|Curran Associates"
    "|Princeton University Press|Morgan Kaufmann|CRC Press|De Gruyter|Suhrkamp|Gallimard|Presses universitaires de France|Alianza Editorial"
    "|Springer-Verlag|Harvard University Press|Penguin|Norton|World Scientific|O'Reilly Media|AAAI Press|USENIX Association|Mohr Siebeck"
    "|Vandenhoeck & Ruprecht|Armand Colin|Fondo de Cultura Económica|Addison-Wesley|Prentice Hall|Chapman & Hall|Birkhäuser|BMJ Publishing"
).split("|")
PLACES = (
    "Cambridge, MA|New York|New York, NY, USA|Berlin|London|Paris|Oxford|Cambridge|Berlin, Heidelberg|Amsterdam|Madrid|Barcelona|Chicago"
    "|Vancouver, Canada|Lisbon, Portugal|Doha, Qatar|Long Beach, CA, USA|Honolulu, Hawaii, USA|Online|Florence, Italy|Minneapolis, Minnesota"
    "|Vienna, Austria|Addis Ababa, Ethiopia|Beijing, China|Tokyo, Japan|Seattle, WA|San Francisco|Tübingen|Göttingen|München|Frankfurt am Main"
    "|Ciudad de México|Buenos Aires|São Paulo|Lyon|Genève|Zürich|Wien|Stockholm, Sweden|Melbourne, Australia|Virtual Event|Singapore|Leipzig"
    "|Hong Kong, China|Brussels, Belgium|Baltimore, Maryland|Punta Cana, Dominican Republic|Abu Dhabi, UAE|Dublin|Seoul, Korea|Toronto"
).split("|")
UNIVERSITIES = (
    "Stanford University|MIT|University of Cambridge|Universität Tübingen|Université Paris-Saclay|Universidad de Chile|ETH Zürich"
    "|University of Toronto|Technische Universität München|Universidade de São Paulo|Carnegie Mellon University|Harvard University"
).split("|")
HAN_FAMILIES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
HAN_GIVEN = "伟芳娜敏静强磊军洋勇艳杰涛明超霞平刚建国华文志鹏"
HAN_TITLES = (
    "基于深度学习的文本分类方法研究|面向低资源语言的机器翻译|知识图谱构建技术综述|大规模预训练语言模型的研究进展|图神经网络在推荐系统中的应用"
    "|中文命名实体识别研究|一种改进的遗传算法及其应用|我国人口老龄化的经济影响|城市化与环境污染的关系|基于注意力机制的图像描述生成|唐代诗歌研究"
).split("|")
HAN_JOURNALS = (
    "计算机学报|软件学报|中文信息学报|自动化学报|中国科学|经济研究|文学评论|物理学报|管理世界|电子学报|心理学报".split("|")
)
HAN_PLACES = (("北京", "科学出版社"), ("上海", "上海人民出版社"), ("北京", "清华大学出版社"), ("北京", "高等教育出版社"))


def citation(pools: Pools, chance: Random) -> Citation:
    """A paper that is none."""
    kind = chance.choices(
        ("journal", "conference", "book", "chapter", "thesis", "preprint", "report"), (34, 34, 9, 8, 4, 8, 3)
    )[0]
    people = chance.choices((1, 2, 3, 4, 5, 8, 12), (16, 22, 22, 16, 12, 8, 4))[0]
    first = chance.randint(1, 3000)
    journal, conference = chance.random() < 0.6, chance.random() < 0.7
    container = {
        "journal": chance.choice(JOURNALS if journal else pools.journals),
        "conference": chance.choice(pools.conferences if conference else SHORT_VENUES),
        "chapter": chance.choice(pools.books),
    }.get(kind, "")
    last = first + chance.randint(1, 40)
    pages = [(str(first), str(last)), (str(first), str(last)[-2:]), (str(first), ""), (f"e{first}", ""), (f"{first * 37}", "")]
    return Citation(
        kind=kind,
        title=chance.choice(pools.books if kind == "book" and chance.random() < 0.6 else pools.titles),
        authors=tuple(chance.choice(pools.names) for _ in range(people)),
        container=container,
        date=(
            chance.randint(1985, 2026) if chance.random() < 0.9 else chance.randint(1890, 1985),
            chance.randint(1, 12),
            chance.randint(1, 28),
        ),
        volume=str(chance.randint(1, 400))
        if chance.random() < 0.95
        else chance.choice(("XII", "IV", "12A", "E86", "abs/1706.03762")),
        issue=chance.choice((str(chance.randint(1, 12)), str(chance.randint(1, 900)), "3-4", "6245", "Suppl 1", "S2")),
        pages=chance.choices(pages, (70, 12, 8, 5, 5))[0],
        publisher=chance.choice(
            UNIVERSITIES if kind in {"thesis", "report"} else PUBLISHERS if chance.random() < 0.6 else pools.publishers
        ),
        place=chance.choice(PLACES if chance.random() < 0.7 else pools.places),
        editors=tuple(chance.choice(pools.names) for _ in range(chance.randint(1, 3))),
        series=chance.choice(
            ("Lecture Notes in Computer Science", "LNCS", "Advances in Mathematics", "CEUR Workshop Proceedings", "LIPIcs")
        ),
        doi=f"10.{chance.randint(1000, 49999)}/{chance.choice(('s', 'journal.pone.', 'v1/', 'j.cell.', 'annurev-', ''))}{chance.randint(1000, 99999)}"
        f"{chance.choice(('', '.017', '-1020', 'X'))}",
        arxiv=f"{chance.randint(7, 26):02}{chance.randint(1, 12):02}.{chance.randint(10000, 19999)}",
    )


# How a style prints names ----------------------------------------------------------------------------------------------------


def _initials(given: str, dot: str = ". ", hyphen: str = ".-") -> str:
    return dot.join(hyphen.join(part[0] for part in word.split("-") if part) for word in given.split()) + dot.rstrip()


NAMES: Sequence[Callable[[Name], str]] = (
    lambda name: f"{_initials(name.given)} {name.family}",
    lambda name: f"{name.given} {name.family}",
    lambda name: f"{name.family}, {_initials(name.given)}",
    lambda name: f"{name.family} {_initials(name.given, '', '')}",
    lambda name: f"{name.family}, {name.given}",
    lambda name: f"{name.family} {_initials(name.given, '.', '.-')}",
    lambda name: f"{name.family.upper()}, {name.given}",
    lambda name: f"{name.family.upper()} {_initials(name.given, '. ')}",
    lambda name: f"{_initials(name.given, '.', '.-')} {name.family}",
    lambda name: f"{name.family}, {_initials(name.given, '.', '.-')}",
    lambda name: f"{name.family}, {_initials(name.given, '', '')}",
    lambda name: f"{name.family} {name.given}",
    lambda name: f"{_initials(name.given, ' ', '-')} {name.family}",
)
NAME_WEIGHTS = (20, 26, 20, 14, 8, 4, 3, 2, 6, 4, 2, 2, 2)


class Style(NamedTuple):
    """How one list prints its references; what its pieces look like is drawn once."""

    order: str
    name: int
    first_reversed: bool
    comma: str
    final: str
    most: int
    tongue: Tongue
    number: str
    quotes: tuple[str, str]
    year: str
    mark: str
    seed: int


ORDERS = (
    ("A (Y). T. C, V, P. D", 12),
    ("A. Y. T. C V, P. D", 8),
    ("A, T, C, V, P, Y. D", 16),
    ("A. T. C, V, P, Y. D", 12),
    ("A. T. C. Y;VP. D", 7),
    ("A: T. C Y: P D", 7),
    ("A: T. C V: P (Y) D", 6),
    ("A. T. C V, P (Y). D", 6),
    ("A T. C V:P D", 3),
    ("A (Y) T. C V:P. D", 4),
    ("A (Y): T. C V, P. D", 4),
    ("A, Y. T. C, V, P. D", 5),
    ("A, Y, T, C, V, P. D", 3),
    ("A T, C V (Y), P. D", 3),
    ("T. A. C, Y. D", 8),
    ("T. A. C V, P, Y. D", 4),
    ("T, A, C, Y D", 3),
    ("A, T. C, Y. D", 4),
    ("T - A - C Y D", 2),
    ("T - A. C Y. D", 4),
    ("T - A. C, Y", 1),
    ("T (A, Y) D", 1),
    ("T. W. C, V, P, Y. D", 3),
    ("T. C, Y. W. D", 2),
    ("Y. A. T. C, V, P. D", 2),
    ("Y: A, T, C V, P D", 1),
    ("A, C V, P, Y. D", 2),
    ("A, C Y, V, P. D", 2),
    ("A, Y, C. P", 2),
    ("T. C Y: P", 2),
    ("T. C, V, P, Y. D", 2),
    ("A. T. Y. D", 2),
    ("A: T, C, P, Y D", 3),
    ('A, "T", C, V, Y, P. D', 3),
    ('A. "T." C V (Y): P. D', 5),
    ("C, Y. A. T. D", 1),
    ("A T C Y D", 1),
    ("T\nA\nC, V, P, Y. D", 3),
    ("T\nA\nC Y\nD", 3),
    ("T\nA. C, Y", 2),
    ("A:\nT. C Y: P D", 3),
    ("A:\nT. C V: P (Y) D", 2),
    ("T\nA, Y, C. P", 3),
    ("Y\nT\nA\nC", 2),
    ("C Y\nT\nA", 2),
    ("A\nT\nC, Y D", 2),
    ("T\nC, Y\nA", 2),
    ("T\nA", 1),
)


def style(chance: Random) -> Style:
    """A style that nobody drew before."""
    tongue = chance.choice(TONGUES)
    order = chance.choices([order for order, _ in ORDERS], [weight for _, weight in ORDERS])[0]
    return Style(
        order=order,
        name=chance.choices(range(len(NAMES)), NAME_WEIGHTS)[0],
        first_reversed=chance.random() < 0.1,
        comma=chance.choices((", ", "; ", " and ", " ; ", " · "), (80, 15, 3, 1, 1))[0],
        final=chance.choice((" {}", ", {}", " {}", ", {}", "")),
        most=chance.choices((99, 1, 3, 6), (70, 8, 10, 12))[0],
        tongue=tongue,
        number=chance.choices(
            (
                "",
                "[{}] ",
                "{}. ",
                "({}) ",
                "{}) ",
                "• ",
                "- ",
                "[c{}] ",
                "[J{}] ",
                "{} ",
                "[Roe{}] ",
                "* ",
                "{}",
                "C{}. ",
                "– ",
            ),
            (45, 14, 12, 3, 2, 6, 4, 2, 1, 1, 1, 2, 1, 1, 1),
        )[0],
        quotes=chance.choices(
            (("", ""), ("“", "”"), ('"', '"'), ("«\xa0", "\xa0»"), ("„", "“"), ("'", "'"), ("‘", "’")), (58, 20, 10, 2, 3, 2, 3)
        )[0],
        year=chance.choices(("y", "m y", "y m", "y m d", "d m y", "m d, y"), (60, 16, 6, 6, 6, 6))[0],
        mark=chance.choices(("", "*", "¹", "†", "**"), (88, 4, 3, 2, 3))[0],
        seed=chance.randrange(1 << 30),
    )


def printed(one: Citation, how: Style, number: int, chance: Random) -> list[Piece]:
    """A reference in a style: its pieces in order, blanks to be put between them."""
    draw = Random(how.seed)
    parts = {
        "A": lambda: [Piece("author", _byline(one.authors, how, chance))],
        "W": lambda: [
            Piece(
                "author",
                f"{draw.choice(('(with', 'with', 'With', 'Joint work with'))} {_byline(one.authors[1:] or one.authors, how, chance)}",
            )
        ],
        "T": lambda: [Piece("title", one.title)],
        "C": lambda: _container(one, how, draw, chance),
        "V": lambda: _volume(one, how, draw),
        "P": lambda: _pages(one, how, draw),
        "Y": lambda: [Piece("date", _date(one, how, chance))],
        "D": lambda: _ids(one, how, draw, chance),
    }
    kept = [Piece("number", how.number.format(number).strip())] if how.number else []
    kept += _in_order(how, one, parts)
    return _behind(how, kept, chance)


def _in_order(how: Style, one: Citation, parts: dict[str, Callable[[], list[Piece]]]) -> list[Piece]:
    """The parts in the style's order, each with the marks that stand around its letter there."""
    found: list[Piece] = []
    before = skipped = ""
    for at, letter in enumerate(how.order):
        if letter not in parts:
            before += letter
            continue
        pieces = parts[letter]() if letter != "W" or one.authors[1:] else []
        if not pieces:
            before, skipped = "", skipped or before
            continue
        behind, opening = _around(skipped if skipped and before.strip() in {"", ",", ":"} else before)
        if found:
            found[-1] = _ended(found[-1], behind)
        before = skipped = ""
        if letter == "T":
            pieces[0] = _quoted(pieces[0], how, how.order[at + 1 : at + 2])
        pieces[0] = pieces[0]._replace(text=opening + pieces[0].text)
        found += pieces
    if found:
        found[-1] = _ended(found[-1], (before or skipped).rstrip())
    return found


def _around(marks: str) -> tuple[str, str]:
    """What of the marks between two parts stands behind the first one, and what before the second."""
    opening = "".join(mark for mark in marks if mark in '("')
    return marks.rstrip('("'), opening if opening == "(" else ""


def _ended(piece: Piece, marks: str) -> Piece:
    text = piece.text
    bare = marks.replace('"', "").strip() if marks.strip() != "-" else " -"
    if (
        text.endswith((".", "?", "!", ".”", ",”", '."', ',"', "?”", "!”"))
        and bare[:1] in {".", ","}
        and piece.label != "author"
    ) or (bare[:1] == "." and text.endswith(".")):
        bare = bare[1:]
    return piece._replace(text=text + bare + "\n" * ("\n" in marks))


def _quoted(piece: Piece, how: Style, following: str) -> Piece:
    opening, closing = how.quotes
    if not opening:
        return piece
    inner = piece.text.rstrip(".")
    american = following in {",", "."} and how.seed % 2 and closing in {"”", '"'}
    return piece._replace(text=f"{opening}{inner}{following if american else ''}{closing}")


def _byline(names: Sequence[Name], how: Style, chance: Random) -> str:
    shown = names if len(names) <= how.most else names[: 1 if how.most == 1 else how.most]
    one = NAMES[how.name]
    texts = [one(name) for name in shown]
    if how.first_reversed:
        texts = [NAMES[4 if how.name == 1 else 2](shown[0]), *(NAMES[1 if how.name == 1 else 0](name) for name in shown[1:])]
    if how.mark and chance.random() < 0.5:
        at = chance.randrange(len(texts))
        texts[at] = f"**{texts[at]}**" if how.mark == "**" else f"{texts[at]}{how.mark}"
    if len(shown) < len(names):
        return (
            how.comma.join(texts)
            + chance.choice((", ", " "))
            + how.tongue.more.split("|")[how.seed % 7 % len(how.tongue.more.split("|"))]
        )
    if len(texts) == 1 or not how.final:
        return how.comma.join(texts)
    last = how.tongue.last.split("|")
    return how.comma.join(texts[:-1]) + how.final.format(last[how.seed % len(last)]) + " " + texts[-1]


def _date(one: Citation, how: Style, chance: Random) -> str:
    year, month, day = one.date
    if chance.random() < 0.02:
        return chance.choice(("n.d.", "in press", "forthcoming", "to appear", "s. f.", "o. J."))
    name = how.tongue.months.split("|")[month - 1]
    name = name[:3] + ("." if how.seed % 3 == 0 else "") if how.seed % 2 else name
    suffix = chance.choice("ab") if chance.random() < 0.04 else ""
    dotted = "." if how.tongue is GERMAN else ""
    return {
        "y": f"{year}{suffix}",
        "m y": f"{name} {year}",
        "y m": f"{year} {name}",
        "y m d": f"{year} {name} {day}",
        "d m y": f"{day}{dotted} {name} {year}",
        "m d, y": f"{name} {day}, {year}",
    }[how.year]


def _one_of(words: str, draw: Random) -> str:
    return draw.choice(words.split("|"))


def _container(one: Citation, how: Style, draw: Random, chance: Random) -> list[Piece]:
    tongue = how.tongue
    inside = _one_of(tongue.inside, draw)
    series = draw.random() < 0.2
    ending = draw.choice((":", ",", " :"))
    place_first = draw.random() < 0.5
    edited = draw.random() < 0.7
    if one.kind == "journal":
        return [Piece("container", one.container)]
    if one.kind == "conference":
        named = one.container + (
            f" ({chance.choice(SHORT_VENUES)})" if chance.random() < 0.1 and len(one.container) > 20 else ""
        )
        dressed = (f"{inside} " if draw.random() < 0.6 else "") + (f"{one.date[0]} " if chance.random() < 0.04 else "") + named
        place = [Piece("place", one.place)] if draw.random() < 0.3 else []
        publisher = [Piece("publisher", one.publisher)] if draw.random() < 0.2 else []
        behind = [piece._replace(text=f"{piece.text}") for piece in (*place, *publisher)]
        return _joined(
            [Piece("container", dressed), *([Piece("container", one.series)] if series else []), *behind],
            draw.choice((",", ".")),
        )
    house = [Piece("place", one.place + ending), Piece("publisher", one.publisher)]
    if not place_first:
        house = [Piece("publisher", f"{one.publisher},"), Piece("place", one.place)]
    if draw.random() < 0.35:
        house = [Piece("publisher", one.publisher)]
    if one.kind == "chapter":
        names = _byline(one.editors, how._replace(first_reversed=False, name=draw.choice((0, 1, how.name))), chance)
        editors = Piece("editor", f"{inside} {names} {_one_of(tongue.editors, draw)},".replace(" ,", ","))
        book = [editors, Piece("container", one.container)] if edited else [Piece("container", f"{inside} {one.container}")]
        return (
            [*_joined(book, "" if edited else "."), *house]
            if not edited
            else [editors, Piece("container", f"{one.container}{draw.choice('.,')}"), *house]
        )
    if one.kind == "book":
        edition = [Piece("note", _one_of(tongue.edition, draw) + draw.choice((".", ",")))] if chance.random() < 0.25 else []
        return [*edition, *house]
    if one.kind == "thesis":
        return [Piece("note", f"{_one_of(tongue.thesis, draw)},"), Piece("publisher", one.publisher)]
    if one.kind == "report" and draw.random() < 0.3:
        return [
            Piece("note", f"NBER Working Papers {chance.randint(100, 39999)},"),
            Piece("publisher", "National Bureau of Economic Research, Inc"),
        ]
    if one.kind == "report":
        kind = draw.choice(("Technical report", "Tech. Rep.", "Working paper", "White paper", "Report"))
        return [Piece("note", f"{kind} {chance.randint(1, 99)},"), Piece("publisher", one.publisher)]
    return [
        Piece(
            "container",
            draw.choice(("arXiv preprint", "arXiv", "arXiv", "CoRR", "bioRxiv", "SSRN", "ArXiv e-prints", "Preprint, arXiv")),
        )
    ]


def _joined(pieces: Sequence[Piece], mark: str) -> list[Piece]:
    return [*(_ended(piece, mark) for piece in pieces[:-1]), pieces[-1]]


def _volume(one: Citation, how: Style, draw: Random) -> list[Piece]:
    volume, issue = _one_of(how.tongue.volume, draw), _one_of(how.tongue.issue, draw)
    form = draw.choices(
        (f"{one.volume}({one.issue})", f"{volume} {one.volume}, {issue} {one.issue}", one.volume, f"{volume} {one.volume}", f"{one.volume} ({one.issue})",
         f"{one.volume}, {issue} {one.issue}", f"{one.volume}, {one.issue}", f"{one.volume}.{one.issue}"),
        (28, 24, 16, 9, 8, 5, 5, 3),
    )[0]  # fmt: skip
    if one.kind == "journal":
        return [Piece("volume", form)]
    return []


def _pages(one: Citation, how: Style, draw: Random) -> list[Piece]:
    label = draw.choice((f"{_one_of(how.tongue.pages, draw)} ", ""))
    dash = draw.choices(("–", "-", "--", " - ", "‑"), (50, 38, 5, 4, 3))[0]
    brackets = draw.random() < 0.15
    first, last = one.pages
    if one.kind in {"book", "thesis", "preprint", "report"} or not first:
        return []
    text = f"{label}{first}{dash}{last}" if last else f"{label}{first}"
    return [Piece("pages", f"({text})" if brackets and label else text)]


def _ids(one: Citation, how: Style, draw: Random, chance: Random) -> list[Piece]:
    found: list[Piece] = []
    form = draw.choice(
        ("doi:{}", "doi: {}", "https://doi.org/{}", "DOI: {}", "http://dx.doi.org/{}", "DOI {}", "doi.org/{}", "", "", "")
    )
    retrieved = draw.random() < 0.15
    if one.kind == "preprint":
        form = draw.choice(
            ("arXiv:{}", "arXiv:{}", "arXiv preprint arXiv:{}", "https://arxiv.org/abs/{}", "arXiv:{} [cs.CL]", "abs/{}")
        )
        found = [Piece("id", form.format(one.arxiv))]
    elif form and chance.random() < 0.85:
        if retrieved and form.startswith("http"):
            found.append(Piece("note", _one_of(how.tongue.retrieved, draw)))
        found.append(Piece("id", form.format(one.doi) + draw.choice((".", "", ""))))
    if draw.random() < 0.06:
        found.append(
            Piece(
                "id",
                draw.choice(
                    (
                        f"PMID: {chance.randint(10**6, 4 * 10**7)}.",
                        f"ISBN: 978-3-16-{chance.randint(100000, 999999)}-0.",
                        f"ISBN 9780262{chance.randint(100000, 999999)}",
                        f"ISBN 978-0-{chance.randint(100, 999)}-{chance.randint(10000, 99999)}-5",
                    )
                ),
            )
        )
    if draw.random() < 0.06 and chance.random() < 0.5:
        found.append(
            Piece(
                "id",
                chance.choice(("https://example.org/papers/", "https://github.com/example/", "www.example.com/"))
                + str(chance.randint(10, 9999)),
            )
        )
    return found


LINES_BEHIND = (
    "Cited by {}|{} citations|Research output: Contribution to journal › Article › peer-review|Open Access|PDF Code|View abstract|Article"
    "|Conference paper|Full text|Save Cite Share|Published|Show more|Views: {}|{} Citations (Scopus)|Journal article|Related articles"
).split("|")


def _behind(how: Style, pieces: list[Piece], chance: Random) -> list[Piece]:
    """What stands behind a reference in CVs and awesome lists: remarks, prizes, buttons."""
    draw = Random(how.seed + 1)
    if draw.random() < 0.15 and chance.random() < 0.5:
        remark = chance.choice(how.tongue.note.split("|"))
        pieces.append(Piece("note", draw.choice(("{}.", "({})", "[{}]", "{}", "*{}*")).format(remark.strip("()[]"))))
    if draw.random() < 0.12:
        buttons = (
            "[pdf]",
            "[code]",
            "[bib]",
            "[arXiv]",
            "[slides]",
            "[project page]",
            "[PDF]",
            "[Code]",
            "[Paper]",
            "[DOI]",
            "[video]",
            "[link]",
            "[website]",
        )
        pieces += [Piece("note", text) for text in chance.sample(buttons, chance.randint(1, 3))]
    if "\n" in how.order and draw.random() < 0.5:
        pieces += [
            Piece("none", f"\n{draw.choice(LINES_BEHIND).format(chance.randint(1, 999))}") for _ in range(draw.randint(1, 2))
        ]
    return pieces


# Chinese (GB/T 7714) ---------------------------------------------------------------------------------------------------------


def han(number: int, chance: Random) -> list[Piece]:
    """A reference as GB/T 7714 asks for it."""
    names = [
        "".join((chance.choice(HAN_FAMILIES), *chance.sample(HAN_GIVEN, chance.randint(1, 2))))
        for _ in range(chance.randint(1, 4))
    ]
    comma, stop = chance.choice(((", ", ". "), ("，", "．"), (",", "."), ("，", "。")))
    byline = comma.join(names[:3]) + (f"{comma}等" if len(names) > 3 else "")
    title, year, page = chance.choice(HAN_TITLES), chance.randint(1990, 2025), chance.randint(1, 900)
    start = [Piece("number", f"[{number}]")] if chance.random() < 0.7 else []
    start.append(Piece("author", byline + stop.strip()))
    place, house = chance.choice(HAN_PLACES)
    if chance.random() < 0.25:
        return [
            *start,
            Piece("title", f"{title}"),
            Piece("note", f"[M]{stop.strip()}"),
            Piece("place", f"{place}:"),
            Piece("publisher", f"{house},"),
            Piece("date", f"{year}."),
        ]
    volume = f"{chance.randint(1, 50)}({chance.randint(1, 12)}):"
    return [*start, Piece("title", title), Piece("note", f"[J]{stop.strip()}"), Piece("container", f"{chance.choice(HAN_JOURNALS)}{comma.strip()}"),
            Piece("date", f"{year},"), Piece("volume", volume), Piece("pages", f"{page}-{page + chance.randint(1, 20)}.")]  # fmt: skip
