r"""Indexes of papers: Scopus (results, and its export as plain text), Web of Science, MathSciNet and zbMATH.

    Example A., Sample B.                          Scopus' export as plain text
    AUTHOR FULL NAMES: Example, Ada (57000000001); Sample, Ben (57000000002)
    57000000001; 57000000002
    A Title of a Paper
    (2020) Journal of Examples, 12 (3), pp. 45 - 67. Cited 8 times.
    DOI: 10.1000/1
    DOCUMENT TYPE: Article

    Article • Open access                          Scopus' results
    A Title of a Paper
    Example, A.; Sample, B.
    Journal of Examples, 2020, 12(3), pp. 45–67
    8

    A Title of a Paper                             Web of Science
    Example, A; Sample, B and Probe, C
    Mar 2020 | JOURNAL OF EXAMPLES 12 (3) , pp.45-67
    The beginning of the abstract … Show more
    8
    Citations
    45
    References

    MR1234567  Reviewed                            MathSciNet
    Example, Ada; Sample, Ben
    A title of a paper.
    J. Examples 12 (2020), no. 3, 45–67.
    (Reviewer: C. Probe) 11N05
    Review PDF | Clipboard | Journal | Article | 8 Citations

    Example, Ada; Sample, Ben                      zbMATH
    A title of a paper. (English) Zbl 1234.56789
    J. Examples 12, No. 3, 45-67 (2020).

The export was checked against files as Scopus writes them; the pages are from memory of them.
"""

import re

from sitegen.dumps.sites import Site

INITIALS = r"[^\W\d_][\w'’ -]{0,60}? (?:[^\W\d_a-z]\.[ -]?){1,6}"

SCOPUS_TEXT = Site(
    name="scopus-text",
    signs=re.compile(r"^AUTHOR FULL NAMES: |^PUBLICATION STAGE: |^SOURCE: Scopus$|^EXPORT DATE: "),
    least=2,
    alone=True,
    furniture=re.compile(r"Scopus|EXPORT DATE: .*"),
    lines=(
        re.compile(r"AUTHOR FULL NAMES: .*|\d{6,}(?:; ?\d{6,})*;?"),
        re.compile(r"\d{6,}(?:; ?\d{6,})*;?\n(?P<title>.+)"),
        re.compile(rf"(?P<authors>{INITIALS}(?:, {INITIALS})*)"),
        re.compile(r"\((?P<date>\d{4})\) (?P<said>[^,]+?)\.?(?: Cited (?P<citations>[\d,]+) times?\.)?"),
        re.compile(
            r"\((?P<date>\d{4})\) (?P<venue>.+?)(?:, (?P<volume>[\w-]+))?(?: \((?P<issue>[\w /-]+)\))?"
            r"(?:, art\. no\. (?P<pages_>[\w.-]+?))?"
            r"(?:, pp\. (?P<pages>[\w.]+(?: ?[-–] ?[\w.]+?)?))?\.(?: Cited (?P<citations>[\d,]+) times?\.)?"
        ),
        re.compile(r"DOI: (?P<doi>10\.\S+)"),
        re.compile(r"DOCUMENT TYPE: (?P<type>.+)"),
        re.compile(r"ABSTRACT: (?P<abstract>.+)"),
        re.compile(r"PUBLISHER: (?P<publisher>.+)"),
        re.compile(r"PUBMED ID: (?P<pmid>\d+)"),
        re.compile(r"ISBN: (?P<isbn>[\dXx -]+).*"),
        re.compile(r"(?:[A-Z][A-Z/()&-]+ ?){1,6}: .*|https://www\.scopus\.com/inward/.*"),
    ),
    entry="""
        authors?
        buttons?
        buttons?
        title
        venue, year
        buttons?
        abstract?
        buttons*
        publisher?
        doi?
        type?
        buttons?
        buttons?
    """,
    export="export as BibTeX or RIS",
)

SCOPUS = Site(
    name="scopus-results",
    alone=True,
    signs=re.compile(
        r"^[\d,]+ documents? found$|^Secondary documents$|^Show abstract$|^Related documents$|^View at Publisher$"
    ),
    least=2,
    furniture=re.compile(
        r"[\d,]+ document(?:s found| results)|Documents|Preprints|Secondary documents|Patents|Research data"
        r"|Document title|Authors|Source|Year|Citations"
        r"|Show (?:all )?abstracts?|(?:Hide|View) abstract|Full text|Related documents|View at Publisher"
        r"|Export|Sort by.*|Cited by|Analyze results"
    ),
    lines=(
        re.compile(
            r"(?P<type>Article|Conference paper|Review|Book chapter|Book|Editorial|Note|Letter|Short survey"
            r"|Data paper|Conference review|Erratum|Retracted)"
            r"(?: ?• ?(?:Open access|Article in press|[\w ]+))*"
        ),
    ),
    entry="""
        number?
        type?
        title
        authors
        venue, year
        citations?
        buttons?
    """,
    export="select the documents, and Export → BibTeX or RIS",
)

WEB_OF_SCIENCE = Site(
    name="web-of-science-results",
    signs=re.compile(
        r"^Related records$|^Add To Marked List|^Enriched Cited References$|^Free Full Text from Publisher$|Web of Science"
    ),
    least=2,
    furniture=re.compile(
        r"Citations?|References?|Related records|Show more|View full text|Free (?:Full Text from Publisher"
        r"|Published Article From Repository|Submitted Article From Repository)"
        r"|Full Text at Publisher|Enriched Cited References|Add To Marked List|Export|Web of Science.*"
        r"|[\d,]+ (?:results|documents).*|Sort by:.*|Times cited"
    ),
    lines=(
        re.compile(
            r"(?P<date>(?:[A-Z][a-z]{2}(?:-[A-Z][a-z]{2})? (?:\d{1,2} )?)?\d{4})(?: \(Early Access\))? ?\| ?"
            r"(?P<venue>[^|]+?)(?: (?P<volume>[\w-]*\d[\w-]*))?(?: ?\((?P<issue>[\w-]*\d[\w-]*|SI)\))?"
            r"(?: ?, ?pp?\.? ?(?P<pages>[\w-]+))?(?: ?\|.*)?"
        ),
        re.compile(r".*\n(?P<citations>[\d,]+)\nCitations?"),
        re.compile(r".*\n[\d,]+\nReferences?"),
    ),
    entry="""
        number?
        title
        authors
        venue, year
        abstract?
        citations?
        buttons?
    """,
    export="Export → BibTeX, RIS or plain text file",
)

MATHSCINET = Site(
    name="mathscinet",
    least=2,
    signs=re.compile(r"^MR(?=\d{5,7}\b.*Reviewed)|^MathSciNet$|^\(?Reviewer: |^Review PDF"),
    opening=re.compile(r"MR\d{5,7}\b.*"),
    closing=re.compile(r"Previous|Next|Mirror Sites|© Copyright .*"),
    lines=(
        re.compile(r"MR\d{5,7}\b.*|\(?Reviewer: .*"),
        re.compile(r"MR\d{5,7}\b.*\n(?P<authors>(?!.*\.$).+|.* [A-Z]\.)"),
        re.compile(
            r"(?P<venue>.+?) (?P<volume>\d+) \((?P<date>\d{4})\), (?:no\. (?P<issue>[^,]+), )?(?:Paper No\. "
            r"|Art\. )?(?P<pages>[\w.]+(?:[-–][\w.]+)?)(?:, .*)?\."
        ),
        re.compile(r"(?!Review PDF)(?P<title>.{8,}[^.A-Z]|.{8,}[A-Z]{2})\."),
        re.compile(r"Review PDF.*?(?:\| ?(?P<citations>\d+) Citations?)?"),
    ),
    entry="""
        buttons
        authors?
        title
        venue?
        buttons?
        citations?
    """,
    export="Batch download → BibTeX",
)

ZBMATH = Site(
    name="zbmath",
    alone=True,
    opening=re.compile(r"Found \d+ Documents?.*|Sort by.*"),
    closing=re.compile(r"Filter Results by.*|© \d{4} FIZ Karlsruhe.*"),
    furniture=re.compile(r"zbMATH Open|Documents|Found \d+ Documents?.*|(?:Cite|Review) PDF|Sort by.*"),
    signs=re.compile(r"\((?:English|French|German|Russian|Italian|Spanish|Chinese|Japanese)[^()]*\) (?:Zbl|JFM|ERAM) [\d.]+$"),
    lines=(
        re.compile(r"(?P<title>.+?)\.? \([A-Z][a-z]+(?:\. [^()]+)?\) (?:Zbl|JFM|ERAM) [\d.]+(?: .*)?"),
        re.compile(
            r"(?P<venue>.+?(?: \(\d\))?) (?P<volume>[\w-]+)(?:, No\. (?P<issue>[^,]+))?, (?:Article ID |Paper No\. )?"
            r"(?P<pages>[\w.]+(?:[-–][\w.]+)?)(?:, [^()]*)? \((?P<date>\d{4})\)\."
        ),
        re.compile(r"(?P<venue>arXiv), Preprint, arXiv:(?P<arxiv>\d{4}\.\d{4,5}) .*\((?P<date>\d{4})\)\."),
        re.compile(r"(?:Cited (?:in|by) (?P<citations>\d+) Documents?).*"),
        re.compile(
            r"MSC:.*|Full Text:.*|Keywords?:.*|Reviewer: .*|(?:Cited|References) .*|Display (?:abstract|summary"
            r"|review).*|BibTeX.*|Software:.*"
        ),
    ),
    entry="""
        authors
        title
        venue?
        buttons*
    """,
    export="the mark BibTeX beside a document",
)

SITES = (SCOPUS_TEXT, SCOPUS, WEB_OF_SCIENCE, MATHSCINET, ZBMATH)
