"""Bibliography files and tables: the text of a file in; the drafts of its entries, every line accounted for, and problems out.

Which format a file has is known by its content alone, whatever its ending; it may stand below a few lines of something else.
Each format is a module here, with `read(path, lines)`: what the file holds, or None where the text has nothing of that format.
"""

from collections.abc import Sequence

from sitegen.dumps.bibliography import bibtex, endnote, file, jsons, medline, ris, tables, webofscience
from sitegen.dumps.format import Reading
from sitegen.problems import Problem

FORMATS = (jsons.read, bibtex.read, ris.read, medline.read, webofscience.read, endnote.read, tables.read)

NAMES = ("sitegen", "csl-json", "bibtex", "ris", "medline", "web-of-science", "endnote", "table")
"""What the formats are called in a reading, and in `format:` of a meta file."""


def read(path: str, text: str) -> tuple[Reading, list[Problem]] | None:
    """Everything that a bibliography file or a table holds; None where the text is mostly something else.

    `path` is what spans and problems name. Drafts have no id. Reported: entries that are broken, values that cannot be what
    their field says, and every line that nothing is known of.
    """
    return read_lines(path, text.split("\n"))


def read_lines(path: str, raw: Sequence[str]) -> tuple[Reading, list[Problem]] | None:
    """The same of a text in lines, parted at LF."""
    lines = [line.removesuffix("\r") for line in raw]
    for known in FORMATS:
        if (found := known(path, lines)) and (reading := file.reading(path, lines, found)):
            return reading
    return None
