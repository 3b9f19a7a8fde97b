"""How a page looks: a Site, a theme and a language in; HTML, style sheets and the preview picture out.

Hidden here: how each thing is mentioned (`directory`), what stands beside a list (`listings`), what each kind of page shows
(`views`), geometry and colors of drawings, metadata in pages, and Jinja2 (`render`). `languages` reads what the interface says.
"""

from sitegen.pages import languages
from sitegen.pages.render import shares

__all__ = ["languages", "shares"]
