"""Which entries are one paper, and who is who: the dumps' drafts, decisions and edits in; a Catalog and problems out.

Hidden here: what speaks for and against two entries being one paper, which value of a field wins, how ids are given. `entry`
and `containment` compare two drafts alone, as two copies of one page are.
"""

from sitegen.merge.catalog import merge
from sitegen.merge.evidence import SAME, containment, entry

__all__ = ["SAME", "containment", "entry", "merge"]
