"""OpenReview (https://openreview.net): the papers of a venue, and of a person.

    ICLR 2023 Conference                                the head of a venue
    …
    A Title of a Paper
    Ada Example, Ben Sample
    Published: 01 Feb 2023, Last Modified: 10 Feb 2023  a venue
    ICLR 2023 poster
    Readers: Everyone
    Show details

    A Title of a Paper                                  a person, or search
    pdf icon
    Ada Example, Ben Sample
    NeurIPS 2023 spotlight
    Readers: Everyone

From memory of the pages.
"""

import re

from sitegen.dumps.sites import Site

VENUE = Site(
    name="openreview",
    signs=re.compile(
        r"^(?:Readers: Everyone|Show details|Desk Rejected(?:/Withdrawn)? Submissions|openreview\.net|OpenReview(?:\.net)?"
        r"|Readers: .*)$"
    ),
    least=2,
    furniture=re.compile(
        r"Readers: .*|Show details|Hide details|Notable-top-\d+%|Accept \((?:oral|spotlight|poster|notable).*\)|Oral"
        r"|Spotlight|Poster|Reject|Submitted"
        r"|Desk Rejected(?:/Withdrawn)? Submissions|Withdrawn.*Submissions|Recent Activity|Your Consoles|All Submissions"
        r"|Accepted Papers|pdf icon|\d{1,3}|»|«|›|‹"
        r"|Please see the venue website for more information\.|Toggle navigation|OpenReview(?:\.net)?|Login|Search"
        r"|Publications|Recent Publications|View all.*"
        r"|Names|Career & Education History|Emails|Personal Links|Advisors, Relations & Conflicts|Expertise|Joined \w+ \d{4}"
        r"|Filter by.*"
    ),
    opening=re.compile(r"Recent Activity|Recent Publications|Publications"),
    closing=re.compile(r"«|»|About OpenReview|Co-Authors"),
    lines=(
        re.compile(r"Published: (?P<date>\d{2} \w{3} \d{4}),? Last Modified: .*"),
        re.compile(r"(?:Submitted|Uploaded): (?P<date>\d{2} \w{3} \d{4}),? Last Modified: .*"),
    ),
    alone=True,
    entry="""
        title
        authors
        date?
        venue?
        type?
    """,
    export="OpenReview's API gives the notes of a venue: https://docs.openreview.net",
)
SITES = (VENUE,)
