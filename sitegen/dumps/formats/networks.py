"""Networks of researchers: ResearchGate, Semantic Scholar, ORCID, alphaXiv, CatalyzeX, Papers with Code.

    A Title of a Paper                                  ResearchGate, a profile
    Article
    Full-text available
    January 2023
    ·
    Journal of Examples
    ·
    270 Reads
    ·
    405 Citations
    Ada Example
    [...]
    Cy Probe
    The abstract.
    View

    A Title of a Paper                                  Semantic Scholar
    Ada Example, Ben Sample
    Computer Science
    Journal of Examples
    2 January 2024
    TLDR
    What a model made of the abstract. Expand
    412 Citations
    Highly Influential
    PDF

    A Title of a Paper                                  ORCID, a record
    Journal of Examples
    2024-01 | Journal article
    DOI: 10.1000/xyz123
    Contributors: Ada Example; Ben Sample
    Show more detail
    Source: Crossref

    02 Jan 2024                                         alphaXiv
    cs.LG
    A Title of a Paper
    Example University
    The abstract.
    View blog
    Resources
    1,800

    A Title of a Paper                                  CatalyzeX
    Add code
    Jan 02, 2024
    Ada Example, Ben Sample
    Abstract:The abstract.
    Via
    Access Paper or Ask Questions

    A Title of a Paper                                  Papers with Code
    example/repository • • 2 Jan 2024
    The abstract, perhaps cut.
    Image Classification +2
    1,234

All from memory of the pages.
"""

import re

import msgspec

from sitegen.dumps.sites import Site

RESEARCHGATE = Site(
    name="researchgate-profile",
    signs=re.compile(
        r"^ResearchGate$|^Request full-text$|^Full-text available$|^© \d{4}.* ResearchGate GmbH|^Research Interest Score$"
    ),
    least=2,
    furniture=re.compile(
        r"ResearchGate|Request full-text|Full-text available|View|Source|Recommend|Follow|Share|Download|Read full-text"
        r"|Contact|About|Home|More"
        r"|Search for research, journals, people, etc\.|Publications \([\d,]+\)|File available|Preprint available"
        r"|© \d{4}.*"
    ),
    opening=re.compile(r"Publications \([\d,]+\)"),
    closing=re.compile(r"About us|Company|Top co-authors|Similar authors|© \d{4}.*|Citations \([\d,]+\)|Network|Cited(?: By)?"),
    lines=(
        re.compile(r"(?P<authors>\[(?:\.\.\.|…)\])"),
        re.compile(
            r"(?P<type>Article|Conference Paper|Preprint|Thesis|Book|Chapter|Technical Report|Poster|Presentation"
            r"|Data(?:set)?|Patent|Research)"
        ),
    ),
    owned=True,
    alone=True,
    entry="""
        title
        type
        buttons?
        date
        venue?
        citations?
        authors*
        abstract?
        buttons?
    """,
)
# What Semantic Scholar calls a paper's fields of study.
FIELD = (
    r"(?:Computer Science|Medicine|Biology|Mathematics|Physics|Engineering|Linguistics|Economics|Psychology|Chemistry"
    r"|Materials Science"
    r"|Environmental Science|Political Science|Sociology|Business|Geology|Geography|History|Art|Philosophy|Education|Law"
    r"|Agricultural and Food Sciences)"
)
SEMANTIC_SCHOLAR = Site(
    name="semantic-scholar",
    signs=re.compile(
        r"^Semantic Scholar(?:'s Logo)?$|^TLDR$|^Highly Influen(?:tial|ced)(?: Citations)?$|^Claim Author Page$"
        r"|^Filter by Author$"
        r"|^Sort by (?:Relevance|Most Influential Papers)$|^Search [\d,]+ papers from all fields of science$"
    ),
    least=2,
    furniture=re.compile(
        r"TLDR|Expand|Collapse|Highly Influen(?:tial|ced)|Save|Alert|Cite|Add to Library|Create Alert|Semantic Reader"
        r"|\d+ Excerpts?"
        r"|(?:\[?PDF\]?|View (?:on \w+|PDF|Paper))(?: \(opens in a new tab\))?|Publications|Citing Authors"
        r"|Referenced Authors|Co-Authors"
        r"|Claim Author Page|Create Feed|Fields of Study|Date Range|Has PDF|Author|Journals & Conferences|More Filters"
        r"|Follow Author\.\.\."
        rf"|Sort by .*|{FIELD}(?:, {FIELD})*|Search [\d,]+ papers .*|Search|Sign In|Create Free Account|Skip to .*"
        rf"|Semantic Scholar.*"
        r"|About [\d,]+ results .*|Author pages are created from .*"
    ),
    opening=re.compile(r"Sort by .*"),
    lines=(
        re.compile(r"(?P<authors>[^\d+]+\+\d+ authors?(?:,? .+)?)"),
        re.compile(r"(?P<venue>[aA]r[xX]iv(?:\.org)?)"),
        re.compile(r"(?P<date>(?:19|20)\d\d)"),
        re.compile(r"(?P<citations>[\d,]+)(?: Citations?)?"),
        re.compile(r"(?P<date>\d{1,2} [A-Z][a-z]+ (?:19|20)\d\d)"),
    ),
    closing=re.compile(r"What Is Semantic Scholar\?|Stay Connected.*"),
    alone=True,
    entry="""
        title
        authors
        venue?
        date
        excerpt?
        citations?
    """,
    export='"Cite" below a paper → BibTeX, or Semantic Scholar\'s API',
)
ORCID = Site(
    name="orcid",
    signs=re.compile(
        r"^Works \(\d+(?: of \d+)?\)|^Show more detail$|^https://orcid\.org/[\dX-]+$|^Preferred source \(of \d+\)|^ORCID$"
        r"|^Contributors: "
    ),
    least=2,
    furniture=re.compile(
        r"Show (?:more|less) detail|Source: ?.*|Preferred source.*|Works \(.*|Sort by.*|Collapse all|Expand all"
        r"|Show \d+ more.*|Items per page:.*|Works|ORCID"
        r"|(?:check_circle|sort|info|self-asserted source|Source:)|\d+ [–-] \d+ of \d+|Part of .*ISSN.*"
    ),
    opening=re.compile(r"Works \(\d+(?: of \d+)?\).*"),
    closing=re.compile(r"Peer review \(.*|Record last modified.*|Funding \(.*"),
    owned=True,
    lines=(
        re.compile(r"(?P<date>(?:19|20)\d\d(?:-\d\d){0,2}) \| (?P<type>[A-Z][\w -]+)"),
        re.compile(r"Contributors: (?P<authors>.+)"),
    ),
    entry="""
        title
        venue?
        date
        id?
        authors?
    """,
    export="export the works as BibTeX on the record's page",
)
ALPHAXIV = Site(
    name="alphaxiv",
    signs=re.compile(r"^alphaXiv$|^View blog$|^Resources$|^There are no more papers matching your filters at the moment\.$"),
    least=2,
    unless=re.compile(r"^(?:Top|Recent) Papers$"),
    furniture=re.compile(
        r"alphaXiv|View blog|Resources|Bookmark|Explore|Sign In|Labs|Feedback|Browser Extension|Hot|Views|Likes|Comments"
        r"|Top Papers|Recent Papers"
        r"|There are no more papers matching your filters at the moment\.|Trending|Communities|Blog|Dark mode|Log in"
    ),
    lines=(re.compile(r"[\d,.]+k?"),),
    opening=re.compile(r"Recent Papers|Comments|Likes"),
    alone=True,
    entry="""
        date
        category
        title
        affiliation?
        abstract
        buttons?
    """,
)
ALPHAXIV_AUTHOR = msgspec.structs.replace(
    ALPHAXIV,
    name="alphaxiv-author",
    signs=re.compile(r"^(?:alphaXiv|Top Papers|Recent Papers)$"),
    least=3,
    unless=None,
    owned=True,
)
CATALYZEX = Site(
    name="catalyzex",
    signs=re.compile(r"^Access Paper or Ask Questions$|^Bookmark button$|^Alert button$|^Picture for "),
    least=2,
    furniture=re.compile(
        r"Access Paper or Ask Questions|Bookmark button|Alert button|Add code|Via|Figures and Tables:|Figure \d+ for .*"
        r"|Abstract|Get Free APIs?|Code|Request Code.*"
    ),
    alone=True,
    entry="""
        title
        buttons*
        date
        authors
        buttons?
        abstract
        note?
        buttons*
    """,
)
PAPERS_WITH_CODE = Site(
    name="papers-with-code",
    signs=re.compile(
        r"^Papers With Code$|^Trending Research$|^\S+/\S+ • (?:• )?\d{1,2} [A-Z][a-z]{2} \d{4}$|^See more$"
        r"|^Subscribe to the PwC Newsletter$"
    ),
    least=2,
    furniture=re.compile(
        r"Paper|Code|See all|Edit social preview|Papers With Code|Trending Research|Browse State-of-the-Art|Datasets|Methods"
        r"|[\d.,]+k? stars?(?: / hour)?"
    ),
    lines=(
        re.compile(r"\S+/\S+ • (?:• )?(?:(?P<venue>[A-Z][\w ]+ \d{4}) • )?(?P<date>\d{1,2} [A-Z][a-z]{2} \d{4})"),
        re.compile(r"(?P<date>\d{1,2} [A-Z][a-z]{2} \d{4}) • (?P<authors>.+)"),
        re.compile(r"[\d,]+"),
    ),
    alone=True,
    entry="""
        title
        date
        abstract
        skip?
        buttons?
    """,
)
SITES = (RESEARCHGATE, SEMANTIC_SCHOLAR, ORCID, ALPHAXIV, ALPHAXIV_AUTHOR, CATALYZEX, PAPERS_WITH_CODE)
