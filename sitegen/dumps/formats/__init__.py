"""The layouts that are known: each a file beside this one, and an entry in FORMATS or SITES."""

from sitegen.dumps.formats.abstracts import ABSTRACTS
from sitegen.dumps.formats.google_scholar import GOOGLE_SCHOLAR_PROFILE
from sitegen.dumps.formats.listing import LISTING
from sitegen.dumps.formats.profile import PROFILE

FORMATS = (PROFILE, LISTING, ABSTRACTS)
SITES = (GOOGLE_SCHOLAR_PROFILE,)
