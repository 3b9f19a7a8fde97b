r"""Journals at their publishers: ScienceDirect, SpringerLink, Nature, MDPI, JSTOR, and the ACM's library.

    Research articleOpen access                    ScienceDirect, search results
    A Title of a Paper
    Journal of ExamplesJanuary 2020                or: Journal of Examples, Volume 12, 1 January 2020, Pages 45-67
    Ada Example, Ben Sample, ... Cy Probe
    View PDF
    AbstractExtractsFiguresExport

    Article                                        SpringerLink, search results
    A Title of a Paper
    The beginning of the abstract...
    Ada Example, Ben Sample in Journal of Examples (2020)
    Download PDF (1057 KB)

    A Title of a Paper                             Nature, search results
    A sentence on the paper.
    Ada Example, Ben Sample ... Cy Probe
    ResearchOpen Access15 Jul 2020
    Nature
    Volume: 596, P: 583-589

    Open AccessArticle                             MDPI, search results
    20 pages, 5044 KiB
    A Title of a Paper
    by Ada Example and Ben Sample
    Samples 2020, 12(3), 45; https://doi.org/10.3390/samples12030045 - 2 Mar 2020
    Cited by 8 | Viewed by 1204
    Abstract The abstract.

    research-article                               ACM Digital Library, proceedings and search results; from memory
    A Title of a Paper
    Ada Example, Ben Sample
    EX '20: Proceedings of the Meeting on ExamplesMarch 2020, pp 45–67https://doi.org/10.1145/1.2

The pages were checked against copies of their text, but for those that are said to be from memory.
"""

import re

from sitegen.dumps.sites import Site

MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Spring"
    r"|Summer|Autumn|Fall|Winter)"
)
DAY = rf"(?:\d{{1,2}} )?(?:{MONTH}(?:[–-]{MONTH})? )?(?:19|20)\d\d"

SCIENCEDIRECT = Site(
    name="sciencedirect-search",
    alone=True,
    opening=re.compile(r"sorted by .*|Download selected articles"),
    closing=re.compile(r"Display(?:ing)? .*results? per page.*|Page \d+ of \d+|About ScienceDirect.*"),
    signs=re.compile(
        r"^Set search alert$|^Download selected articles$|^AbstractExtractsFiguresExport$|^(?:Research"
        r"|Review) article(?:Open|Full text) ?access$"
    ),
    least=2,
    furniture=re.compile(
        r"[\d,]+ results?|Set search alert|Refine by:?|Download selected articles|Export"
        r"|sorted by relevance ?\| ?date|View PDF|(?:Abstract|Extracts|Figures|Export| )+"
        r"|Get access|Download PDF|Article preview|Show (?:more|less)|Full text access|Open access|Years"
        r"|Article type|Publication title|Subject areas|Access type"
    ),
    lines=(
        re.compile(
            r"(?P<type>Research|Review|Short|Mini|Book|Data|Case|Original|Full Length)(?: [Aa]rticle|article)"
            r"(?: ?• ?)?(?:Full text access|Open access|Open archive|Abstract only)?"
        ),
        re.compile(
            r"(?P<type>[A-Z][a-z]+(?: [a-z]+){0,2}?)(?: ?• ?)?(?:Full text access|Open access|Open archive|Abstract only)"
        ),
        re.compile(r".*(?:access|archive|Abstract only|article)\n(?!Select article)(?P<title>.+)"),
        re.compile(
            rf"(?P<venue>.+?), Volumes? (?P<volume>[\w–-]+)(?:, (?:Issues?|Parts?) (?P<issue>[\w–, -]+?))?, "
            rf"(?P<date>{DAY})(?:, Pages? (?P<pages>[\w.–-]+)|, (?:Article )?(?P<pages_>[\w.]+))?"
        ),
        re.compile(rf"(?P<venue>.+?)(?:, |(?<=[a-z)]))(?P<date>(?:\d{{1,2}} )?{MONTH} (?:19|20)\d\d|(?:19|20)\d\d)"),
        re.compile(rf"(?P<venue>.+?), (?P<note>In press)[^,]*(?:, .*?)?, Available online (?P<date>{DAY})"),
    ),
    entry="""
        number?
        type
        title
        venue, year
        authors?
        buttons*
    """,
    export="select the articles, and Export → BibTeX or RIS",
)

SPRINGER = Site(
    name="springerlink-search",
    alone=True,
    least=2,
    signs=re.compile(r"^Download PDF (?=\(\d+ KB\)$)|^View (?:Article|Chapter|Entry)$|^Springer ?Link$|(?<=\d) Result\(s\)"),
    opening=re.compile(
        r"Page \d+ of [\d,]+|(?:Oldest|Newest) First|Article|Chapter|OriginalPaper|ReviewPaper|Conference Paper"
    ),
    closing=re.compile(r"Support|Not logged in.*|Over .* scientific documents.*|Help|© .*"),
    furniture=re.compile(
        r"Page \d+ of [\d,]+|Newest First|Oldest First|Date Published|Relevance|Sort By|show all|between|and|Go|Previous|Next"
    ),
    lines=(
        re.compile(r"Download PDF.*|View .{2,20}|Look Inside|Get Access|Open Access|No Access|.{20,}(?:\.\.\.|…)"),
        re.compile(r"(?P<authors>.+?) in (?P<venue>.+) \((?P<date>(?:19|20)\d\d)\)"),
        re.compile(r"in (?P<venue>.+) \((?P<date>(?:19|20)\d\d)\)"),
        re.compile(
            r"(?:Article|(?:Conference Paper|Chapter|Entry|Protocol|Book|Reference Work Entry)"
            r"(?: and Conference Paper)?)\n(?!Open Access|No Access)(?P<title>.+)"
        ),
        re.compile(r"(?P<type>Article|Conference Paper|Chapter|Book)(?: and Conference Paper)?(?: ?Open Access)?"),
    ),
    entry="""
        type?
        buttons?
        title
        buttons?
        authors?
        buttons?
        buttons?
    """,
    export="the arrow above the results (CSV), or a paper's page → Cite this article",
)

NATURE = Site(
    name="nature-search",
    signs=re.compile(
        r"^(?:Research|Reviews?|News(?: & Views)?|Comments?(?: & Opinion)?)"
        r"(?:Open Access)?\d{1,2} [A-Z][a-z]{2} \d{4}$|^Volume: \d+, P: [\d-]+$"
    ),
    alone=True,
    opening=re.compile(r"Sort by:?.*|Showing .* results"),
    closing=re.compile(
        r"Search|Quick links|nature\.com sitemap|Previous|Next|page|About (?:us|Nature Portfolio)|Previous page|Current page"
    ),
    furniture=re.compile(r"Sort by:?.*|Showing .* results|Open Access|Relevance|Date published \(.*\)|Advertisement"),
    lines=(
        re.compile(r".*\n(?P<authors>.+)\n[A-Z][a-zA-Z &]+?(?:Open Access)?\d{1,2} [A-Z][a-z]{2} \d{4}"),
        re.compile(r"(?P<type>Research|Review)s?(?: ?Open Access| ?Article)*(?P<date>\d{1,2} [A-Z][a-z]{2} \d{4})"),
        re.compile(r"(?:[A-Z][a-zA-Z &]+?)(?:Open Access)?(?P<date>\d{1,2} [A-Z][a-z]{2} \d{4})"),
        re.compile(r"Volume: (?P<volume>\d+), (?:P|Issue: (?P<issue>\d+), P): (?P<pages>[\w-]+)"),
        re.compile(r".*\d{1,2} [A-Z][a-z]{2} \d{4}\n(?P<venue>.+)"),
    ),
    entry="""
        title
        skip?
        authors?
        date
        venue?
        volume?
    """,
)

MDPI = Site(
    name="mdpi-search",
    alone=True,
    least=2,
    signs=re.compile(
        r"(?<=\d) pages, (?=[\d.,]+ [KM]i?B$)|Viewed by (?=[\d,]+$)|^Open Access(?=[A-Z][a-z])|; https://doi\.org/10\.3390/"
    ),
    opening=re.compile(r"Result details|Open Access ?[A-Z].*"),
    closing=re.compile(r"Displaying articles? .*|Back to Top.*|Further Information"),
    furniture=re.compile(
        r"Normal|Show all|Compact|Result details|Order results|Publication Date|Full article|►|▼ Show Figures"
        r"|Figure \d+|Show Figures|\(This article belongs to .*|Issue Cover"
    ),
    lines=(
        re.compile(
            r"(?:Feature Paper|Editor[’']s Choice)*Open Access(?:Feature Paper|Editor[’']s Choice)*(?P<type>[A-Z][A-Za-z ]+)"
        ),
        re.compile(r"\d+ pages?, [\d.,]+ [KM]i?B"),
        re.compile(r"\d+ pages?, [\d.,]+ [KM]i?B\n(?P<title>.+)"),
        re.compile(r"by (?P<authors>.+)"),
        re.compile(
            r"(?P<venue>.+?) (?P<date_>\d{4}), (?P<volume>\d+)(?:\((?P<issue>[^)]+)\))?, (?P<pages>[\w-]+)"
            r"(?: \(registering DOI\))?; (?:doi: ?|https?://(?:dx\.)?doi\.org/)(?P<doi>10\.[^\s(]+)"
            r"(?: \(.*\))? [-–] (?P<date>\d{1,2} [A-Z][a-z]{2} \d{4})"
        ),
        re.compile(r"(?:Cited by (?P<citations>[\d,]+)(?: \| )?)?(?:Viewed by [\d,]+)?"),
        re.compile(r"(?:Abstract|Background|Objective)s?:? ?(?P<abstract>.{40,}?)(?: Full article)?"),
    ),
    entry="""
        type
        buttons?
        title
        authors
        venue, year
        citations?
        abstract*
    """,
    export="Select all, and export the citations as BibTeX or RIS",
)

ACM = Site(
    name="acm-digital-library",
    alone=True,
    least=2,
    signs=re.compile(
        r"^(?:research|short|review|survey|demonstration|extended|tutorial|invited|poster)-(?:article|paper"
        r"|abstract|talk)$|(?=https://doi\.org/10\.1145/\S+$)|^ACM Digital Library$"
    ),
    opening=re.compile(
        r"(?:research|short|review|survey|demonstration|extended|tutorial|invited|poster)-(?:article|paper|abstract|talk)"
        r"|Article|Select All"
    ),
    furniture=re.compile(
        r"Get Access|eReader|PDF|HTML|Metrics|Total (?:Citations|Downloads).*|Last \d+ (?:Days|Months"
        r"|weeks).*|Get Citation Alerts.*|Save to Binder|Export Citation|Share|Abstract|Free Access"
        r"|Open Access|Public Access|Supplementary Material|Select All|Get Citation|Save|[Ff]ree|View Issue"
        r"|MP4|view online with eReader|Digital Edition"
    ),
    lines=(
        re.compile(
            r"(?P<venue>.+?[a-z\d)])(?:, (?:Volume (?P<volume>\d+), )?(?:Issue (?P<issue>[^,]+))?)?"
            r"(?:,? ?Article No\.:? ?(?P<pages_>\w+))?,? ?(?P<date>(?:\d{1,2} )?" + MONTH + r" \d{4})"
            r"(?:, (?:Article No\.:? ?\w+, )?pp? ?(?P<pages>[\w–-]+?))? ?(?:https?://doi\.org/(?P<doi>10\.\S+))?"
        ),
        re.compile(
            r"Article No\.:? ?(?P<pages_>\w+)(?:, (?:Pages?|pp?\.?) ?(?P<pages>[\w–-]+?))?(?:https?://doi\.org/"
            r"(?P<doi>10\.\S+))?"
        ),
        re.compile(r"(?:(?:Pages?|pp?\.?) ?(?P<pages>[\w–-]+?))? ?https?://doi\.org/(?P<doi>10\.\S+)"),
        re.compile(
            r"(?P<type>research|short|review|survey|demonstration|extended|tutorial|invited|poster)-(?:article"
            r"|paper|abstract|talk)|Article(?: No\.)?"
        ),
    ),
    entry="""
        type?
        buttons*
        title
        authors*
        venue?
        identifier?
        abstract*
        buttons*
    """.replace("identifier", "id"),
    export="Select All, and Export Citations → BibTeX",
)

JSTOR = Site(
    name="jstor-search",
    alone=True,
    least=2,
    signs=re.compile(r"^JOURNAL ARTICLE$|^https://www\.jstor\.org/stable/(?=\S+$)|^BOOK CHAPTER$|^RESEARCH REPORT$"),
    opening=re.compile(r"(?:JOURNAL ARTICLE|BOOK(?: CHAPTER)?|RESEARCH REPORT)"),
    closing=re.compile(r"ITHAKA|Next|JSTOR is part of.*|Back to top|\d"),
    furniture=re.compile(
        r"Download|Save|Cite|Read and download.*|Read [Oo]nline.*|Preview|Previous|Sort by:?.*|OPEN ACCESS"
        r"|Refine Results|Topics?:.*"
    ),
    lines=(
        re.compile(r"From: (?P<venue>.+?)(?: https://www\.jstor\.org/\S+)?"),
        re.compile(
            r"(?:From: )?(?P<venue>.+?), Vol\. (?P<volume>[\w/-]+)(?:, No\. (?P<issue>[\w/-]+))?"
            r"(?:, .{1,80}?)? \((?P<date>[^()]{4,30})\), pp?\. (?P<pages>[\w-]+)(?: \(.*\))?"
        ),
    ),
    entry="""
        type
        title
        authors?
        venue
        id?
        buttons*
    """,
    export="Select all, and Cite → Export a RIS file or BibTeX",
)

SITES = (SCIENCEDIRECT, SPRINGER, NATURE, MDPI, ACM, JSTOR)
