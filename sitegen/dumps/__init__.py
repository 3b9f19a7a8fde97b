"""How a page of papers is read: the bytes of one dump in; drafts, what its header says, named noise and problems out.

Hidden here: encodings and markup, what lines look like, how they are weighed against each other, and each layout's grammar
(`formats/`, one small file a layout).
"""

from sitegen.dumps.format import Reading
from sitegen.dumps.formats import FORMATS
from sitegen.dumps.picture import misdrawn
from sitegen.dumps.reader import VERSION, read
from sitegen.dumps.summary import Summary, described, summary
from sitegen.dumps.tracing import Trace, Traced, trace

__all__ = ["FORMATS", "VERSION", "Reading", "Summary", "Trace", "Traced", "described", "misdrawn", "read", "summary", "trace"]
