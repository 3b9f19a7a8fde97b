"""Google Scholar (https://scholar.google.com): a person's profile.

    Get my own profile
    Ada Example
    Professor of Samples, Example University
    …
    A Title of a Paper
    A Example, B Sample, C Probe
    Journal of Examples 12 (3), 45-67, 2016	250000	2016

The count of citations and the year stand in cells of their own, or on lines of their own; either may be missing. The layout was
checked against pages as the site serves them.
"""

import re

from sitegen.dumps.sites import Site

GOOGLE_SCHOLAR_PROFILE = Site(
    name="google-scholar-profile",
    signs=re.compile(r"Get my own profile|Sort by citations|ArticlesCited by|Verified email at "),
    furniture=re.compile(r"Title|Sort(?: by (?:citations|year|title))*|Cited by|Year|Show more|Articles 1–\d+|View all"),
    entry="""
        title
        authors
        venue?
        citations?
        year?
    """,
    export="select papers on the profile, and Export → BibTeX",
)
