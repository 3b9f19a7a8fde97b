"""A list of papers, similar or daily: perhaps a newsletter's header with a curator and a day, then title and abstract in turn.

    Get trending papers in your email inbox!
    Subscribe
    byAda and the research community
    Mar 11
    A Title of a Paper
    The abstract in one line.

"Subscribe" may be glued to the first title.
"""

import re
from collections.abc import Sequence

from sitegen.dumps import dates
from sitegen.dumps.align import Costs
from sitegen.dumps.format import Format, Header, header_zone, without
from sitegen.dumps.source import Line
from sitegen.records import Listing

CURATOR = re.compile(r"by\s*(?P<curator>[^\W\d_a-z].*)")
BUTTON = re.compile(r"Subscribe(?=[^\sa-z])")


def header(lines: Sequence[Line]) -> Header:
    """The curator and the day above the entries; a button's text glued to the first title is taken off."""
    zone = header_zone(lines)
    curator = next((line for line in zone if CURATOR.fullmatch(line.text)), None)
    day = next((line for line in zone if dates.DAY.fullmatch(line.text)), None)
    used = [line for line in (curator, day) if line]
    rest = without(lines, zone, used)
    glued = next((at for at, line in enumerate(rest[: len(zone)]) if BUTTON.match(line.text)), None)
    if glued is not None:
        rest[glued] = rest[glued]._replace(text=BUTTON.sub("", rest[glued].text))
    listing = Listing(curator=CURATOR.sub(r"\g<curator>", curator.text) if curator else None, day=day.text if day else None)
    return Header(rest, used, listing=listing)


LISTING = Format(
    name="listing",
    noise={
        "newsletter": re.compile(r"Get trending papers in your email inbox(?: once a day)?!|Subscribe"),
        "new": re.compile(r"new"),
    },
    header=header,
    costs=Costs(title=3.0),
)
