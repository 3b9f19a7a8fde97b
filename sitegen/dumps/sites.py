"""Sites whose pages are known: by which lines, and what an entry looks like there. What repeats in a page still decides."""

import re
from collections.abc import Sequence
from functools import cached_property

from sitegen.dumps.details import Details
from sitegen.dumps.picture import Fault, Picture, read
from sitegen.dumps.source import Line
from sitegen.records import Record

# A line that tells a site is no longer.
LONGEST_SIGN = 200


class Site(Record, dict=True):
    """A kind of page: its name, the lines by which it is known and how many of them, the picture of an entry.

    `furniture` are whole lines that its pages show beside the papers. `about` finds in the lines above the entries what holds for
    all of them, by groups that are called as fields of Details; `says` is what always holds. `export` says how its records
    are had in a file.
    """

    name: str
    signs: re.Pattern[str]
    entry: str
    least: int = 1
    furniture: re.Pattern[str] | None = None
    about: re.Pattern[str] | None = None
    says: Details = Details()
    export: str | None = None

    @cached_property
    def picture(self) -> Picture:
        """An entry as its pages show it."""
        picture = read(self.entry)
        if isinstance(picture, Fault):
            raise ValueError(picture.message)
        return picture

    def is_of(self, numbered: Sequence[Line]) -> bool:
        """Whether a dump is one of its pages."""
        texts = (line.text for line in numbered if len(line.text) <= LONGEST_SIGN)
        return sum(bool(self.signs.search(text)) for text in texts) >= self.least
