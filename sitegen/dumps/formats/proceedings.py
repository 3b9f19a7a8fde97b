r"""Proceedings at their publishers: ACL Anthology, NeurIPS, ICLR and ICML, PMLR, JMLR, CVF open access, AAAI, USENIX, VLDB.

ACL Anthology (https://aclanthology.org), event, volume or person; from pages as served:

pdf (full)
bib (full)
Proceedings of the Meeting on Examples         the volume of all papers below, until the next one
pdf bib abs
A Title of a Paper
Ada Example | Ben Sample
The abstract.
Proceedings of the Meeting on Examples         only on a person's page

NeurIPS (https://papers.nips.cc), from its template as it was up to 2023; title and authors are one line, or two:

Advances in Neural Information Processing Systems 36 (NeurIPS 2023)
A Title of a Paper Ada Example, Ben Sample Main Conference Track

PMLR (https://proceedings.mlr.press) and JMLR (https://jmlr.org), from their templates:

A Title of a Paper
Ada Example, Ben Sample; Proceedings of the Meeting on Examples, PMLR 139:1-10
[abs][Download PDF]
A Title of a Paper
Ada Example, Ben Sample; (7):1−40, 2021.
[abs][pdf][bib]

CVF (https://openaccess.thecvf.com), from its template; the head names the conference:

CVPR 2022 open access
A Title of a Paper
Ada Example, Ben Sample
[pdf] [supp] [arXiv] [bibtex]

ICLR, ICML and NeurIPS at their own sites (https://icml.cc/virtual), from copies of their text:

Poster
A Title of a Paper
Ada Example · Ben Sample
The abstract.
Show more

AAAI (https://ojs.aaai.org), and all journals made with Open Journal Systems, from memory:

Vol. 38 No. 5: AAAI-24 Technical Tracks 5
Published: 2024-03-24
A Title of a Paper
Ada Example, Ben Sample
4012-4020
PDF

VLDB (https://www.vldb.org/pvldb), from memory:

Volume 16, No. 1
A Title of a Paper
Ada Example (University of Examples), Ben Sample (Sample Labs)
Pages: 1 - 13
DOI: 10.1000/1

USENIX (https://www.usenix.org), from memory; affiliations stand behind the names:

A Title of a Paper
Ada Example and Ben Sample, University of Examples; Cy Probe, Sample Labs
Available Media
The abstract.
"""

import re

from sitegen.dumps.details import Details
from sitegen.dumps.sites import Site

ACL = Site(
    name="acl-anthology",
    alone=True,
    opening=re.compile(r"(?:pdf|bib) \(full\).*|pdf ?bib.*"),
    closing=re.compile(
        r"ACL materials are Copyright.*|Co-authors|Fix (?:data|author|metadata)|Permission is granted to make copies.*"
    ),
    signs=re.compile(
        r"^ACL Anthology$|^(?:pdf|bib) \(full\)|^Anthology ID:|^pdf ?bib(?: ?abs)?$|^(?:News|FAQ|Corrections)\(current\)$"
    ),
    least=2,
    furniture=re.compile(
        r"(?:pdf|bib) \(full\)|pdf \(full\) ?bib \(full\)|(?:Show|Hide) all abstracts|up|Volumes"
        r"|.+ \d+ papers?|Anthology ID:.*|Venues?:.*|SIGs?:.*"
        r"|(?:News|FAQ|Corrections|Submissions)(?:\(current\))?|Bib Export formats:.*"
    ),
    lines=(
        re.compile(r"(?:pdf|pdf ?bib)\n(?P<title>(?:Proceedings|Findings|Actes) (?:of|de) .+)"),
        re.compile(r"(?:(?:pdf|bib|abs|software|dataset|poster|video|code|optional supplementary material) ?)+", re.I),
    ),
    entry="""
        buttons*
        title
        authors
        venue?
        abstract*
    """,
    about=re.compile(
        r"^(?P<venue>(?:Proceedings|Findings|Transactions|Actes|Journal) (?:of|de) (?!.* \d+ papers?$).+?)"
        r"(?: - ACL Anthology)?$"
        r"|\((?P<date>(?:19|20)\d\d)\)(?: - ACL Anthology)?$|^Year: ?(?P<date_>(?:19|20)\d\d)$"
    ),
    headings=re.compile(
        r".*bib \(full\)\n(?P<venue>.+)|.*\n(?:pdf \(full\)|bib \(full\)| ){2,}(?P<venue_>.+)|.*\n(?P<date>(?:19|20)\d\d)"
    ),
)

NEURIPS = Site(
    name="neurips-proceedings",
    signs=re.compile(
        r"^Advances in Neural Information Processing Systems \d+(?: \((?:NeurIPS|NIPS) \d{4}\))?$"
        r"|^Do not remove: This comment is monitored"
    ),
    furniture=re.compile(r"Do not remove: This comment is monitored.*|(?:Main Conference|Datasets and Benchmarks)(?: Track)?"),
    lines=(
        re.compile(
            r"Advances in Neural Information Processing Systems \d+.*|Edited by:?.*|Name Change Policy"
            r"|Requests for name changes.*|(?:Main Conference|Datasets and Benchmarks) Track|Authors?"
        ),
        re.compile(
            r"(?P<glued>\S+ \S+ .+?) (?:Main Conference|Datasets (?:and|&) Benchmarks|Position Paper|Journal"
            r"|Competition)(?: Track)?"
        ),
        re.compile(r"(?P<glued>\S+ \S+ \S+ .+)"),
    ),
    opening=re.compile(r"Advances in Neural Information Processing Systems \d+.*"),
    closing=re.compile(r"Do not remove:.*|Name Change Policy|Contact us?"),
    entry="""
        title
        authors?
    """,
    about=re.compile(r"^(?P<venue>Advances in Neural Information Processing Systems \d+(?: \((?:NeurIPS|NIPS) \d{4}\))?)$"),
)

PMLR = Site(
    name="pmlr",
    alone=True,
    signs=re.compile(r"^\[abs\]\s?\[Download PDF\]|^[^;]+; Proceedings of .+, PMLR \d+:\d+-\d+|^\[bib\]\[citeproc\]$"),
    furniture=re.compile(r"\[edit\]|Volume \d+:.*|Editors?:.*|Contents:|Filter Authors:.*|\[bib\]\[citeproc\]|\[abs\].*"),
    lines=(
        re.compile(
            r"(?P<authors>[^;]+); (?P<venue>[^;]+?),? PMLR,? (?P<volume>\d+):(?P<pages>\d+[-–—]\d+)(?:, (?P<date>\d{4}))?\.?"
        ),
    ),
    entry="""
        title
        authors
        venue?
        buttons
        buttons?
    """,
)

JMLR = Site(
    name="jmlr",
    signs=re.compile(r"^JMLR Volume \d+$|^\[abs\]\s?\[\s?pdf\s?\]\s?\[\s?bib\s?\]|; \(\d+\):1[-−–]\d+, \d{4}\."),
    furniture=re.compile(
        r"\[abs\].*|JMLR|Home Page|Papers|Submissions|News|Editorial Board|Special Issues"
        r"|Open Source Software|Proceedings \(PMLR\)|Data \(DMLR\)"
        r"|Transactions \(TMLR\)|Search|Statistics|Login|Frequently Asked Questions|Contact Us|RSS Feed"
        r"|© JMLR.*|JMLR Volume \d+"
    ),
    lines=(
        re.compile(
            r"(?P<authors>[^;]+); \((?P<issue>\d+)\):(?P<pages>\d+[-−–]\d+), (?P<date>\d{4})\.?(?: ?\("
            r"(?P<note>[^()]+)\))?(?: ?\[abs\].*)?"
        ),
    ),
    entry="""
        title
        authors
        buttons?
    """,
    about=re.compile(r"^JMLR Volume (?P<volume>\d+)$"),
    says=Details(venue="Journal of Machine Learning Research", type="article"),
)

CVF = Site(
    name="cvf-open-access",
    alone=True,
    signs=re.compile(
        r"papers are the Open Access versions, provided by the Computer Vision Foundation|^[A-Z]{3,5}W? \d{4} open access$"
    ),
    furniture=re.compile(
        r"These .+ are the Open Access versions.*|Except for the watermark.*"
        r"|This material is presented to ensure timely.*|Powered by:?.*|Search|Papers|Back"
        r"|.* open access|All Papers|Day \d+:.*"
    ),
    lines=(re.compile(r"\[pdf\].*"),),
    entry="""
        title
        authors
        buttons
    """,
    about=re.compile(
        r"^(?P<venue>[A-Z]{3,5}W? \d{4})(?: Workshops?)? open access$|^These (?P<venue_>[A-Z]{3,5}W? \d{4})"
        r"(?: workshop)? papers are"
    ),
)

VIRTUAL = Site(
    name="conference-site",
    alone=True,
    least=2,
    signs=re.compile(
        r"^(?:(ICLR|ICML|NeurIPS|CoRL|MLSys|AISTATS|CVPR|ICCV|ECCV)(?: 20\d\d)?$|(Showing papers for)|(Select Year: )"
        r"|(View full details)$|(mini|compact|serendipity|bookmarked first|visited first)$|(Layout:) mini)"
    ),
    furniture=re.compile(
        r"Select Year:.*|Showing papers for.*|Layout:.*|Filter by:.*|mini|compact|topic|detail|title|author|session|shuffle|by"
        r"|serendipity|(?:not )?(?:bookmarked|visited) first|Show more|View full details|Abstract|Schedule|Papers|Calls|Dates"
        r"|Organization|Attend|(?:ICLR|ICML|NeurIPS)(?: Logo| uses cookies.*)?|Project Page|OpenReview|Chat is not available\."
    ),
    opening=re.compile(r"Showing papers for.*|(?:Spotlight )?(?:Poster|Oral|Spotlight)"),
    closing=re.compile(r"[A-Za-z]+ uses cookies.*|[A-Z]\w+ Logo|Successful Page Load"),
    entry="""
        note?
        title
        authors
        abstract*
        buttons*
    """,
)

JOURNAL_SYSTEM = Site(
    name="open-journal-systems",
    alone=True,
    least=2,
    signs=re.compile(
        r"^(?:(Open Journal Systems)$|(Skip to main navigation menu)$|(AAAI [\w-]+ Track )|(Vol\. \d+ No\. \d+)|(Archives)$"
        r"|(For (?:Readers|Authors|Librarians))$)"
    ),
    furniture=re.compile(
        r"(?:AAAI|IAAI|EAAI) .*Track.*|PDF(?: \(\w+\))?|HTML|EPUB|Articles?|Editorials?|Full Issue|Front Matter|Skip to .*"
        r"|Register|Log ?in|Issues|Archives|About(?: the Journal)?|Search|Home|/|More Information|Information"
        r"|Current|Submissions"
    ),
    opening=re.compile(r"Published: .*|(?:AAAI|IAAI|EAAI) .*Track.*|Articles|Full Issue"),
    closing=re.compile(r"More Information|Information|For Readers|Make a Submission|Open Journal Systems|Current Issue"),
    lines=(
        re.compile(r"(?P<pages>[a-z]?\d{1,6}(?:[-–][a-z]?\d{1,6})?)"),
        re.compile(r"DOI:? ?(?:https?://doi\.org/)?(?P<doi>10\.\S+)"),
    ),
    entry="""
        title
        doi?
        authors
        pages?
        "PDF"?
        buttons*
    """,
    about=re.compile(
        r"^(?P<venue>(?:Proceedings|Journal|Transactions|Annals|Archives|Revista|Cadernos|Zeitschrift) (?!.*\d).{3,100})$"
        r"|^Vol\. (?P<volume>\d+)(?: No\. (?P<issue>[\w-]+))?(?: \((?P<date_>(?:19|20)\d\d)\)|:|$)"
        r"|^Published: (?P<date>(?:19|20)\d\d-\d\d(?:-\d\d)?)$"
    ),
)

VLDB = Site(
    name="vldb",
    alone=True,
    least=2,
    signs=re.compile(
        r"^(?:(PVLDB)$|(Proceedings of the VLDB Endowment)$|(VLDB Endowment Inc)|(Pages: \d+ - \d+)$|(DOI: 10\.14778/))"
    ),
    furniture=re.compile(r"PVLDB|Home|Volumes|Submission Guidelines|Editors|FAQ|PDF|Front Matter|VLDB Endowment Inc.*"),
    opening=re.compile(r"(?:Volume \d+, )?No\. \d+.*|Volume \d+, (?:No|Issue).*|Front Matter"),
    closing=re.compile(r"VLDB Endowment Inc.*"),
    lines=(
        re.compile(r"Pages?: ?(?P<pages>\d+ ?[-–] ?\d+)"),
        re.compile(r"(?P<authors>[^()]{3,80}(?: \([^()]{2,120}\)(?:, [^()]{3,80})?)+)"),
    ),
    entry="""
        title
        authors
        pages
        doi?
        buttons*
    """,
    about=re.compile(r"^Volume (?P<volume>\d+)(?:, (?:No\.|Issue) (?P<issue>\d+))?$"),
    says=Details(venue="Proceedings of the VLDB Endowment", type="article"),
)

USENIX = Site(
    name="usenix",
    alone=True,
    least=2,
    signs=re.compile(r"^(?:(USENIX)$|(Available Media)$|(© USENIX)|(.*\bUSENIX\b.* (?:Sessions|Symposium|Conference)))"),
    furniture=re.compile(
        r"Available Media|USENIX|Conferences|Students|Sign in|Attend|Program|Participate|Sponsors|About|Session Chairs?:.*"
        r"|(?:Hide|Show) details ▾?|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, .*|\d{1,2}:\d\d [ap]m ?[–-] ?\d{1,2}:\d\d [ap]m"
        r"|(?:Lunch|Coffee|Break|Registration|Opening Remarks|Reception).*|Skip to .*|© USENIX.*|Privacy Policy|Contact Us"
        r"|Paper"
        r"|(?:View the )?[Ss]lides|(?:Video|Audio)|Awarded .*"
    ),
    opening=re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, .*|\d{1,2}:\d\d [ap]m ?[–-] ?\d{1,2}:\d\d [ap]m"),
    closing=re.compile(r"© USENIX.*|Privacy Policy"),
    entry="""
        title
        authors
        note?
        "Available Media"
        abstract*
    """,
    about=re.compile(r"^(?P<venue>(?:\d+(?:st|nd|rd|th) )?USENIX .{5,90}?(?:Symposium|Conference|Workshop)\b.{0,60})$"),
)

SITES = (ACL, NEURIPS, PMLR, JMLR, CVF, VIRTUAL, JOURNAL_SYSTEM, VLDB, USENIX)
