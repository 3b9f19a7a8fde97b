"""Archives and indexes of a field: bioRxiv and medRxiv, SSRN, NBER, NASA ADS, INSPIRE, RePEc, the lists of Paper Digest.

    New Results                                         bioRxiv, medRxiv
    A Title of a Paper
    Ada Example, Ben Sample
    bioRxiv 2024.01.02.456789; doi: https://doi.org/10.1101/2024.01.02.456789

    A Title of a Paper                                  SSRN
    Journal of Examples, Forthcoming
    Number of pages: 45 Posted: 02 Jan 2024 Last Revised: 03 Feb 2024
    Ada Example and Ben Sample
    Example University and Sample Institute
    Downloads 412 (30,123)

    A Title of a Paper                                  NBER
    Working Paper 31234                                 also "NBER Working Paper No. 31234"
    Ada Example & Ben Sample
    January 2024

    2024arXiv240100001E                                 NASA ADS
    2024/01
    cited: 12
    A Title of a Paper
    Example, Ada; Sample, Ben; and 3 more

    A Title of a Paper                                  INSPIRE
    #1
    Ada Example (Example U.), Ben Sample (Sample Inst.) (Jan 2, 2024)
    Published in: J.Ex. 12 (2024) 034567 • e-Print: 2401.00001 [hep-th]
    pdf DOI cite claim reference search 12 citations

    Example, Ada & Sample, Ben, 2023. "A Title of a Paper," XYZ Working Papers 31161, Sample Institute, Inc.      RePEc (IDEAS)
    Example, Ada, 2020. "A Title of a Paper," Journal of Examples, Sample Press, vol. 12(3), pages 45-67, May.

    1	A Title of a Paper                                Paper Digest
    Related Papers Related Patents Related Grants Related Venues Related Experts View
    Highlight: A sentence of the abstract.
    ADA EXAMPLE; BEN SAMPLE; et. al.

All from memory of the pages.
"""

import re

from sitegen.dumps.sites import Site

RXIV = Site(
    name="biorxiv",
    signs=re.compile(r"^(?:bio|med)Rxiv (?:20\d\d\.\d\d\.\d\d\.)?\d{6,8}(?:v\d+)?; doi: "),
    furniture=re.compile(
        r"(?:bio|med)Rxiv|Search Results|[\d,]+ Results|for term .*|Results per page:.*|Order by:.*|(?:New|Confirmatory"
        r"|Contradictory) Results"
        r"|(?:\d+ )+… \d+ next ›|View ORCID Profile|Add to Selected Citations|Now published in .*|Posted .*"
    ),
    entry="""
        buttons?
        title
        authors
        id
        abstract?
    """,
)
SSRN = Site(
    name="ssrn",
    signs=re.compile(
        r"^(Number of pages: \d+ Posted: )|^(Posted: \d{2} \w{3} \d{4})|^(Downloads [\d,]+(?: \([\d,]+\))?)$"
        r"|^(\S.* on SSRN)$|^(SSRN)$"
    ),
    least=2,
    furniture=re.compile(
        r"Number of pages: \d+|Citations? \d+|View .* on SSRN|Keywords: .*|JEL .*|SSRN|Abstract:?|Download(?: This Paper)?"
    ),
    lines=(
        re.compile(r"(?:Number of pages: \d+ )?Posted: (?P<date>\d{2} \w{3} \d{4})(?: Last Revised: .*)?"),
        re.compile(r"Downloads [\d,]+(?: \([\d,]+\))?(?:\s+Citations? (?P<citations>\d+))?"),
    ),
    alone=True,
    entry="""
        title
        venue?
        date
        authors
        affiliation?
        buttons
        citations?
        abstract?
    """,
)
NBER = Site(
    name="nber",
    signs=re.compile(
        r"^(?:NBER )?Working Paper (?:No\. )?\d{4,5}$|^#\d{4,5}$|^Author\(s\) -|^National Bureau of Economic Research$"
    ),
    least=2,
    furniture=re.compile(
        r"Working Papers?|National Bureau of Economic Research|Show \d+ results.*|[\d,]+ results|Search|Topics: .*"
        r"|Programs?: .*"
    ),
    lines=(
        re.compile(r"(?:NBER )?Working Paper (?:No\. )?#?w?\d{4,5}"),
        re.compile(r"Author\(s\) - (?P<authors>.+)"),
        re.compile(r"#\d{4,5}"),
    ),
    alone=True,
    entry="""
        date?
        title
        buttons?
        authors
        date?
        abstract?
    """,
)
BIBCODE = r"(?:1[89]|20)\d\d[A-Za-z&.]{2,9}[\d.]{1,8}[A-Za-z\d.]{0,6}[\d.]{1,4}[A-Z.]"
ADS = Site(
    name="nasa-ads",
    signs=re.compile(rf"^\d*\s*{BIBCODE}(?:\s|$)|^cited: ?\d+|^Abstract Search Results|^Your search returned [\d,]+ results"),
    least=2,
    furniture=re.compile(
        rf"\d*\s*{BIBCODE}|Your search returned .*|Show highlights|Show abstracts|Go To Bottom|Bulk Actions|Sort .*"
        rf"|Select all .*|Toggle .*|Access (?:to )?.*|\d+"
    ),
    lines=(
        re.compile(rf"(?:\d+\s+)?{BIBCODE}\s+(?P<date>\d{{4}}/\d{{2}})(?:\s+cited: ?(?P<citations>[\d,]+))?"),
        re.compile(r"(?P<date>\d{4}/\d{2})\s+cited: ?(?P<citations>[\d,]+)"),
        re.compile(r"cited: ?(?P<citations>[\d,]+)"),
        re.compile(r"(?P<date>\d{4}/\d{2})"),
    ),
    alone=True,
    entry="""
        date?
        citations?
        title
        authors
        abstract?
    """,
    export="Export → in BibTeX",
)
MONTH = r"[A-Z][a-z]{2}"
PRINT = r"(?: • e-Print: (?P<arxiv>\S+)(?: \[(?P<category>[\w.-]+)\])?)?"
INSPIRE = Site(
    name="inspire",
    signs=re.compile(
        r"^(?:pdf|links|DOI|cite|claim|reference search|datasets|\d+ citations?)(?:\s+(?:pdf|links|DOI|cite|claim"
        r"|reference search|datasets|[\d,]+ citations?))+$|• ?e-Print: "
    ),
    furniture=re.compile(
        r"#?\d+|pdf|links|DOI|cite|claim|reference search|datasets|cite all|Citation Summary|[\d,]+ results(?: \| cite all)?"
        r"|Most (?:Recent|Cited).*|Literature|Authors|Jobs"
    ),
    lines=(
        re.compile(r"(?:(?:pdf|links|DOI|cite|claim|reference search|datasets)\s+)*(?P<citations>[\d,]+) citations?"),
        re.compile(rf"(?:[^•(]+ Collaborations? • )?(?P<authors>.+) \((?P<date>(?:{MONTH}(?: \d{{1,2}})?,? )?(?:19|20)\d\d)\)"),
        re.compile(
            r"Published in: (?P<venue>\D+?) (?P<volume>\S+) \((?P<date>\d{4})\)"
            r"(?: (?P<issue>\d+),)? (?P<pages>[\d-]+)" + PRINT
        ),
        re.compile(rf"Published in: (?P<venue>.+?){PRINT}"),
        re.compile(r"e-Print: (?P<arxiv>\S+)(?: \[(?P<category>[\w.-]+)\])?"),
    ),
    closing=re.compile(r"About INSPIRE|Terms of Use|©\d{4} INSPIRE"),
    opening=re.compile(r"[\d,]+ results(?: \| cite all)?|cite all|Citation Summary|Most (?:Recent|Cited).*"),
    alone=True,
    entry="""
        title
        authors
        venue?
        buttons?
        citations?
    """,
    export="cite all → BibTeX",
)
DIGEST = Site(
    name="paper-digest",
    signs=re.compile(r"^Related Papers Related Patents Related Grants|^Paper Digest: |^TABLE 1: Paper Digest"),
    furniture=re.compile(
        r"Related Papers Related Patents.*|TABLE \d+: .*|Paper|Author\(s\)|Paper Digest: .*|To search for papers .*|Category"
        r"|Code|View|Title|Authors|Highlight"
    ),
    lines=(re.compile(r"(?:Highlight|Abstract): (?P<abstract>.+)"),),
    alone=True,
    entry="""
        number?
        title
        buttons?
        abstract
        authors
    """,
)
_REPEC = r'(?P<authors>[^"“”]{3,2000}?), (?P<date>(?:19|20)\d\d|[Uu]ndated)\. ["“](?P<title>[^"“”]{3,500}?),?["”] '
_REVISED = r"(?:, revised [A-Z][a-z]{2} \d{4})?\.?"
REPEC = Site(
    name="repec-ideas",
    least=2,
    signs=re.compile(
        r"^(RePEc Short-ID:)|^(My bibliography)\b|^(Research output)$|^(Jump to: )|^(Save this author)|(\bRePEc\b|\bIDEAS\b)"
        r"|(, (?:19|20)\d\d\. [\"“].{3,180},[\"”] \S)"
    ),
    furniture=re.compile(
        r"My bibliography.*|Save this author|Personal Details|Jump to:.*|Research output|(?:First|Middle|Last) Name:.*"
        r"|Suffix:.*|RePEc Short-ID:.*|Terminal Degree:.*|Cited by:?|NEP Fields|Co-authorship network on CollEc"
        r"|Corrections|More information|Access and download statistics"
    ),
    opening=re.compile(r"Jump to:.*|Working papers|Articles|Chapters|Books|Software components|Editorship"),
    closing=re.compile(r"NEP Fields|Corrections|More information|Rankings|Statistics"),
    lines=(
        re.compile(rf"{_REPEC}Papers (?P<arxiv>\d{{4}}\.\d{{4,5}}), (?P<venue>arXiv)\.org{_REVISED}"),
        re.compile(
            rf"{_REPEC}(?P<venue>[^\x22“”]+?)(?:, (?P<publisher>[^,]+(?:, (?:Inc|Ltd|LLC|[A-Z]{{2,5}}))?))?, vol\. "
            r"(?P<volume>[^\s(),]+)(?:\((?P<issue>[^()]+)\))?(?:, pages? (?P<pages>[\w.]*\w(?:[-–][\w.]*\w)?))?"
            r"(?:, [A-Z][\w-]+)?\.?"
        ),
        re.compile(
            rf"{_REPEC}[^,]{{3,80}}, in: .+? \(ed\.\), (?P<venue>.+?)(?:, edition \d+)?(?:, volume (?P<volume>\w+))?"
            r"(?:, (?P<chapter>chapter) \w+)?(?:, pages? (?P<pages>[\w-]+))?, (?P<publisher>[^,]+?)\.?"
        ),
        re.compile(rf"{_REPEC}(?P<venue>[^,]{{3,120}}?), (?P<publisher>[^\d\x22“”]{{3,120}}?){_REVISED}"),
    ),
    owned=True,
    alone=True,
    entry="title",
    export="below a paper's own page → Download reference as BibTeX or RIS",
)

SITES = (RXIV, SSRN, NBER, ADS, INSPIRE, DIGEST, REPEC)
