"""Google Scholar (https://scholar.google.com): a person's profile, search results, alerts by e-mail.

    Get my own profile                                             a profile
    Ada Example
    Professor of Samples, Example University
    …
    A Title of a Paper
    A Example, B Sample, C Probe
    Journal of Examples 12 (3), 45-67, 2016	250000	2016

    [PDF] example.org                                              a search
    A Title of a Paper
    A Example, B Sample… - Journal of …, 2016 - example.org
    … what of the text was found …
    Save Cite Cited by 412 Related articles All 5 versions

    [PDF] A Title of a Paper                                       an alert
    A Example, B Sample - Journal of Examples, 2024
    What of the text was found, over several lines …

The count of citations and the year of a profile stand in cells or on lines of their own; either may be missing. The
profile was checked against pages as the site serves them, the search against stored copies; the alert is from memory.
"""

import re

from sitegen.dumps.sites import Site

# "A Example, B Sample… - Journal of …, 2016 - example.org", where a word in place of the host is the publisher.
SIGNED = re.compile(
    r"(?P<authors>(?:(?!\s-\s).)+)\s-\s(?:(?P<venue>(?:(?!\s-\s).)+?),\s)?(?P<date>(?:19"
    r"|20)\d\d)(?:\s-\s(?:(?P<publisher>[^.]+)|.+))?"
)
MARK = r"\[(?:PDF|HTML|DOC|BOOK|B|BUCH|LIVRE|LIBRO|LIVRO|图书|CITATION|C|ZITATION|CITAS|CITAÇÃO|引用)\]"

PROFILE = Site(
    name="google-scholar-profile",
    signs=re.compile(
        r"^(Get my own profile|Eigenes Profil erstellen|Créer mon profil|Crear mi propio perfil|Criar meu perfil"
        r"|创建我的个人资料)"
        r"|^(Verified email at |Bestätigte E-Mail-Adresse bei|Adresse e-mail validée de|Dirección de correo verificada de"
        r"|E-mail confirmado em"
        r"|在 .+ 的电子邮件经过验证)|(Sort by citations|Nach Zitationen sortieren|Trier par citations"
        r"|Ordenar por citas|按引用次数排序)"
        r"|^(ArticlesCited by)|^((?:Articles|Artikel|Artículos|Artigos|文章) 1–\d+)"
        r"|(?:^|, (?:19|20)\d\d )\d{1,6}\*? (?:19|20)\d\d$"
    ),
    least=2,
    furniture=re.compile(
        r"Title|Sort|Sort by (?:citations|year|title)|(?:Sort by (?:citations|year|title)){2,}|Cited by|Year|Show more"
        r"|Articles 1–\d+|View all"
        r"|Articles(?:Cited by|Public access|Co-authors)*|Titel|Sortieren.*|Zitiert von|Jahr|Mehr anzeigen|Artikel 1–\d+"
        r"|Titre|Trier.*|Citée par|Année|Afficher plus|Título|Ordenar.*|Citado por|Año|Ano|Mostrar más|Mostrar mais|标题|排序.*"
        r"|引用次数|年份|展开"
    ),
    closing=re.compile(
        r"Get my own profile|Articles 1–\d+|Artikel 1–\d+|Artículos 1–\d+|Artigos 1–\d+|文章 1–\d+|Co-authors|Public access"
        r"|Based on funding mandates"
    ),
    opening=re.compile(r"Year|Jahr|Année|Año|Ano|年份|YEAR|Title(?: Cited by)?(?: Year)?"),
    owned=True,
    entry="""
        title
        authors
        venue?
        citations?
        year?
    """,
    export="select papers on the profile, and Export → BibTeX",
)
# What stands below each result, or its first words where each button has a line.
BUTTONS = (
    r"(?:[☆★]\s)?(?:Save|Saved|Cite|Related articles|All \d+ versions|View as HTML|Import into \w+|Web of Science: \d+"
    r"|Library Search|Cached|More|Fewer"
    r"|Speichern|Zitieren|Ähnliche Artikel|Alle \d+ Versionen|HTML-Version|Enregistrer|Citer|Autres articles|Les \d+ versions"
    r"|Guardar|Citar|Artículos relacionados|Las \d+ versiones|保存|引用|相关文章|所有 \d+ 个版本|»|\s)+"
)
RESULTS = (
    r"About [\d,]+ results.*|Ungefähr .* Ergebnisse.*|Environ .* résultats.*"
    r"|(?:Cerca de|Aproximadamente) .* resultados.*|找到约 .*条结果.*"
)
SEARCH = Site(
    name="google-scholar-search",
    signs=re.compile(
        r"(?:Cited by|Zitiert von:?|Citado por|被引用次数：) ?\d+"
        r" (?:Related articles|Ähnliche Artikel|Artículos relacionados|相关文章)"
        r"|Cited by \d+ All \d+ versions|Autres articles.* Les \d+ versions"
        r"|^(About [\d,]+ results \([\d.]+ sec\)|include citations|include patents|Custom range\.\.\.)$"
    ),
    least=2,
    furniture=re.compile(
        rf"{RESULTS}|{BUTTONS}|{MARK}(?: [\w-]+(?:\.[\w-]+)+)?|Full View|Find it @.*|Get it @.*"
        r"|Articles|Case law|Profiles|My profile|My library|Any time|Since \d{4}|Custom range\.\.\.|Sort by (?:relevance"
        r"|date)|Any type|Review articles"
        r"|include (?:patents|citations)|Create alert|Page \d+ of about [\d,]+ results.*"
        r"|Showing the best result.*|(?:\d+\s)*Next"
        r"|Privacy Terms Help|Help Privacy Terms"
        r"|Artikel|Beliebige Zeit|Seit \d{4}|Zeitraum wählen\.\.\.|Nach (?:Relevanz|Datum) sortieren|Beliebige Sprache"
        r"|Alle Typen|Alert erstellen"
        r"|Date indifférente|Depuis \d{4}|Trier par .*|Créer l'alerte|Cualquier momento|Desde \d{4}|Ordenar por .*"
        r"|Crear alerta|Criar alerta"
        r"|Meine Bibliothek|时间不限|\d{4} 以来|按.*排序|创建快讯|文章"
    ),
    lines=(SIGNED, re.compile(rf"(?:{MARK}\s?){{1,2}}(?P<title>\S+ .+)")),
    alone=True,
    opening=re.compile(RESULTS),
    closing=re.compile(r"Related searches|Ähnliche Suchanfragen|Recherches associées|Búsquedas relacionadas|相关搜索"),
    entry="""
        skip?
        title
        authors
        excerpt*
        citations?
        buttons?
    """,
    export="save the results to My library, and Export all → BibTeX",
)
ALERT = Site(
    name="google-scholar-alert",
    signs=re.compile(
        r"scholaralerts-noreply@google\.com|^Google Scholar Alerts$|^This message was sent by Google Scholar because"
    ),
    furniture=re.compile(
        r"Save|Twitter|LinkedIn|Facebook|Google Scholar(?: Alerts)?|Cites: .*|See all recommendations|Cancel alert|List alerts"
    ),
    lines=(SIGNED, re.compile(rf"{MARK}\s?(?P<title>.+)")),
    alone=True,
    closing=re.compile(r"This message was sent by Google Scholar because.*|The following articles? .* (?:is|are) related to.*"),
    entry="""
        title
        authors
        excerpt*
        buttons*
    """,
)
SITES = (PROFILE, SEARCH, ALERT)
