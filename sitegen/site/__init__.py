"""The site as data: a Catalog, the owner's Config, topics and pages in; a Site (pages, relations by id) and problems out.

Hidden here: which pages there are and at which addresses, which papers belong together, and what of them may be shown. `check`
says what a good site is, `topics` which of them part some papers best.
"""

from sitegen.site import check, parts, topics
from sitegen.site.assembly import (
    Page,
    Site,
    Subject,
    address,
    assemble,
    base,
    is_large,
    newest_first,
    short_byline,
    source,
    subjects,
    whole,
)
from sitegen.site.attachments import Attached, attached

__all__ = [
    "Attached",
    "Page",
    "Site",
    "Subject",
    "address",
    "assemble",
    "attached",
    "base",
    "check",
    "is_large",
    "newest_first",
    "parts",
    "short_byline",
    "source",
    "subjects",
    "topics",
    "whole",
]
