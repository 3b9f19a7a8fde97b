"""Hugging Face (https://huggingface.co/papers): a day's papers, a collection, a paper's page, the comment with similar papers.

    Submitted by                                        the papers of a day, and what is trending
     ada
    131
    A Title of a Paper
    Example University
    · 5 authors
    3

    A Title of a Paper                                  a collection
    Paper
     • 2401.00001 • Published Jan 2, 2024 • 20
    Note Start here.

    Papers                                              a paper's page
    arxiv:2401.00001
    A Title of a Paper
    Published on Jan 2, 2024
    Authors:
    Ada Example, Ben Sample
    Abstract
    The summary that a model wrote.
    AI-generated summary
    The abstract.
    Community

    The following papers were recommended by the Semantic Scholar API
    A Title of a Similar Paper (2023)                   a comment, also in Markdown, "* [Title](address) (2023)"

The page of a paper and the comment were checked against stored copies; the others are from memory.
"""

import re

from sitegen.dumps.sites import Site

MENU = (
    r"Hugging Face|Models|Datasets|Spaces|Community|Docs|Pricing|Enterprise|Buckets|Log In|Sign Up|new"
    r"|Get trending papers in your email inbox.*|Subscribe"
    r"|System theme|Company|TOS.*|Website|ModelsDatasets.*|Privacy|Papers|Upvote|\+\d+|View history|Collection guide"
    r"|Browse collections"
    r"|Share collection|Trending Papers|Daily Papers|by ?AK and the research community|Daily ?Weekly ?Monthly|Daily|Weekly"
    r"|Monthly|Previous|Next"
)
DAILY = Site(
    name="hugging-face-daily",
    signs=re.compile(r"^([·•] ?[\d,]+ authors?)$|^(Submitted by\b)"),
    least=2,
    furniture=re.compile(rf"{MENU}|[A-Z][a-z]{{2}} \d{{1,2}}|Week \d+|Submitted by .*"),
    heads=re.compile(r"Submitted by"),
    closing=re.compile(r"System theme|Company"),
    lines=(
        re.compile(r"(?:· )?[\d,]+ authors?"),
        re.compile(r"Submitted by .*"),
        re.compile(r"[·•] ?Published on (?P<date>\w+ \d{1,2}, \d{4})"),
    ),
    entry="""
        buttons?
        skip?
        title
        affiliation?
        date?
        buttons?
        skip?
    """,
)
COLLECTION = Site(
    name="hugging-face-collection",
    signs=re.compile(r"^['’]s Collections$|^Collection guide$|^Browse collections$|^Share collection$"),
    least=2,
    furniture=re.compile(rf"{MENU}|['’]s Collections|Paper|.* • Updated [A-Z][a-z]{{2}} \d.*"),
    opening=re.compile(r"Upvote"),
    closing=re.compile(r"Share collection"),
    lines=(
        re.compile(
            r"(?:Paper )?[•·] (?P<arxiv>\d{4}\.\d{4,5}) [•·] Published (?P<date>\w+ \d{1,2}, \d{4})"
            r"(?: [•·] [\d.,k]+){0,2}"
        ),
        re.compile(r"Paper [•·] (?P<arxiv>\d{4}\.\d{4,5})(?: [•·] Published (?P<date>\w+ \d{1,2}, \d{4}))?(?: [•·] [\d.,k]+)*"),
        re.compile(r"Note (?P<note>.+)"),
    ),
    alone=True,
    entry="""
        title
        id
        note?
    """,
)
SIMILAR = re.compile(r"(?P<title>\S.*\S) \((?P<date>(?:19|20)\d\d)\)")
RECOMMENDED = r"The following papers were recommended by the Semantic Scholar API ?"
PAPER = Site(
    name="hugging-face-paper",
    signs=re.compile(
        r"^arxiv:\d{4}\.\d{4,5}$|^View arXiv page$|^Models citing this paper|^Collections including this paper"
        r"|^Add to collection$"
    ),
    least=3,
    furniture=re.compile(
        rf"{MENU}|(?:· ?)?Submitted by.*|AI-generated summary|Abstract|Authors:|Submitted by|{RECOMMENDED}|Published"
    ),
    opening=re.compile(rf"Papers|arxiv:\d{{4}}\.\d{{4,5}}|{RECOMMENDED}"),
    closing=re.compile(r"View arXiv page|Community|Please give a thumbs up to this comment.*|Models citing this paper.*"),
    lines=(
        re.compile(r"Published on (?P<date>\w+ \d{1,2}, \d{4})(?: · .*)?"),
        re.compile(r" ?on \w+ \d{1,2}(?:, \d{4})?"),
        SIMILAR,
    ),
    heads=re.compile(r"· ?Submitted by|Submitted by"),
    alone=True,
    entry="""
        id?
        title
        date
        skip*
        "Upvote"?
        "Authors:"?
        authors*
        "Abstract"?
        skip?
        "AI-generated summary"?
        abstract?
    """,
)
COMMENT = Site(
    name="hugging-face-similar-papers",
    signs=re.compile(rf"^{RECOMMENDED}$"),
    unless=re.compile(r"^Models citing this paper|^View arXiv page$"),
    furniture=re.compile(RECOMMENDED),
    opening=re.compile(RECOMMENDED),
    closing=re.compile(r"Please give a thumbs up to this comment.*|If you want recommendations for any Paper.*"),
    lines=(SIMILAR,),
    alone=True,
    entry="title",
)
SITES = (DAILY, COLLECTION, PAPER, COMMENT)
