"""A page that kept nothing but its abstracts, one a line, each perhaps with a label.

Abstract:The first abstract in one line.
Abstract:The second abstract.
"""

from collections.abc import Sequence

from sitegen.dumps.align import Costs
from sitegen.dumps.format import Format, Header
from sitegen.dumps.source import Line
from sitegen.records import Listing


def header(lines: Sequence[Line]) -> Header:
    """Nothing: such a page says nothing of itself."""
    return Header(lines, listing=Listing())


ABSTRACTS = Format(name="abstracts", noise={}, header=header, costs=Costs(alone=1.5))
