"""The records that pass between the stages: pure data, frozen, each with where it came from.

A value that is not known is None or empty, never a placeholder. Text fields hold the source text, TeX kept and white space
normalised; turning it into HTML is the renderer's work.
"""

from collections.abc import Mapping
from typing import Literal, dataclass_transform

import msgspec

from sitegen.problems import Span

Abstracts = Literal["full", "excerpt", "none"]
"""How much of its abstracts a source, or the site, lets be shown."""
STRICTNESS: Mapping[Abstracts, int] = {"full": 0, "excerpt": 1, "none": 2}


@dataclass_transform(frozen_default=True, kw_only_default=True)
class Record(msgspec.Struct, frozen=True, kw_only=True):
    """What all records share: immutable, built by keyword, compared by value."""


Type = Literal["article", "conference", "preprint", "book", "chapter", "thesis", "report", "dataset", "software", "other"]
"""What kind of publication a paper is, where a source says so."""


class Draft(Record):
    """One entry of one dump, just as that dump gives it.

    `authors` are spelled and ordered as printed; `authors_complete` is false after "et al.". `code_mark` is true where the page
    marks the entry as having code, false where it marks others but not this one, None where the dump uses no marks. `date` is
    an ISO date, possibly partial ("2024", "2024-03"); `category` an arXiv id ("cs.LG"). `venue` is the journal, book or
    conference as printed, without year, volume and pages; `pages` and `volume` as printed ("583-589", "12a"); `citations` how
    often the page says it was cited; `note` what is said of it ("Oral", "in press").
    """

    id: str
    span: Span
    title: str | None = None
    authors: tuple[str, ...] = ()
    authors_complete: bool = True
    affiliations: tuple[str, ...] = ()
    date: str | None = None
    category: str | None = None
    score: float | None = None
    code_mark: bool | None = None
    code_urls: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    abstract: str | None = None
    venue: str | None = None
    doi: str | None = None
    arxiv: str | None = None
    pdf: str | None = None
    type: Type | None = None
    citations: int | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    publisher: str | None = None
    isbn: str | None = None
    pmid: str | None = None
    note: str | None = None


class Metric(Record):
    """A number that a page shows for its person: `name` and `value` as printed ("h-index", "4,396", "57%")."""

    name: str
    value: str
    line: int = 0


class Profile(Record):
    """The person on whose page a dump's papers were listed; `inferred` where no line of the dump names them."""

    name: str
    inferred: bool = False
    field: str | None = None
    metrics: tuple[Metric, ...] = ()


class Listing(Record):
    """What a list of papers says of itself, `day` as printed, perhaps without a year ("Mar 11").

    `notes` are what the site's owner says of the list, in Markdown.
    """

    title: str | None = None
    curator: str | None = None
    day: str | None = None
    notes: str | None = None


class Dump(Record):
    """One data file: what the dump's header and its meta file say, then its entries in order.

    `name` is the data file's stem. `path` is the dump's, relative to content/dumps ("../data/NAME.yaml" for a file written by
    hand). Exactly one of `person` and `listing` is set.
    """

    name: str
    path: str
    format: str | None = None
    source: str | None = None
    url: str | None = None
    retrieved: str | None = None
    abstracts: Abstracts = "full"
    person: Profile | None = None
    listing: Listing | None = None
    drafts: tuple[Draft, ...] = ()


class Source(Record):
    """Where (a part of) a paper came from: an entry of a dump, its path as in `Dump.path`, lines counted from 1."""

    entry: str
    dump: str
    first: int
    last: int


class Origin(Record):
    """Where the value of one field came from, and by which rule it won. `place` is "path:line" or an edit's."""

    field: str
    place: str
    rule: str


class Version(Record):
    """A value that a source gives for a field and that did not win; `abstracts` is that source's word on its abstracts."""

    field: str
    value: str
    place: str
    abstracts: Abstracts = "full"


class Name(Record):
    """A name in parts, each "" where there is none; `family` carries its particles ("van der Berg").

    `family_first` is true where the family name is written before the given one. A group's name, or one whose parts nobody
    knows, is all family name.
    """

    given: str = ""
    family: str = ""
    suffix: str = ""
    family_first: bool = False

    def __str__(self) -> str:
        """The name in full."""
        parts = (self.family, self.given) if self.family_first else (self.given, self.family)
        return " ".join(filter(None, (*parts, self.suffix)))


class Citations(Record):
    """How often a paper is cited, by whose count (None for a correction by hand), and the day of that count."""

    value: int
    source: str | None = None
    day: str | None = None

    def __str__(self) -> str:
        """The number with where and when it was read."""
        said = ", ".join(filter(None, (self.source, self.day)))
        return f"{self.value} ({said})" if said else str(self.value)


class Paper(Record):
    """One paper, joined from all entries that are of it.

    `authors` are spelled as printed; `names` are the same in parts, TeX read and marks taken off, once people are known.
    `people` are person ids: one for each of `authors`, in order, then those on whose page it was listed without being in the
    byline (`listed`). `code_available` is None where nobody knows. `collections` are ids, `reasons` say why entries were
    joined. `venue`, `type`, `volume`, `issue`, `pages`, `publisher` and `isbn` are of one publication, the published one where
    there is a preprint too. `abstract_policy` says how much of the abstract its source lets a site show. A `hidden` paper is in
    no output; one with `noindex` is kept from search engines.
    """

    id: str
    label: str
    title: str | None = None
    authors: tuple[str, ...] = ()
    names: tuple[Name, ...] = ()
    authors_complete: bool = True
    affiliations: tuple[str, ...] = ()
    date: str | None = None
    category: str | None = None
    score: float | None = None
    code_available: bool | None = None
    code_urls: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    abstract: str | None = None
    venue: str | None = None
    doi: str | None = None
    arxiv: str | None = None
    pdf: str | None = None
    type: Type | None = None
    citations: Citations | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    publisher: str | None = None
    isbn: str | None = None
    pmid: str | None = None
    note: str | None = None
    people: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    collections: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    origins: tuple[Origin, ...] = ()
    versions: tuple[Version, ...] = ()
    reasons: tuple[str, ...] = ()
    abstract_policy: Abstracts = "full"
    hidden: bool = False
    noindex: bool = False

    @property
    def year(self) -> str | None:
        """The four digits of the year, or None where the paper has no date."""
        return self.date[:4] if self.date else None

    @property
    def byline(self) -> tuple[tuple[str, str], ...]:
        """Each author's name in full with that person's id, in byline order."""
        return tuple(zip(map(str, self.names or self.authors), self.people, strict=False))


class Observation(Record):
    """A profile page as one dump saw it: its metrics, and when and where that was (`retrieved` None when not known)."""

    dump: str
    retrieved: str | None = None
    source: str | None = None
    url: str | None = None
    field: str | None = None
    metrics: tuple[Metric, ...] = ()


class Person(Record):
    """One human being or group, as far as the sources tell; `spellings` are all names printed for them, `name` the one to show.

    `family` is what of the name is the family name, where somebody says so, as a spelling "Jimeno Yepes, Antonio" does.
    `observations` stand for the profile pages of theirs that were read, newest first; `inferred` is true where such a page
    did not name its person. A `hidden` person is in no output; the page of one with `noindex` is kept from search engines.
    """

    id: str
    name: str
    family: str | None = None
    spellings: tuple[str, ...] = ()
    observations: tuple[Observation, ...] = ()
    inferred: bool = False
    orcid: str | None = None
    homepage: str | None = None
    email: str | None = None
    photo: str | None = None
    bio: str | None = None
    links: tuple[str, ...] = ()
    origins: tuple[Origin, ...] = ()
    hidden: bool = False
    noindex: bool = False


class Collection(Record):
    """A list of papers that was one dump; `papers` are ids in the dump's order, `notes` the owner's words, in Markdown."""

    id: str
    title: str
    dump: str
    curator: str | None = None
    day: str | None = None
    source: str | None = None
    url: str | None = None
    retrieved: str | None = None
    notes: str | None = None
    papers: tuple[str, ...] = ()


class Topic(Record):
    """A subject of the vocabulary: `phrases` are the words that mean it."""

    id: str
    name: str
    phrases: tuple[str, ...] = ()
    description: str | None = None


class TopicMatch(Record):
    """Why a paper has a topic: the words of it that were found, as printed, and in which field ("title", "abstract")."""

    topic: str
    phrase: str
    field: str


class Related(Record):
    """A paper much like another: its id, how alike (0 to 1), and the words they share, the most telling first."""

    paper: str
    score: float
    words: tuple[str, ...] = ()


class Catalog(Record):
    """Everything that is known after joining, each mapping in a stable order (papers, people: by id; collections: by id).

    `redirects` maps ids that entries have, or once had, to the id of their paper.
    """

    papers: Mapping[str, Paper] = {}
    people: Mapping[str, Person] = {}
    collections: Mapping[str, Collection] = {}
    redirects: Mapping[str, str] = {}


class MenuItem(Record):
    """An entry of the site's navigation: its words and an address, relative to the site's root or whole."""

    label: str
    address: str


class Limits(Record):
    """How many things the site's short lists hold: papers on the home page, related papers on a paper's, papers in a feed.

    `files` is from how many papers on a person, a topic or a collection has files for programs: feeds, BibTeX and so on.
    """

    recent: int = 10
    related: int = 6
    feed: int = 50
    files: int | None = None


class Config(Record):
    """site.yaml: what the site is and whose.

    `language` is the interface's, `content_language` that of titles and abstracts, where they share one. `accent` is a color.
    `abstracts` says how much of them the site shows. `metrics` says what a metric or score means, by its name as printed.
    `orcid` and what follows are the owner's; `photo` is a path on the site. `selected` are ids of papers.
    """

    title: str = "Papers"
    description: str | None = None
    url: str | None = None
    language: str = "en"
    content_language: str | None = None
    theme: str = "default"
    accent: str | None = None
    navigation: tuple[MenuItem, ...] = ()
    abstracts: Literal["full", "excerpt", "none"] = "full"
    limits: Limits = Limits()
    metrics: Mapping[str, str] = {}
    selected: tuple[str, ...] = ()
    owner: str | None = None
    orcid: str | None = None
    homepage: str | None = None
    photo: str | None = None
    email: str | None = None
    links: tuple[str, ...] = ()


class MarkdownPage(Record):
    """A hand-written page: `slug` is its address, `body` its Markdown, `menu` whether the navigation names it."""

    slug: str
    title: str
    body: str
    span: Span
    description: str | None = None
    menu: bool = True


class Meta(Record):
    """NAME.meta.yaml: what a person says of the dump beside it, which wins over what the dump says of itself.

    Only a list has `title`, `curator` and `notes`. `entry` shows what an entry of the page looks like, a line for each of its
    lines; it decides before `format` does.
    """

    source: str | None = None
    url: str | None = None
    retrieved: str | None = None
    format: str | None = None
    entry: str | None = None
    person: str | None = None
    title: str | None = None
    curator: str | None = None
    abstracts: Abstracts | None = None
    notes: str | None = None


class Edit(Record):
    """A correction by hand: the value that one field of one paper or person has, whatever the sources say.

    `id` is a paper's, one of its entries', or a person's; `field` a field of Paper or Person, and `value` of that field's type
    (the field's default where the correction is that nobody knows).
    """

    id: str
    field: str
    value: str | float | bool | tuple[str, ...] | None
    span: Span


class Alias(Record):
    """An id that a paper once had, and the id (a paper's or an entry's) by which that paper is known now."""

    id: str
    paper: str
    span: Span


class Edits(Record):
    """All of content/edits: no field of one id twice."""

    papers: tuple[Edit, ...] = ()
    people: tuple[Edit, ...] = ()
    aliases: tuple[Alias, ...] = ()


class Group(Record):
    """Ids of entries or papers that a decision is about."""

    ids: tuple[str, ...]
    span: Span


class Spelling(Record):
    """A decision: this spelling in a byline is that person (a name or a person's id); in one dump only, if `dump` is given."""

    spelling: str
    person: str
    span: Span
    dump: str | None = None


class Belonging(Record):
    """A decision: what these papers print as `name` is `person` (a person's id, or a name to show that tells them apart)."""

    name: str
    person: str
    papers: tuple[str, ...]
    span: Span


class Decisions(Record):
    """decisions.yaml: groups that are one paper, groups of which no two are, and who is who."""

    same: tuple[Group, ...] = ()
    different: tuple[Group, ...] = ()
    people: tuple[Spelling, ...] = ()
    belongs: tuple[Belonging, ...] = ()
