"""What stands on a page beside its papers: menus, buttons, cookie banners, and whatever the page shows again and again."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from sitegen.dumps import scores

# What buttons and menus say, one or several in a line; none of it is a paper's title, a person or an abstract.
BUTTON = (
    r"pdf|e?pub|html|arxiv|bib(?:tex)?|abs|doi|ris|xml|code|data(?:set)?|slides|poster|video|talk|demo|website"
    r"|supp(?:lementary)?"
    r"|cite|share|save|copy|print|export|download|upload|follow|subscribe|like|comments?|reply|report|edit|delete|bookmark"
    r"|home|about(?: us)?|help|faq|contact(?: us)?|blog|news|careers|login|log ?(?:in|out)|sign ?(?:in|up|out)|register"
    r"|account"
    r"|menu|search|filters?|sort(?: by)?|next|prev(?:ious)?|back|first|last|(?:back to )?top|close|open(?: access)?|ok|cancel"
    r"|(?:load|show|view|see|read) ?(?:more|less|all|full text)|more|less|expand|collapse|skip to (?:main )?content"
    r"|(?:accept|reject|allow|decline)(?: all)?|(?:privacy|cookie) (?:policy|notice|settings)"
    r"|terms(?: (?:of (?:use|service)|and conditions))?"
    r"|papers|publications|people|authors|team|members|projects|teaching|software|resources|events|talks|awards|topics|cv"
    r"|links"
    r"|(?:(?:conference|journal|research|review|original|short|long) )?(?:papers?|articles?)|preprint|poster|oral|spotlight"
    r"|(?:conference|journal) contribution|book(?: chapter)?|chapter|(?:phd |master'?s )?thesis"
    r"|all rights reserved|full text|abstract|cc[ -]by|upvote|trending|newest|oldest|page"
)
# The same in other languages, and buttons of pages that list papers: Scholar, arXiv, PubMed, ACM, IEEE, ScienceDirect, HAL.
MORE_BUTTONS = (
    r"bibtex|bib file|endnote|ref ?man|ref ?works|mendeley|zotero|citeproc|supp(?:l|lement(?:al|ary)?)?(?: (?:material|pdf"
    r"|info(?:rmation)?|data|zip))?"
    r"|(?:view|download|open|get|read|access|show|hide|export|save|copy|request|see|check|find|go to|preview|add)"
    r"(?: (?:the|this|an?|to|all|as|on|in|at|my|your|selected|paper|article|full|pdf|html|e?pub|citations?|bibtex|details"
    r"|abstract|text|full-text"
    r"|page|code|arxiv|publication|record|references|metrics|options|list|library|collection|favorites|alert|export|copy"
    r"|file|chapter|book|version"
    r"|doi|publisher|journal|source|publications|less|more|summary|preview|affiliations|profile|site|repository|online|cart"
    r"|ris|other formats?))+"
    r"|other(?: formats?)?|tex source|ps|dvi|postscript|related (?:articles|documents|papers|work|content)|similar "
    r"(?:articles|papers)|cached|library search"
    r"|import into \w+|web of science|google scholar|semantic scholar|scholar|s2|dblp|nasa ads|ads|crossref|pubmed(?: "
    r"central)?|researchgate"
    r"|openreview|hugging ?face|papers with code|github|gitlab|alphaxiv|arxiv page|project(?: page| site)?|web ?page"
    r"|homepage|blog ?post|blog|press"
    r"|media|appendix|errata|preprint|extended version|full paper|paper pdf|proceedings|publisher|publisher(?:'s|’s) (?:site"
    r"|version)|link|url|website"
    r"|software|model|models|colab|notebook|live demo|tutorial|thread|twitter|tweet|linkedin|facebook|reddit|mastodon|weibo"
    r"|email|e-mail|bluesky"
    r"|semantic reader|scopus|medline|openalex|datacite|title|year|venue|issue date|author\(s\)|advanced search"
    r"|create alert|via publisher|view via publisher|claim|reference search|reviews "
    r"and public comment|paper "
    r"reviews|recording|presentation|review(?:s)?|discussion|forum|openreview page|attachments?|files?|figures?(?: and "
    r"tables)?|figures|extracts?|highlights"
    r"|cited by|references?|citations?|metrics|altmetrics?|permissions|rights(?: (?:and|&) permissions)?|tools|alert(?: "
    r"button| me)?|add(?: code| to (?:collection|cart|library))"
    r"|bookmark button|favou?rite|recommend|follow(?:ing)?|unfollow|watch|upvote|downvote|discuss|ask questions?|chat|view "
    r"blog|resources|dismiss|remove"
    r"|collections?|quick view|abstract views?|view in \w+|lens|pmc|pmc free article|free article|doi link|permalink|show "
    r"(?:details|references|abstracts?)"
    r"|hide (?:details|abstracts?)|peer review|supplementary pdf|download pdf|request full-text|full-text|conference page"
    r"|video link"
    r"|call for (?:papers|participation|workshops|tutorials)|accepted papers"
    r"|(?:technical )?program(?:me)?|(?:organi[sz]ing |program(?:me)? )?committees?|registration|organi[sz]ation|sponsors"
    r"|(?:journal|conference proceedings) (?:free|open|restricted) access|scholarly works|key dates|important dates|keynotes"
    r"|showing \d+ ?(?:to|-|–) ?\d+ of [\d,.]+(?: (?:entries|results|items))?|powered by [\w &]+|página \d+ de \d+"
    r"|[\d,.]+ (?:results|résultats|treffer|resultados|risultati)|mostrando \w+ \d+ ?[-–] ?\d+ de \d+|главная|вход"
    r"|расширенный поиск|сортировать(?:: \w+ \w+)?|unsubscribe|update your preferences|view this email in your browser"
    r"|forward to a friend|page \d+ (?:of|sur|von|de|di) \d+|seite \d+ von \d+|accueil|startseite|inicio|início|首页|ホーム"
    r"|impressum|datenschutz(?:erklärung)?|barrierefreiheit|nach oben|mentions légales|aviso legal|suche"
    r"|recherche|buscar|trefferliste|merkliste(?: \(\d+\))?|warenkorb|hilfe|aide|ayuda|anmelden|abmelden"
    r"|registrieren|se connecter|s['’]inscrire|iniciar sesión|cerca|高级检索|检索|登录|注册|帮助|weiter|zurück|suivant"
    r"|précédent|siguiente|anterior|下一页|上一页|次へ|前へ|(?:neueste|älteste) zuerst|sortieren nach(?: \w+)?"
    r"|trier par(?: ?:? ?\w+)?|ordenar por(?: \w+)?|sort(?:ed)? by(?::? \w+)?"
    # German, French, Spanish, Portuguese, Italian, Chinese, Japanese
    r"|zitieren|zitat|teilen|speichern|herunterladen|merken|drucken|volltext|zusammenfassung|abstract anzeigen|mehr(?: "
    r"anzeigen| lesen)?|weniger(?: anzeigen)?"
    r"|exportieren|ähnliche artikel|alle \d+ versionen|alle versionen|in den warenkorb|link kopieren|details anzeigen|zum "
    r"volltext|im katalog"
    r"|citer|partager|enregistrer|télécharger|imprimer|texte intégral|résumé|voir (?:plus|moins)|autres articles|exporter"
    r"|lire la suite|accéder au document"
    r"|citar|compartir|guardar|descargar|imprimir|texto completo|resumen|ver (?:más|menos|todo)|artículos relacionados"
    r"|exportar|leer más"
    r"|compartilhar|salvar|baixar|resumo|ver mais|artigos relacionados|ler mais|partilhar|transferir"
    r"|cita|condividi|salva|scarica|stampa|testo completo|mostra altro|articoli correlati|esporta|leggi tutto"
    r"|引用|分享|下载|下載|收藏|导出|导出引用|查看|全文|摘要|打印|相关文章|保存|复制|更多|阅读全文"
    r"|在线阅读|显示更多|评论|点赞|下载pdf|pdf下载|html全文"
    r"|共有|ダウンロード|保存|印刷|本文|抄録|要旨|もっと見る|関連記事|エクスポート|詳細を見る|閲覧|続きを読む|一覧"
)
BUTTONS = re.compile(
    rf"\W*+(?>(?:(?:{MORE_BUTTONS}|{BUTTON})(?!\w)\W*+(?>(?:\d++(?>(?:[.,]\d++)?)(?>(?:\s?[kmg]i?b?(?!\w))?)\W*+)?))+)",
    re.IGNORECASE,
)
LONGEST_MENU = 120
# Sentences that a page says of itself. https://gdpr.eu/cookies says why every page has one.
BANNER = re.compile(
    r"\b(?:we|(?:this|our) (?:web)?site|our partners) (?:also )?uses? (?:\w+ )?cookies\b|\baccept (?:all|our) cookies\b"
    r"|\bdeclared? (?:that )?(?:they|there|he|she|no)?\b[^.]{0,30}\b(?:competing|conflicts? of|financial) interests?\b"
    r"|\ball rights reserved\b|\bagree to (?:our|the) (?:terms|use of cookies)\b|\bjavascript (?:is disabled|to be "
    r"enabled)\b",
    re.IGNORECASE,
)
LONGEST_BANNER = 400
# What recurs and is longer is no button.
LONGEST_RECURRING = 60


@lru_cache(maxsize=256)
def is_known(text: str) -> bool:
    """Whether a line is page furniture wherever it stands: nothing but buttons, or a sentence that a page says of itself."""
    return (len(text) <= LONGEST_MENU and bool(BUTTONS.fullmatch(text))) or (
        len(text) <= LONGEST_BANNER and bool(BANNER.search(text))
    )


def recurring(texts: Iterable[str]) -> frozenset[str]:
    """The short texts that a dump holds more than once and that say nothing by themselves: no number, no day, no score line."""
    counts = Counter(text for text in texts if len(text) <= LONGEST_RECURRING)
    return frozenset(
        text for text, count in counts.items() if count > 1 and not re.search(r"\d", text) and not scores.score_line(text)
    )
