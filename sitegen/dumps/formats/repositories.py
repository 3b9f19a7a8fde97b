r"""Repositories of universities and archives: Pure portals, HAL, the IACR's ePrint archive, Zenodo, DSpace.

    A Title of a Paper                             Pure, a person's or unit's research output
    Example, A. & Sample, B., 2 Mar 2020, In: Journal of Examples. 12, 3, p. 45-67 23 p.
    Research output: Contribution to journal › Article › peer-review
    Open Access
    File
    8 Citations (Scopus)

    Article dans une revue                         HAL, search results
    A Title of a Paper
    Ada Example, Ben Sample, et al.
    Journal of Examples, 2020, 12 (3), pp.45-67. ⟨10.1000/1⟩. ⟨hal-01234567v1⟩

    2020/123  (PDF)                                Cryptology ePrint Archive
    Last updated: 2020-03-02
    A Title of a Paper
    Ada Example, Ben Sample
    Foundations
    The abstract.

    A Title of a Thesis                            DSpace, from memory
    Example, Ada (Example University, 2020-06)     or: (Example University, 2020-06) Example, Ada
    The abstract.

    Zenodo, from memory:

    March 2, 2020 (v1)
    Dataset
    Open
    A Title of a Paper
    Example, Ada;
    Sample, Ben;
    The beginning of the description...
    Uploaded on March 3, 2020

The pages were checked against copies of their text, but for Zenodo's. Pure and HAL write in the language of
the portal; English, German and French are known.
"""

import re

from sitegen.dumps.sites import Site

DAY = r"(?:\d{1,2} )?(?:[A-Z][a-zäéûô]{2,8}\.? )?(?:19|20)\d\d"
OUTPUT = r"(?:Research output|Publikation|Publication|Forschungsoutput|Veröffentlichung): "
PAGES = r"(?:p\.|S\.|pp\.) (?P<pages>[\w.]+(?:[-–][\w.]+)?)"

SIGNED = rf"(?P<authors>.+?), (?P<date>{DAY}), (?:\((?P<note>[^()]+)\) )?"

PURE = Site(
    name="pure",
    alone=True,
    opening=re.compile(r"[\d,]+ (?:Results?|Ergebnisse?)|Publication Year, .*|\d+ [–-] \d+ (?:out of|von) .*"),
    closing=re.compile(r"Powered by Pure.*"),
    signs=re.compile(rf"^{OUTPUT}.+›|^Powered by Pure"),
    furniture=re.compile(
        r"Open Access|File|\d+ Downloads? \(Pure\)|Skip to .*|Powered by Pure.*|All content on this site.*"
        r"|Overview.*Research output.*|Publication Year, Title.*|[\d,]+ Results?|.{3,60} \(\d+\)"
        r"|Home|Profiles|Research units|Projects|Research output(?: \(\d+\))?|Search by expertise.*"
        r"|Editorial Board|Log in to Pure|Filter|Sort by.*"
    ),
    lines=(
        re.compile(rf"{OUTPUT}(?P<type>.+)"),
        re.compile(
            rf"{SIGNED}In: (?P<venue>.+?)\.(?: (?P<volume>[\w.-]+))?(?:, (?P<issue>(?!p\.|S\.|pp\.)[\w./-]+))?"
            rf"(?:,? {PAGES}(?: \d+ [pS]\.)?(?:, [\w.-]+)?|, (?P<pages_>[\w-]+))?\.?"
        ),
        re.compile(
            rf"{SIGNED}(?P<venue>.+?)\. (?:[^()]{{1,200}} \([Ee]ds?\.?\)\.? )?(?:[^.,:\d]{{2,40}}: )?(?:"
            rf"(?P<publisher>[^.,\d]{{2,60}}), )?(?:(?:Vol|Band)\. (?P<volume>\w+)\. )?{PAGES}(?: \d+ [pS]\.)?"
            rf"(?: \(.+\))?\.?"
        ),
        re.compile(rf"{SIGNED}(?:(?:[^.,:\d]{{2,40}}: )?(?P<publisher>[^.,\d]{{2,60}})\.? )?\d+ [pS]\.(?: \(.+\))?"),
        re.compile(rf"{SIGNED}(?P<said>.+)"),
    ),
    entry="""
        title
        authors
        type
        buttons*
        citations?
    """,
    export="a list's page → Export → BibTeX or RIS, where the portal has it",
)

HAL_IDS = r"(?: ?⟨[^⟨⟩]+⟩[.,]?)*"

HAL = Site(
    name="hal",
    alone=True,
    signs=re.compile(r"⟨(?:hal|tel|inria|halshs|cel|dumas|hceres|pasteur|cea|in2p3|ineris|medihal|ujm|lirmm)-\d+(?:v\d+)?⟩"),
    furniture=re.compile(
        r"HAL science ouverte|Connexion|Français|English|Recherche|Accueil|Consulter|Déposer|Documentation"
        r"|\d+ résultats?|Trier par.*|Résultats par page.*|\d+ results?|Sort by.*|.{3,60} \(\d+\)"
    ),
    lines=(
        re.compile(
            r"(?P<type>Journal article|Article dans une revue|Conference paper|Communication dans un congrès"
            r"|Preprint|Pré-publication|Thes[ei]s|Thèse|Book section|Chapitre d'ouvrage|Book|Ouvrage"
            r"|Report|Rapport|Poster|Software|Logiciel|HDR|Habilitation|Lecture|Cours)s?(?:[, ].*)?"
        ),
        re.compile(rf"(?P<date>(?:19|20)\d\d)\.{HAL_IDS}"),
        re.compile(
            rf"(?:[^⟨⟩]+\. )?(?P<publisher>[^⟨⟩,.]+), (?P<date>(?:19|20)\d\d)\. (?:English|Français|French|Deutsch)\.{HAL_IDS}"
        ),
        re.compile(
            r"(?P<venue>[^⟨⟩]+?), (?P<date>(?:[A-Z][a-zéû]{2,8}\.? )?(?:19|20)\d\d)(?:, (?P<volume>\d[\w-]*"
            r"|[A-Z]+))?(?: \((?P<issue>[^()]+)\))?(?:,? ?pp?\. ?(?P<pages>[\w.]+?(?:[-–][\w]+)?))?"
            r"\.?,?(?: ?⟨(?P<doi>10\.[^⟨⟩]+)⟩\.?)?(?: ⟨[^⟨⟩]+⟩\.?)*"
        ),
        re.compile(
            r"(?P<venue>[^⟨⟩]+?), (?P<date>(?:[A-Z][a-zéû]{2,8}\.? )?(?:19|20)\d\d)(?:, [^⟨⟩,.]{2,60}){1,3}\."
            r"(?: ?pp?\. ?(?P<pages>[\w.]+?(?:[-–][\w]+)?))?\.?,?(?: ?⟨(?P<doi>10\.[^⟨⟩]+)⟩\.?)?(?: ⟨[^⟨⟩]+⟩\.?)*"
        ),
    ),
    entry="""
        type
        title
        authors
        venue
        buttons*
    """,
    export="the marks above the results: BibTeX, TEI, CSV",
)

EPRINT = Site(
    name="iacr-eprint",
    least=2,
    signs=re.compile(
        r"^(?=(?:19|20)\d\d/\d{3,5}(?: ?\(PDF\))?$)|^Cryptology ePrint Archive$|^Last updated: ?(?=\d{4}-\d\d-\d\d$)"
    ),
    opening=re.compile(r"(?:19|20)\d\d/\d{3,5}\b.*"),
    closing=re.compile(r"Note: In order to protect the privacy.*|« Previous|Next »"),
    lines=(
        re.compile(r"(?:19|20)\d\d/\d{3,5}(?: ?\(PDF\))?|Last updated: ?\d{4}-\d\d-\d\d"),
        re.compile(r"(?:.*Last updated.*|(?:19|20)\d\d/\d{3,5}(?: ?\(PDF\))?)\n(?!Last updated)(?P<title>.+)"),
        re.compile(
            r"Foundations|Implementation|Applications|Cryptographic protocols|(?:Public|Secret)-key cryptography"
            r"|Attacks and cryptanalysis|Uncategorized|Foreword"
        ),
    ),
    entry="""
        buttons
        buttons?
        title
        authors
        buttons?
        abstract*
    """,
)

ZENODO = Site(
    name="zenodo",
    alone=True,
    furniture=re.compile(
        r"[\d,]+ results? found.*|Sort by.*|Best match|Newest|Versions|View all versions|Access status"
        r"|Resource types|Subjects|File type"
    ),
    least=2,
    signs=re.compile(r"^Uploaded on |^(?=[A-Z][a-z]+ \d{1,2}, \d{4} \((?:v?[\w.]+)\))"),
    lines=(
        re.compile(
            r"(?P<date>[A-Z][a-z]+ \d{1,2}, \d{4})(?: \([\w. -]+\))?(?P<type>Journal article|Preprint|Dataset"
            r"|Software|Conference paper|Report|Thesis|Book|Presentation|Poster|Other|Publication)?(?:Open"
            r"|Restricted|Embargoed)?"
        ),
        re.compile(
            r"(?P<type>Journal article|Preprint|Dataset|Software|Conference paper|Report|Thesis|Book|Book chapter"
            r"|Presentation|Poster|Other)(?:Open|Restricted|Embargoed)?"
        ),
        re.compile(r"(?P<authors>[^\W\d_a-z][^;]{2,60});"),
        re.compile(r"\d+ ?\| ?\d+|Open|Restricted|Embargoed|Uploaded on .*|Part of .*|\d+ more versions? exist.*"),
    ),
    entry="""
        date
        type?
        buttons?
        title
        authors*
        abstract?
        buttons*
    """,
    export="a record's page → Export → BibTeX",
)

_ISSUED = r"\((?P<publisher>[^()]{3,120}), (?P<date>(?:19|20)\d\d(?:-\d\d){0,2})\)"
DSPACE = Site(
    name="dspace",
    alone=True,
    least=2,
    signs=re.compile(
        r"^(?:(DSpace software)|(Communities & Collections)$|(All of DSpace)$|(Now showing (?:items )?\d+)|(Browsing .* by )"
        r"|(Recent Submissions)$|(By Issue Date)$)|(DSpace)|(\([^()]{3,120}, (?:19|20)\d\d(?:-\d\d){0,2}\))"
    ),
    furniture=re.compile(r"Item|(?:Metadata only|Open Access|Restricted)|Show (?:more|less)|No Thumbnail Available|Thumbnail"),
    opening=re.compile(r"Now showing .*|Recent Submissions|Search Results"),
    closing=re.compile(r"DSpace software.*|Cookie settings|View more|Contact Us.*|« .*"),
    lines=(
        re.compile(rf"{_ISSUED}(?: (?P<authors>[^()]+))?"),
        re.compile(rf"(?P<authors>[^()]+) {_ISSUED}"),
    ),
    entry="""
        "Item"?
        title
        authors
        abstract*
    """,
    export="the mark beside a list of results: CSV; or a record's page → BibTeX, where the repository has it",
)

SITES = (PURE, HAL, EPRINT, ZENODO, DSPACE)
