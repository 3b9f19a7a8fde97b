"""Writes the names of months and weekdays that dates are known by, `sitegen/dumps/calendar.json`, from Unicode's CLDR.

    python -m tools.write_calendar

They are those of Babel, whose files take a third of a second and 30 MB to load. What changes there from version to version is
little; tests/dumps/test_dates.py tells when a date as Babel prints it is no longer read.
"""

import json
import re
from itertools import product
from pathlib import Path

from babel import Locale

from sitegen.dumps.dates import CALENDAR, LANGUAGES

PLACE = Path(__file__).parents[1] / "sitegen" / "dumps" / CALENDAR


def names() -> dict[str, object]:
    """The months' names with their numbers, and the weekdays', of all languages as if they were one."""
    months: dict[str, int] = {}
    weekdays: set[str] = set()
    for locale, context, width in product(map(Locale.parse, LANGUAGES), ("format", "stand-alone"), ("wide", "abbreviated")):
        months |= {_bare(name): number for number, name in locale.months[context][width].items()}
        weekdays |= {_bare(name) for name in locale.days[context][width].values()}
    return {"months": dict(sorted(months.items())), "weekdays": sorted(weekdays)}


def _bare(name: str) -> str:
    """A name without the preposition before it and the dot behind it, which the patterns allow for."""
    return re.sub(r"^(?:de |d’)", "", name.lower()).rstrip(".")


if __name__ == "__main__":
    PLACE.write_text(json.dumps(names(), ensure_ascii=False, indent=1) + "\n", "utf-8")
