"""Files for programs: a Site in; citations, search index, feeds, exports and a sitemap out.

Hidden here: the formats of other programs (BibTeX, RIS, CSL-JSON, Atom, JSON Feed, sitemaps.org) and of the search in the
browser. Each module but `citations`, which are of one paper, gives its `files`, or `shares` of them.
"""

from sitegen.outputs import citations, exports, feeds, search, sitemap

__all__ = ["citations", "exports", "feeds", "search", "sitemap"]
