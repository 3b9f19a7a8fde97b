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
from collections import Counter
from collections.abc import Iterable, Sequence

from sitegen import categories
from sitegen.dumps import byline
from sitegen.dumps.align import Costs
from sitegen.dumps.format import Format, Header, header_zone, without
from sitegen.dumps.source import Line
from sitegen.records import Draft, Metric, Profile
from sitegen.text import names

NUMBER = r"\d[\d,.]*\s?[%kKM]?"
LABEL_FIRST = re.compile(rf"(?P<name>[A-Za-z][A-Za-z0-9 -]*?)\s*:?\s*(?P<value>{NUMBER})")
NUMBER_FIRST = re.compile(rf"(?P<value>{NUMBER})\s*(?P<name>[a-z][a-z -]*)")
# No metric has more characters, label and number together.
LONGEST_METRIC = 100
# Labels that a saved page puts on a line of their own, above or below the number.
LABELS = frozenset(("h-index", "i10-index", "papers", "citations", "novelty", "ai score"))


def header(lines: Sequence[Line]) -> Header:
    """The person, field and metrics above the entries; nothing is claimed where no metrics stand there."""
    zone = header_zone(lines)
    metrics, used = _metrics(zone)
    if len(metrics) < 2:
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
    person = Profile(name=name, field=field, metrics=tuple(metrics)) if name else None
    if not person:
        return Header(lines)
    return Header(without(lines, zone, used), used, person)


def _metrics(zone: Sequence[Line]) -> tuple[list[Metric], list[Line]]:
    """The metrics of a header, label and number in either order, on one line or on two."""
    metrics: list[Metric] = []
    used: list[Line] = []
    for at, line in enumerate(zone):
        if len(line.text) > LONGEST_METRIC:
            continue
        if match := LABEL_FIRST.fullmatch(line.text) or NUMBER_FIRST.fullmatch(line.text):
            metrics.append(Metric(name=match["name"], value=match["value"], line=line.number))
            used.append(line)
        elif line.text.lower() in LABELS:
            beside = [zone[near] for near in (at + 1, at - 1) if 0 <= near < len(zone)]
            number = next((near for near in beside if re.fullmatch(NUMBER, near.text) and near not in used), None)
            if number:
                metrics.append(Metric(name=line.text, value=number.text, line=number.number))
                used += [line, number]
    return metrics, used


def infer_person(drafts: Iterable[Draft]) -> Profile | None:
    """The one person whose name runs through the bylines: in half of them and twice as often as any other.

    A reversed spelling ("Li Zhiyuan") counts for the commoner one. None where no name stands out, or in fewer than three.
    """
    bylines = [draft.authors for draft in drafts if draft.authors]
    spelled = Counter(names.repair(author) for authors in bylines for author in authors)
    forward: Counter[str] = Counter()
    for author, count in spelled.items():
        forward[names.person_key(author)] += count
    counts: Counter[str] = Counter()
    for author, count in spelled.items():
        key, swapped = names.person_key(author), names.reversed_key(author)
        counts[swapped if forward[swapped] > forward[key] else key] += count
    (best, most), (_, second) = (*counts.most_common(2), ("", 0), ("", 0))[:2]
    if most < max(3, len(bylines) / 2) or most < 2 * second:
        return None
    spelling = max((n, author) for author, n in spelled.items() if names.person_key(author) == best)[1]
    return Profile(name=spelling, inferred=True)


PROFILE = Format(
    name="profile",
    noise={"papers heading": re.compile(r"[\d,]+ Papers")},
    header=header,
    costs=Costs(score=0.3, title=3.0, byline=2.0),
)
