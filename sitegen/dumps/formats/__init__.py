"""The layouts that are known: each a file beside this one, and an entry in FORMATS or SITES."""

from sitegen.dumps.formats import (
    archives,
    arxiv,
    awesome,
    dblp,
    google_scholar,
    homepages,
    hugging_face,
    indexes,
    networks,
    openreview,
    proceedings,
    publishers,
    pubmed,
    reading_group,
    repositories,
)
from sitegen.dumps.formats.abstracts import ABSTRACTS
from sitegen.dumps.formats.listing import LISTING
from sitegen.dumps.formats.profile import PROFILE

FORMATS = (PROFILE, LISTING, ABSTRACTS)
SITES = (
    *archives.SITES,
    *arxiv.SITES,
    *awesome.SITES,
    *dblp.SITES,
    *google_scholar.SITES,
    *homepages.SITES,
    *hugging_face.SITES,
    *indexes.SITES,
    *networks.SITES,
    *openreview.SITES,
    *proceedings.SITES,
    *publishers.SITES,
    *pubmed.SITES,
    *reading_group.SITES,
    *repositories.SITES,
)
