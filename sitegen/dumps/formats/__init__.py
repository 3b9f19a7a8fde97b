"""The layouts that are known: each a file beside this one, and an entry in FORMATS."""

from sitegen.dumps.formats.abstracts import ABSTRACTS
from sitegen.dumps.formats.listing import LISTING
from sitegen.dumps.formats.profile import PROFILE

FORMATS = (PROFILE, LISTING, ABSTRACTS)
