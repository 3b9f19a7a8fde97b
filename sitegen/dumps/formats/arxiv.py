r"""arXiv (https://arxiv.org): listings of new papers and of an author, search results, the daily mail, a paper's page.

    [1] arXiv:2401.00001 [pdf, html, other]             a listing, also of an author
    Title: A Title of a Paper
    Ada Example, Ben Sample
    Comments: 12 pages
    Journal-ref: Journal of Examples, Vol 7, 2024
    Subjects: Machine Learning (cs.LG); Computation and Language (cs.CL)

    The abstract.

    arXiv:2401.00001  [pdf, ps, other]   cs.LG cs.CL    search results
    A Title of a Paper
    Authors: Ada Example, Ben Sample
    Abstract: …A part of the abstract… ▽ More
    Submitted 2 January, 2024; originally announced January 2024.

    \\                                                   the mail
    arXiv:2401.00001
    Date: Tue, 2 Jan 2024 17:50:12 GMT   (1000kb,D)

    Title: A Title of a Paper
    Authors: Ada Example, Ben Sampl\'e
    Categories: cs.LG cs.CL
    \\
      The abstract.
    \\ ( https://arxiv.org/abs/2401.00001 ,  1000kb)

    [Submitted on 2 Jan 2024 (v1), last revised 3 Feb 2024 (this version, v2)]
    Title:A Title of a Paper                             a paper's page
    Authors:Ada Example, Ben Sample
    Abstract:The abstract.
    Cite as:	arXiv:2401.00001 [cs.LG]

The listing is from the site's template, the mail as it is sent, the others from the template and from memory.
"""

import re

from sitegen import categories
from sitegen.dumps.sites import Site

ID = r"arXiv:(?P<arxiv>(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7}))(?:v\d+)?"
FORMATS = r"\[(?:pdf|ps|html|other|abs|src)(?:, (?:pdf|ps|html|other|abs|src))*\]"
# What the head and the foot of every page show.
AROUND = (
    r"Skip to main content|We gratefully acknowledge support from .*|arxiv logo(?: > .*)?|Help \| Advanced Search|Donate|Login"
    r"|quick links|Help Pages|About arXiv|About Help|Contact Subscribe|Copyright(?: Privacy Policy)?|Privacy Policy"
    r"|Web Accessibility Assistance|arXiv Operational Status|Click here to (?:contact arXiv Contact|subscribe Subscribe)"
    r"|contact arXiv|subscribe to arXiv mailings|Get status notifications via email or slack|\[ORCID\](?: \[Atom feed\])?"
    r"|All fields"
)
LISTING = Site(
    name="arxiv-listing",
    signs=re.compile(rf"^(?:\[\d+\]\s*)?arXiv:\S+\s(?:\((?:replaced|cross-list from \S+)\)\s)?{FORMATS}$"),
    unless=re.compile(r"originally announced"),
    furniture=re.compile(
        rf"{AROUND}|{'|'.join(map(re.escape, categories.NAMES.values()))}|Computer Science|See (?:recent"
        rf"|today's new) (?:articles|changes)|(?:New|Cross|Replacement) submissions(?: \(.*\))?|Cross-lists|Replacements"
        r"|Showing (?:new|recent) listings.*|Total of [\d,]+ entries.*|Showing up to \d+ entries per page: .*"
        r"|Authors and titles for .*"
        r"|[A-Z][a-z]{2}, \d+ [A-Z][a-z]{2} \d{4}(?: \(.*\))?|\[ ?(?:total of )?[\d,]+ entries.*|\[ showing .*|\[ (?:fewer"
        r"|more) .*"
    ),
    lines=(re.compile(rf"(?:\[\d+\]\s*)?{ID}\s(?:\((?:replaced|cross-list from \S+)\)\s)?{FORMATS}"),),
    entry="""
        number?
        id
        title
        authors
        note?
        venue?
        doi?
        category
        abstract?
    """,
    export="arXiv's API gives the same list: https://info.arxiv.org/help/api/",
)
SEARCH = Site(
    name="arxiv-search",
    signs=re.compile(r"; originally announced [A-Z]\w+ \d{4}\.$"),
    furniture=re.compile(
        rf"{AROUND}|Simple Search|Advanced Search|Search(?: term\.\.\.)?|Showing [\d,]+[–-][\d,]+ of [\d,]+ results.*"
        rf"|Show(?:ing)? abstracts"
        r"(?: Hide abstracts)?|Hide abstracts|\d+ results per page\. Sort results by .*|Sort results by.*|Go|Next|Previous"
        r"|Search v\S+ released .*|\d{1,4}|…"
    ),
    lines=(
        re.compile(rf"{ID}\s+{FORMATS}\s+(?P<category>[a-z-]+(?:\.[A-Za-z-]+)?)(?:\s[a-z-]+(?:\.[A-Za-z-]+)?)*"),
        re.compile(
            rf"{ID}\s+{FORMATS}\s+(?P<category>[a-z-]+(?:\.[A-Za-z-]+)?)(?:\s[a-z-]+(?:\.[A-Za-z-]+)?)*\s+doi\s(?P<doi>10\.\S+)\s*"
        ),
    ),
    entry="""
        number?
        id
        title
        authors
        abstract?
        date
        note?
        venue?
    """,
    export="arXiv's API gives the same list: https://info.arxiv.org/help/api/",
)
MAIL = Site(
    name="arxiv-mail",
    signs=re.compile(r"^\\\\ \( ?https?://arxiv\.org/abs/"),
    furniture=re.compile(r"-{20,}|\\\\|[%-]{30,}|replaced with revised version .*"),
    opening=re.compile(r"\\\\"),
    closing=re.compile(r"(?:-*%%%){3,}.*"),
    lines=(
        re.compile(rf"{ID}(?: \(\*cross-listing\*\))?"),
        re.compile(r"Date(?: \(v1\))?: (?P<date>.+?)\s+GMT\s.*"),
        re.compile(r"Date \(revised v\d+\): .*"),
        re.compile(r"\\\\ \( ?(?P<links>https?://arxiv\.org/abs/\S+) ,\s+\d+kb\)"),
    ),
    entry="""
        id
        date?
        title
        authors
        category
        note?
        venue?
        doi?
        abstract?
        link
    """,
)
PAPER = Site(
    name="arxiv-paper",
    signs=re.compile(r"^\[Submitted on \d|^\(or arXiv:\S+ .*for this version\)|^Cite as:\s*arXiv:|^Submission history$"),
    least=2,
    furniture=re.compile(
        rf"{AROUND}|\(or arXiv:\S+ .*for this version\)|Focus to learn more|arXiv-issued DOI via DataCite.*"
        rf"|View a PDF of the paper titled .*"
        r"|View PDF|HTML \(experimental\)|TeX Source"
    ),
    opening=re.compile(r"[A-Z][A-Za-z ]+ > [A-Z][A-Za-z, -]+|arXiv:\S+ \([a-z-]+\)|\[Submitted on .*"),
    closing=re.compile(r"Submission history|Access Paper:|Current browse context:|Bibliographic Tools"),
    lines=(
        re.compile(rf"{ID} \([a-z-]+\)"),
        re.compile(r"Related DOI: (?P<links>https?://doi\.org/\S+)"),
        re.compile(r"\[Submitted on (?P<date>\d+ \w+ \d{4}).*\]"),
    ),
    alone=True,
    entry="""
        category?
        id?
        date
        title
        authors
        abstract
        note?
        category?
        id?
        link?
        venue?
    """,
    export='"export BibTeX citation" on the page',
)
SITES = (LISTING, SEARCH, MAIL, PAPER)
