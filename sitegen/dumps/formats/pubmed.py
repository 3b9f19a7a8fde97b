r"""PubMed (https://pubmed.ncbi.nlm.nih.gov): search results, abstracts as text (Save → Abstract) and as a page.

    1                                              search results
    Cite
    Share
    A Title of a Paper.
    Example A, Sample B.
    J Exam. 2014 Nov 28;346(6213):125-130. doi: 10.1000/1. Epub 2014 Oct 1.
    PMID: 12345678     Free PMC article.     Review.
    The beginning of the abstract ...

    1. J Exam. 2014 Nov 28;346(6213):125-130. doi: 10.1000/1.          text

    A Title of a Paper.

    Example A(1), Sample B(1)(2).

    Author information:
    (1)Department of Examples, University of Samples.

    The abstract.

    DOI: 10.1000/1
    PMID: 12345678 [Indexed for MEDLINE]

    Cite                                           abstracts as a page
    Free PMC article.
    J Exam

    2014 Nov 28;346(6213):125-130. doi: 10.1000/1.
    A Title of a Paper
    Example A 1, Sample B 1 2.
    Affiliations
    PMID: 12345678
    DOI: 10.1000/1
    Abstract
    The abstract.

The text is as NCBI describes and serves it; the pages were checked against copies of their text.
"""

import re

from sitegen.dumps.sites import Site

DATE = r"(?:19|20)\d\d(?:[ -/](?:[A-Z][a-z]{2,5}))*(?: \d{1,2})?"
ISSUE = (
    rf"(?P<date>{DATE})(?:;(?P<volume>[^():]{{0,20}})(?:\((?P<issue>[^)]{{1,30}})\))?(?::"
    rf"(?P<pages>[^. ]{{1,30}}))?|: ?\S+?)?\.?(?: doi: (?P<doi>10\.\S+?)\.?)?"
    r"(?: (?P<note>Online ahead of print)\.?| (?:Epub|eCollection|Print|Collection)(?: \d.*)?)*"
)
SOURCE = rf"(?P<venue>\S.{{1,150}}?)(?: \[(?P<type>Preprint)\])?\. {ISSUE}"
NAME = r"(?!(?:19|20)\d\d)[^\W\d_][\w'’. -]{0,40}? [A-ZÀ-Þ][A-ZÀ-Þ-]{0,4}(?: (?:Jr|Sr|2nd|3rd|I{2,3}))?"
KIND = r"(?:Free (?:PMC )?article|No abstract available|Retracted|Updated|Corrected|Preprint)\."
SOME_KIND = r"(?P<type>Review|Systematic Review|Clinical Trial|Randomized Controlled Trial|Meta-Analysis)\.?"
SORT = r"Best match|Most recent|Publication date|First author|Journal"
MENUS = (
    r"An official website of the United States government|Here[’']s how you know|PubMed|Advanced"
    r"(?: Create alert Create RSS)?|Create alert|Create RSS|User Guide"
    rf"|Save|Email|Send to|Sort by:?|{SORT}|Display options|[\d,]+ results?|Page|of \d+|of 1|Cite|Share"
    rf"|Search|My Custom Filters|MY CUSTOM FILTERS|Results by year|RESULTS BY YEAR"
    r"|Text availability|Abstract|Free full text|Full text|Article attribute|Article type"
    r"|Publication date|\d+ years?|Show more|Filters applied:.*"
    r"|Item in Clipboard|Clipboard|Bookmark|Add to Collections|My Bibliography|Citation manager"
    r"|Order by:?|Format:?|Summary|Next|Previous|First|Last"
    r"|NCBI Literature Resources.*|Follow NCBI|FOIA|HHS Vulnerability Disclosure|Web Policies"
)

SUMMARY = Site(
    name="pubmed-search",
    least=3,
    signs=re.compile(
        r"^PMID: (?=\d+(?! *\[)(?: .*)?$)|^(?:Cite|Share|Display options|Best match|Most recent|PubMed|Create RSS)$"
    ),
    furniture=re.compile(MENUS),
    unless=re.compile(r"^PMID: \d+ +\[Indexed for|^DOI: 10\.|^Author information:$|^LinkOut - more resources$|^\d+\. PMID:"),
    lines=(
        re.compile(
            r"PMID: (?P<pmid>\d+)(?: \[Indexed for MEDLINE\])?(?:\s*"
            + KIND
            + r")*\s*(?:"
            + SOME_KIND
            + r")?(?:\s*"
            + KIND
            + ")*.*"
        ),
        re.compile(rf"{SOURCE}"),
        re.compile(rf"(?P<authors>{NAME}(?:, .+?)?)\.?"),
        re.compile(r"PMID: \d+.*\n.+"),
        re.compile(r"(?:Cite|Share)\n(?!Cite$|Share$)(?P<title>.{4,}?)\.?"),
    ),
    entry="""
        number?
        "Cite"?
        "Share"?
        title
        authors?
        venue
        pmid
        buttons?
    """,
    alone=True,
    export="Save → Format: PubMed, or Send to → Citation manager",
)

TEXT = Site(
    name="pubmed-abstracts",
    least=3,
    signs=re.compile(
        r"^PMID: (?=\d+(?: +\[.*)?$)|^Author information:$|^PMCID: (?=PMC\d+$)|^DOI: (?=10\.)|^"
        r"(?=\d+\. .{2,120}\. (?:19|20)\d\d\b[^.]{0,20}[;:.])"
    ),
    unless=re.compile(r"^LinkOut - more resources$|^Similar articles$|^Cite$"),
    alone=True,
    starts=re.compile(r"\((?:\d+|#)\)|(?:DOI|PMID|PMCID): |Author information:|\d+\. |[A-Z][A-Z /,&-]{3,}: |(?:Copyright )?©"),
    lines=(
        re.compile(
            r"Author information:|\((?:\d+|#)\).*|(?:Copyright )?©.*|Copyright .*|PMCID: .*"
            r"|Conflict of interest statement:.*|Collaborators:.*"
            r"|\[(?:Indexed for MEDLINE|No authors listed|Article in .*)\]|(?:Comment|Erratum|Update"
            r"|Republished) (?:in|of|for|on)\b.*|Published by .*|This article is protected by.*"
        ),
        re.compile(rf"(?:\d+\. )?{SOURCE}"),
        re.compile(r".* Epub\n(?:19|20)\d\d(?: [A-Z][a-z]{2}(?: \d{1,2})?)?\.?"),
        re.compile(
            rf"(?:(?:\d+\. )?.{{2,150}}?\. {DATE}[;:.].*|\d{{4}}(?: [A-Z][a-z]{{2}}(?: \d{{1,2}})?)?\.)\n(?P<title>.+?)\.?"
        ),
        re.compile(rf"(?P<authors>{NAME}(?:\(\d+\))*(?:[,;] .+?)?)\.?"),
        re.compile(r"PMID: (?P<pmid>\d+)(?: +\[.*\])?"),
        re.compile(r"DOI: (?P<doi>10\.\S+)"),
    ),
    entry="""
        venue
        title
        authors?
        buttons*
        abstract*
        buttons?
        doi?
        id?
        pmid?
    """,
    export="Save → Format: PubMed",
)

PAGE = Site(
    name="pubmed-abstract-page",
    alone=True,
    least=3,
    signs=re.compile(
        r"^LinkOut - more resources$|^Affiliations$|^Conflict of interest statement$|^PMID: (?=\d+$)"
        r"|^Publication types$|^MeSH terms$|^Full text links$"
    ),
    furniture=re.compile(
        MENUS
        + (
            r"|Affiliations?|Conflict of interest statement|.*declare (?:no|that).*|Similar articles|Cited by"
            r"|References|Publication types|MeSH terms"
            r"|Substances|Grants? and funding|LinkOut - more resources|Full text links|Figures?|Associated data"
            r"|Comment in|Supplementary concepts|PMCID: .*|Erratum in"
        )
    ),
    lines=(
        re.compile(rf"(?:{KIND}\s*)*{SOME_KIND}(?:\s*{KIND})*"),
        re.compile(
            rf"(?:{KIND}\s*)+|(?:Observational Study|Multicenter Study|Comparative Study|Case Reports|Editorial"
            rf"|Letter|Comment)\."
        ),
        re.compile(rf"{ISSUE}"),
        re.compile(rf"{DATE}[;:.].*\n(?P<title>.+?)\.?"),
        re.compile(
            r"(?:Cite|Share|.*(?:[Aa]rticle|Review|Trial|Analysis|Study|Comment|Letter|Editorial)\.)\n"
            r"(?!.*\d\. doi)(?P<venue>[A-Z][^.;]{1,100})"
        ),
        re.compile(rf"(?P<authors>{NAME}(?: \d+)*(?:[,;] .+?)?)\.?"),
        re.compile(r"PMID: (?P<pmid>\d+)(?: .*)?"),
        re.compile(r"DOI: (?P<doi>10\.\S+)"),
    ),
    entry="""
        number?
        "Cite"?
        buttons?
        type?
        venue
        date
        title
        authors?
        "Affiliations"?
        pmid
        doi?
        "Abstract"?
        abstract*
    """,
    export="Save → Format: PubMed, or Send to → Citation manager",
)

SITES = (SUMMARY, TEXT, PAGE)
