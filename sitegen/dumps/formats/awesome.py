"""Lists of papers in READMEs ("awesome lists", https://github.com/sindresorhus/awesome), in Markdown and as GitHub shows them.

    # Awesome Samples [![Awesome](https://awesome.re/badge.svg)](https://awesome.re)
    ## Contents
    - [First](#first)
    ## First
    - [A Title of a Paper](https://arxiv.org/abs/2401.00001) - Ada Example, Ben Sample. NeurIPS 2024. [[code]](https://github.com/a/b)
    - [A Title](https://example.org), Ada Example et al., ICLR 2023
    - **A Title** (NeurIPS 2022) [[paper]](https://example.org)

From memory of many such lists, whose lines differ; those that are none of these are left to what repeats in them.
"""

import re

from sitegen.dumps.sites import Site

# Buttons behind an entry: "[code] [paper]", "[[project page]]".
_BUTTONS = r"(?:\s*[\[(]{1,2}[\w :./+-]{2,30}[\])]{1,2})*"
_VENUE = r"(?P<venue>(?:(?!\. |, (?:19|20)\d\d)[^\[\]()]){2,60}?)"
_YEAR = r",? ?['’]?(?P<date>(?:19|20)\d\d)"
_AUTHORS = r"(?P<authors>(?:(?! [-–—] |\. (?![A-Z]\. |[A-Z]\.$|[A-Z][\w’'-]+(?:,| and )))[^\[\]()]){4,400})"
_TITLE = r"[*_]{0,3}(?P<title>(?:(?! [-–—] )[^\[\]*]){6,300}?)[*_]{0,3}"
AWESOME = Site(
    name="awesome-list",
    signs=re.compile(
        r"^(?:#+ )?Awesome [A-Z]|^(?:#+ )?awesome-[a-z]|^(?:> ?)?(?:A |An )?(?:curated |awesome )+(?:reading )?list of\b"
        r"|^(?:#+ )?Contributing$",
        re.IGNORECASE,
    ),
    least=2,
    furniture=re.compile(r"(?:Table of )?Contents|Contributing|License|Contributors|Star History"),
    closing=re.compile(r"Contributing|License|Acknowledge?ments?|Star History|Contributors"),
    lines=(
        re.compile(rf"{_TITLE} [-–—] {_AUTHORS}\. {_VENUE}{_YEAR}\.?{_BUTTONS}"),
        re.compile(rf"{_TITLE} [-–—] {_AUTHORS}, {_VENUE}{_YEAR}\.?{_BUTTONS}"),
        re.compile(rf"{_TITLE}[,.] {_AUTHORS}[.,] {_VENUE}{_YEAR}\.?{_BUTTONS}"),
        re.compile(rf"{_TITLE} [(\[]{_VENUE}{_YEAR}[)\]]\.?{_BUTTONS}"),
    ),
    entry="title",
)
SITES = (AWESOME,)
