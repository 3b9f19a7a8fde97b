"""An author's profile: perhaps a header with metrics, then score line, title, byline and abstract of each paper.

    Ada Example
    LG
    h-index11
    46papers
    Novelty57%

    13.7CLOct 4, 2022Code
    A Title of a Paper
    Ada Example, Ben Sample, Cy Probe et al. · some-university
    The abstract in one line.

Title and byline may be glued into one line, and the score line may be missing.
"""

import re
from collections.abc import Sequence

from sitegen import categories
from sitegen.dumps import byline
from sitegen.dumps.align import Costs
from sitegen.dumps.format import Format, Header, header_zone, without
from sitegen.dumps.person import metrics
from sitegen.dumps.source import Line
from sitegen.records import Profile


def header(lines: Sequence[Line]) -> Header:
    """The person, field and metrics above the entries; nothing is claimed where no metrics stand there."""
    zone = header_zone(lines)
    said, used = metrics(zone)
    if len(said) < 2:
        return Header(lines)
    first = min(zone.index(line) for line in used)
    field = name = None
    for line in reversed(zone[:first]):
        if field is None and name is None and (category := categories.resolve(line.text)[0]):
            field = category
        elif name is None and byline.likeness(line.text, byline.Known()) >= 0.0:
            name = line.text
        else:
            break
        used.append(line)
    person = Profile(name=name, field=field, metrics=tuple(said)) if name else None
    if not person:
        return Header(lines)
    return Header(without(lines, zone, used), used, person)


PROFILE = Format(
    name="profile",
    noise={"papers heading": re.compile(r"[\d,]+ Papers")},
    header=header,
    costs=Costs(score=0.3, title=3.0, byline=2.0),
)
