"""What joining promises: nothing is raised, no entry is lost or in two papers, and the order of what comes in changes nothing.

Cases are content folders whose entries are alike on purpose: few words, equal entries, ids that clash, decisions at odds.
"""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath
from random import Random

from msgspec.structs import replace

from bench.fuzz import inputs
from bench.fuzz.judging import Case, Finding, Fuzzer, attempt
from sitegen import store
from sitegen.merge import merge
from sitegen.records import Catalog, Decisions, Dump, Edits

TITLES = (
    *(
        "A Tour of Markov Chains",
        "A Tour of Markov Chains",
        "A tour of Markov chains.",
        "A Tour of Markov Chains in Four Parts",
    ),
    *("Editorial", "Editorial", "Learning to Learn", "LoRA: Low Rank", "Café", "Cafe\u0301", "李志远", "…", "", None, None),
)
SENTENCES = (
    *("We study chains on graphs that grow and show that they mix in time.",),
    *("We study chains on graphs that grow and show it.",),
    *("A new method called AdaLoRA is proposed for tuning large models with few parameters.",),
    *("Code: https://github.com/a/b.", "·", ""),
    *("It is better than LoRA and than all others that we have tried on ten tasks.", "We study chains on trees instead."),
)
PEOPLE = (
    *("Ada Example", "A. Example", "Example Ada", "Ben Sample", "B Sample", "李志远", "Zhiyuan Li", "Z. Li", "et al.", "·"),
    *("Ada\u0301 Example",),
)
DATES = ("2024", "2024-03", "2024-03-01", "2023-12-31", None, None)
IDS = (
    "editorial",
    "learning-to-learn",
    "a-tour-of-markov-chains",
    "unknown-id",
    "x",
    "a-tour-of-markov-chains-5f1c0a2b",
    "ada-example",
)
FIELDS = (
    ("title", "Another"),
    ("title", None),
    ("abstract", None),
    ("hidden", True),
    ("authors", ["Ada Example"]),
    ("noindex", True),
)


def _make(chance: Random) -> Case:
    case = {}
    for name in ("a", "b", "c", "d")[: chance.randint(1, 4)]:
        case[f"content/data/{name}.yaml"] = _yaml(_data(chance, name))
    if chance.random() < 0.6:
        case["content/decisions.yaml"] = _yaml(_decisions(chance))
    if chance.random() < 0.6:
        case["content/edits/e.yaml"] = _yaml(_edits(chance))
    return case


def _yaml(value: dict[str, object]) -> bytes:
    """JSON, which is YAML; each entry on a line, so that a case becomes smaller line by line."""
    rows = []
    for key, inner in value.items():
        if isinstance(inner, list):
            rows += [f"{key}:", *(f"- {json.dumps(one, ensure_ascii=False)}" for one in inner)]
        else:
            rows.append(f"{key}: {json.dumps(inner, ensure_ascii=False)}")
    return "\n".join([*rows, ""]).encode("utf-8", "surrogatepass")


def _data(chance: Random, name: str) -> dict[str, object]:
    """A data file: of a list or a person, made from a dump or by hand."""
    file: dict[str, object] = {}
    entries = [_entry(chance) for _ in range(chance.choice((1, 2, 3, 6)))]
    if chance.random() < 0.5:
        entries += [dict(chance.choice(entries)) for _ in range(chance.choice((1, 2, 3)))]
    if chance.random() < 0.3:
        file["person"] = {"name": chance.choice(PEOPLE[:8])}
    elif chance.random() < 0.5:
        file["collection"] = {"title": inputs.text(chance, 3) or "x"}
    if chance.random() < 0.3:
        file["retrieved"] = "2024-03-01"
    if chance.random() < 0.2:
        file["abstracts"] = chance.choice(("none", "excerpt"))
    file |= _parsed(name, entries) if chance.random() < 0.5 else {}
    if "dump" not in file and chance.random() < 0.4:
        for entry in chance.sample(entries, len(entries) // 2):
            entry["id"] = chance.choice(IDS)
    return file | {"entries": entries}


def _parsed(name: str, entries: list[dict[str, str]]) -> dict[str, object]:
    """Give the entries the ids that parse gives them; gives what else a data file made from a dump says."""
    keys = store.entry_ids((entry.get("title") or None, entry.get("abstract") or None) for entry in entries)
    places: dict[str, list[str]] = {}
    for at, (entry, key) in enumerate(zip(entries, keys, strict=True)):
        entry["id"] = key
        places.setdefault(key, []).append(f"{at * 4 + 1}-{at * 4 + 3}")
    lines = {key: ", ".join(found) for key, found in places.items()}
    return {"schema": 1, "dump": f"{name}.txt", "read": "0", "written": "0", "lines": lines}


def _entry(chance: Random) -> dict[str, str]:
    said = {
        "title": chance.choice(TITLES) if chance.random() < 0.9 else inputs.text(chance, 5),
        "authors": [*dict.fromkeys(chance.choices(PEOPLE, k=chance.randint(0, 3)))],
        "date": chance.choice(DATES),
        "abstract": " ".join(chance.choices(SENTENCES, k=chance.randint(0, 4))).strip(),
        "doi": chance.choice(("10.1000/182", None, None, None)),
        "arxiv": chance.choice(("2401.12340", None, None, None)),
    }
    return {key: value for key, value in said.items() if value}  # type: ignore[misc]


def _decisions(chance: Random) -> dict[str, object]:
    groups = {name: [chance.sample(IDS, 2) for _ in range(chance.randint(0, 3))] for name in ("same", "different")}
    people = [
        {"spelling": chance.choice(PEOPLE), "person": chance.choice((*PEOPLE, *IDS))} for _ in range(chance.randint(0, 2))
    ]
    belongs = [
        {
            "name": chance.choice(PEOPLE),
            "person": chance.choice((*PEOPLE, "Ada Example (Sydney)")),
            "papers": chance.sample(IDS, 2),
        }
        for _ in range(chance.randint(0, 2))
    ]
    return {key: value for key, value in {**groups, "people": people, "belongs": belongs}.items() if value}


def _edits(chance: Random) -> dict[str, object]:
    papers = {chance.choice(IDS): dict([chance.choice(FIELDS)]) for _ in range(chance.randint(0, 3))}
    aliases = {chance.choice(("old", *IDS)): chance.choice(IDS) for _ in range(chance.randint(0, 2))}
    people = {chance.choice(("ada-example", "ben-sample", "x")): {"hidden": True} for _ in range(chance.randint(0, 1))}
    return {key: value for key, value in {"papers": papers, "aliases": aliases, "people": people}.items() if value}


def judge(case: Case) -> Iterator[Finding]:
    """What is wrong with the catalog that a content folder gives; nothing where it cannot be loaded."""
    return attempt(lambda: _misjoined(case), 5)


def _misjoined(case: Case) -> Iterator[Finding]:
    texts = {path: content.decode("utf-8", "replace") for path, content in case.items()}
    loaded = [store.load_data(path, text)[0] for path, text in texts.items() if path.startswith("content/data/")]
    dumps = [dump for dump in loaded if dump and dump.drafts]
    decisions, wrong = store.load_decisions("content/decisions.yaml", texts.get("content/decisions.yaml", ""))
    edits, more = store.load_edits({path: text for path, text in texts.items() if "edits" in path})
    if not wrong and not more:
        yield from _misjudged(dumps, decisions, edits)


def _misjudged(dumps: list[Dump], decisions: Decisions, edits: Edits) -> Iterator[Finding]:
    catalog, _ = merge(dumps, decisions, edits)
    entries = {(dump.path, draft.span.first): draft.id for dump in dumps for draft in dump.drafts}
    held = Counter((source.dump, source.first) for paper in catalog.papers.values() for source in paper.sources)
    if lost := entries.keys() - held.keys():
        yield Finding("merge: an entry is in no paper", str(sorted(lost)))
    if twice := [place for place, count in held.items() if count > 1 or place not in entries]:
        yield Finding("merge: an entry is in two papers", str(twice))
    if wrong := [key for key, paper in catalog.papers.items() if key != paper.id or not key]:
        yield Finding("merge: a paper is not at its id", str(wrong))
    if wrong := [old for old, new in catalog.redirects.items() if old in catalog.papers or new not in catalog.papers]:
        yield Finding("merge: an id leads nowhere, or hides a paper", str(wrong))
    known = {*catalog.papers, *catalog.redirects}
    if wrong := [key for key in entries.values() if key not in known]:
        yield Finding("merge: an entry's id leads to no paper", str(wrong))
    people = {one for paper in catalog.papers.values() for one in paper.people}
    if wrong := sorted(people - catalog.people.keys()):
        yield Finding("merge: a paper has a person who is not there", str(wrong))
    yield from _wrong_collections(dumps, catalog)
    for seed in range(2):
        if _unordered(merge(_shuffled(dumps, Random(seed)), decisions, edits)[0]) != _unordered(catalog):
            yield Finding("merge: the order of what comes in changes the catalog", f"shuffled with {seed}")


def _wrong_collections(dumps: list[Dump], catalog: Catalog) -> Iterator[Finding]:
    """Lists that lack a paper of theirs, or have one that is not theirs."""
    home = {(source.dump, source.first): paper.id for paper in catalog.papers.values() for source in paper.sources}
    found = {collection.dump: collection for collection in catalog.collections.values()}
    for dump in dumps:
        if dump.person:
            continue
        if dump.path not in found:
            yield Finding("merge: a list is in no collection", PurePosixPath(dump.path).name)
            continue
        there = {home[dump.path, draft.span.first] for draft in dump.drafts if (dump.path, draft.span.first) in home}
        if set(found[dump.path].papers) != there or len(found[dump.path].papers) != len(there):
            yield Finding("merge: a collection has not just its list's papers", str(found[dump.path].papers))


def _shuffled(dumps: list[Dump], chance: Random) -> list[Dump]:
    mixed = [replace(dump, drafts=tuple(chance.sample(dump.drafts, len(dump.drafts)))) for dump in dumps]
    chance.shuffle(mixed)
    return mixed


def _unordered(catalog: Catalog) -> Catalog:
    """The catalog without the order of its lists, which is that of their dumps."""
    lists = {key: replace(one, papers=tuple(sorted(one.papers))) for key, one in catalog.collections.items()}
    return replace(catalog, collections=lists)


MERGE = Fuzzer("merge", _make, judge)
