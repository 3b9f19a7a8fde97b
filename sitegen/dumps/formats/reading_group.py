"""Letters that list papers to read, as a reading group sends them.

    From: Ada Example <ada@example.org>
    Subject: Reading group, week 48

    Hi all, …

    1. A Title of a Paper
       Ada Example, Ben Sample
       https://arxiv.org/abs/2401.00001

    Ben thinks that section 3 is what matters.

What is said between two papers is a note of the one above. Its signs are the heads of a letter. From memory.
"""

import re

from sitegen.dumps.sites import Site

LETTER = Site(
    name="letter",
    signs=re.compile(
        r"^(?:(?:From|To|Cc|Von|An|De|À|Para): (?=.*@|[^\W\d_]+ \S)|(?:Subject|Betreff|Objet|Asunto): (?=\S.{3,})"
        r"|(?:Sent|Date|Gesendet): (?=.*\d))"
    ),
    least=2,
    unless=re.compile(r"arxiv\.org/(?:abs|help)\S* , |scholaralerts|Semantic Scholar|Google Scholar|^\\\\$|^PMID: "),
    furniture=re.compile(
        r"(?:From|To|Cc|Subject|Sent|Date|Von|An|Betreff|De|À|Objet|Para|Asunto|Reply-To|Message-ID|Gesendet): .*|--"
    ),
    closing=re.compile(
        r"--|(?:Best|Kind|Warm)(?: regards| wishes)?,?|Cheers,?|See you(?: .*)?[,.!]|Thanks[,!]?|(?:Viele |Liebe )?Grüße,?"
        r"|Regards,?"
    ),
    entry="""
        number?
        title
        authors?
        venue?
        id?
        note*
    """,
    alone=True,
)
SITES = (LETTER,)
