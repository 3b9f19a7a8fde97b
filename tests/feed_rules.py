"""The rules that feeds have to keep: RFC 4287 (Atom), JSON Feed 1.1, RFC 3339 (dates). Each function says what breaks them."""

import re
from collections import Counter
from collections.abc import Hashable, Iterable
from datetime import datetime
from xml.etree import ElementTree as ET

A = "{http://www.w3.org/2005/Atom}"
IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
ONCE = ("id", "title", "updated")
AT_MOST_ONCE = ("published", "summary", "content", "rights", "source", "subtitle")
KNOWN = {*ONCE, *AT_MOST_ONCE, "author", "category", "contributor", "link", "entry"}


def is_moment(text: str | None) -> bool:
    """Whether a text is a point of time as RFC 3339 writes it, on a day that there is."""
    try:
        datetime.fromisoformat(text or "")
    except ValueError:
        return False
    return MOMENT.fullmatch(text or "") is not None


def atom_breaches(feed: ET.Element) -> list[str]:
    """What breaks the rules of RFC 4287 in a feed."""
    entries = feed.findall(f"{A}entry")
    found = [breach for element in (feed, *entries) for breach in _elements(element) + _values(element)]
    if feed.find(f"{A}author") is None and any(entry.find(f"{A}author") is None for entry in entries):
        found.append("feed or every entry needs an author")
    return found + _twice(entry.findtext(f"{A}id") for entry in entries)


def json_breaches(feed: dict) -> list[str]:
    """What breaks the rules of JSON Feed 1.1 that its schema cannot say."""
    dates = [(key, value) for item in feed["items"] for key, value in item.items() if key.startswith("date_")]
    found = [f"{key} {value} is no date" for key, value in dates if not is_moment(value)]
    found += [f"{item['id']} has no content" for item in feed["items"] if not {"content_html", "content_text"} & item.keys()]
    return found + _twice(item["id"] for item in feed["items"])


def _elements(element: ET.Element) -> list[str]:
    """Children of a feed or an entry that are too many, too few, or not known."""
    counts = Counter(child.tag.removeprefix(A) for child in element)
    links = [(link.get("rel", "alternate"), link.get("type"), link.get("hreflang")) for link in element.findall(f"{A}link")]
    found = [f"there is no {name} in Atom" for name in counts if name not in KNOWN]
    found += [f"one {name} is needed" for name in ONCE if counts[name] != 1]
    found += [f"one {name} is enough" for name in AT_MOST_ONCE if counts[name] > 1]
    found += [] if any(rel == "alternate" for rel, *_ in links) else ["an alternate link is needed"]
    return found + _twice(link for link in links if link[0] == "alternate")


def _values(element: ET.Element) -> list[str]:
    """Children of a feed or an entry that do not hold what they have to."""
    dates = [date.text for name in ("updated", "published") for date in element.findall(f"{A}{name}")]
    found = [f"{date} is no date" for date in dates if not is_moment(date)]
    found += [f"{key.text} is no IRI" for key in element.findall(f"{A}id") if not IRI.fullmatch(key.text or "")]
    found += ["an author needs a name" for author in element.findall(f"{A}author") if not author.findtext(f"{A}name")]
    for name, attribute in (("link", "href"), ("category", "term")):
        found += [f"{name} needs {attribute}" for one in element.findall(f"{A}{name}") if not one.get(attribute)]
    return found


def _twice(values: Iterable[Hashable]) -> list[str]:
    return [f"{value} is there twice" for value, count in Counter(values).items() if count > 1]
