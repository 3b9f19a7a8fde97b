"""How texts and names are understood: spellings, TeX, Markdown and words in; folded keys, safe HTML and search terms out.

Hidden here: which TeX and which tags are read and what of them becomes MathML, which characters and addresses a page may
carry, how a name is folded. `names` are functions of people's names and of ids, `terms` those by which a text is found, `words`
those by which it is compared, `venues` what the name of a journal or conference says.
"""

from sitegen.text import names, terms, venues, words
from sitegen.text.markup import as_tex, clean, doi_address, excerpt, html, markdown, plain, relative_links, safe_url
from sitegen.text.tags import without as untagged
from sitegen.text.tex import formulas, letters

__all__ = [
    "as_tex",
    "clean",
    "doi_address",
    "excerpt",
    "formulas",
    "html",
    "letters",
    "markdown",
    "names",
    "plain",
    "relative_links",
    "safe_url",
    "terms",
    "untagged",
    "venues",
    "words",
]
