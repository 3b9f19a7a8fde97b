r"""dblp (https://dblp.org): a person, a conference's or a journal's table of contents, a search.

    2020 – today
    2023
    [c18]                                          what the letter says is in `genres.KEYS`
    export record                                  and more of the menus beside an entry
    Ada Example, Ben Sample:
    A Title of a Paper. EX 2023: 45-67
    [j4]
    Cy Probe:
    A Title of a Paper. J. Ex. Sampl. 12(3): 45-67 (2022)
    [i2]
    Cy Probe:
    A Title of a Paper. CoRR abs/2201.00001 (2022)
    [b1]
    Ada Example:
    A Title of a Book. Sample Press 2001, ISBN 978-0-00-000000-0, pp. 1-680

    EX 2017: Sample City, XY                       a table of contents: what its head says holds for all
    Ada Example, Ben Sample:
    A Title of a Paper. 45-67

From copies of its pages' text; theses, data sets and proceedings from memory.
"""

import re

from sitegen.dumps.sites import Site

YEAR = r"(?P<date>(?:1[89]|20)\d\d)"
PAGES = r"(?P<pages>\w[\w:.]{0,12}(?:[-–][\w:.]{1,12})?(?:, [\w:.]{1,12}[-–][\w:.]{1,12})?)"
ISBN = r"(?P<book>ISBN) (?P<isbn>[\dX-]{10,17})"
SCHOOL = "(?:Universi|Institut|[EÉ]cole|College|Hochschule|Polyt|ETH|EPFL)"
# A title ends where a venue's name follows, whose words are shortened with a stop or have none, and are hardly ever small.
NO_TITLE = r"(?!\[[a-z]\d{1,4}\]|.*:$)"
TITLE = rf"(?P<title>{NO_TITLE}.{{3,600}}?)(?:(?<=[?!])\.?|\.) "
WORD = r"[^\W_a-z][^\s.,]*|of|on|in|and|for|the|to|de|der|des|für|und|et|&|-|\([^()]{1,40}\)"
SHORTENED = r"[^\W\d_a-z][\w/-]{0,9}\."
VENUE = rf"(?P<venue>(?:{WORD})(?: (?:{WORD})){{0,11}}?)"
JOURNAL = rf"(?P<venue>(?:{SHORTENED}|{WORD})(?: (?:{SHORTENED}|{WORD})){{0,11}}?)"
# Authors end in a colon; what of the menus does so, too, is none.
PEOPLE = r"(?!(?:persistent|dblp|authority|see|Authors|Publications)\b)[^\W\d_][^:]{2,4000}:"
NAME = r"[^\W\d_a-z][^\s,:;.]*\.?(?: (?:[^\W\d_][^\s,:;]{0,29}|0\d{3})){1,5}"
# In the line below its authors, or behind them where all of an entry is one line.
BELOW, BEHIND = rf"{PEOPLE}\n", rf"(?:\[\w{{2,5}}\] ?)?(?P<authors>{NAME}(?:, {NAME}){{0,200}}): "
SAID = (
    rf"(?=(?P<preprint>CoRR))(?P<venue>CoRR) abs/(?P<arxiv>\d{{4}}\.\d{{4,5}}) \({YEAR}\)",
    rf"{JOURNAL} (?P<volume>\d[\w/-]{{0,11}}|abs/\S+)(?:\((?P<issue>[^()]{{1,30}})\))?(?:: {PAGES})? \({YEAR}\)",
    rf"{JOURNAL} \({YEAR}\)",
    rf"{VENUE} {YEAR}(?:: {PAGES})?",
    rf"(?P<venue>[^.]{{3,90}}) (?P<volume>\d{{1,5}}), (?P<publisher>[^\s\d,][^\d,]{{1,60}}?) {YEAR}(?:, {ISBN})?",
    rf"(?=(?P<publisher>[^.\d]{{2,60}}?) \d{{4}}){VENUE} {YEAR}, {ISBN}(?:, pp\. {PAGES})?",
    rf"(?P<thesis>(?=[^.]{{0,60}}{SCHOOL})(?P<publisher>[^.,]{{3,80}}))(?:, [^.,]{{2,40}}){{0,2}},? {YEAR}",
    rf"(?P<publisher>[^.,\d]{{2,40}}), {YEAR}",
)
DBLP = Site(
    name="dblp",
    least=2,
    alone=True,
    signs=re.compile(
        r"(^\[(?=[a-z]\d{1,4}\](?:\s|$)))|(^[^\W\d_a-z][^\s,:;]* [^,:;]{1,40}(?:, [^\W\d_a-z][^\s,:;]* [^,:;]{1,40}){1,20}:$)"
        r"|( (?:19|20)\d\d: \d+-\d+$| \((?:19|20)\d\d\)$)"
        r"|(^dblp\b|\bdblp (?:team|search)\b)|(^load links from unpaywall\.org$|^Unpaywalled article links$)|(^export record$)"
        r"|(^manage site settings$)|(^default search action$)|(^electronic edition (?:via|@) )"
    ),
    furniture=re.compile(
        r"view|electronic edition (?:via|@).*|unpaywalled version|(?:no )?references & citations.*|details & citations"
        r"|authority control:|export record|BibTeX|RIS|RDF N-Triples|RDF Turtle|RDF/XML|XML|dblp key:|(?:conf|journals|books"
        r"|phd|series|reference|data|homepages)/\S+|ask others|share record|persistent URL:|https://dblp\.org/\S+|open access"
        r"|manage site settings|load links from unpaywall\.org|see FAQ|default search action|combined dblp search"
        r"|(?:author|venue|publication) search|no matches|Person information|Refine list|showing .* records|refine by .*"
        r"|Google(?: Scholar)?|Semantic Scholar|(?:Internet Archive )?Scholar|CiteSeerX|PubPeer|Twitter|Reddit|BibSonomy"
        r"|LinkedIn|Facebook|Mastodon|Bluesky|\[[-+–]\]|(?:19|20)\d\d – (?:today|(?:19|20)\d\d)|> Home > .*"
    ),
    lines=(
        *(re.compile(rf"{place}{TITLE}{said}(?: \[contents\])?") for said in SAID for place in (BELOW, BEHIND)),
        re.compile(rf"{BELOW}(?P<title>{NO_TITLE}.{{3,600}}?)(?:(?<=[?!])\.?|\.) {PAGES}"),
        re.compile(rf"{BELOW}(?P<title>{NO_TITLE}(?:(?!\. ).){{3,600}}?)\.?"),
        re.compile(rf"(?P<authors>(?!persistent|dblp|authority|see|Authors:|Publications:){NAME}(?:, {NAME}){{0,200}}):"),
    ),
    opening=re.compile(rf"\[[a-z]\d{{1,4}}\](?: .*)?|{PEOPLE}|{BEHIND}.*"),
    closing=re.compile(r"manage site settings|Coauthor Index|see also: Terms of Use.*|To protect your privacy,.*"),
    entry="""
        number?
        buttons*
        authors
        title
    """,
    about=re.compile(
        r"^(?:\d+(?:st|nd|rd|th) )?(?P<venue>[A-Z][\w/@() -]{1,50}?) (?P<date>(?:19|20)\d\d)(?:: [^\W\d_].{2,60})?$"
        r"|^(?P<venue_>[A-Z][^,:.]{3,90}), Volume (?P<volume>\d+)$"
    ),
    export="the arrow beside the person's name → BibTeX or RIS",
)

SITES = (DBLP,)
