"""The layouts that are known: each a file beside this one, and an entry in FORMATS or SITES."""

from sitegen.dumps.formats import archives, arxiv, awesome, google_scholar, hugging_face, networks, openreview, reading_group
from sitegen.dumps.formats.abstracts import ABSTRACTS
from sitegen.dumps.formats.listing import LISTING
from sitegen.dumps.formats.profile import PROFILE

FORMATS = (PROFILE, LISTING, ABSTRACTS)
SITES = (
    *google_scholar.SITES,
    *arxiv.SITES,
    *hugging_face.SITES,
    *openreview.SITES,
    *networks.SITES,
    *archives.SITES,
    *awesome.SITES,
    *reading_group.SITES,
)
