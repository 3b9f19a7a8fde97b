"""Labels that pages set before what they say of a paper ("Authors:", "Journal-ref:", "作者：", "Seiten:")."""

import re
from collections.abc import Mapping
from typing import Literal, NamedTuple, TypeAlias, get_args

Meaning: TypeAlias = Literal[
    "title",
    "authors",
    "abstract",
    "date",
    "venue",
    "volume",
    "issue",
    "pages",
    "publisher",
    "identifier",
    "category",
    "keywords",
    "type",
    "note",
    "citations",
    "affiliation",
    "other",
]
"""What stands behind a label; "other" for what no field is there for."""

# In English, German, French, Spanish, Portuguese, Italian, Chinese, Japanese; a plural's "(s)" is left out.
_WORDS: Mapping[Meaning, str] = {
    "title": "title|paper title|document title|article title|titel|titre|título|titulo|titolo|标题|题目"
    "|题名|タイトル|論文名|표제|제목"
    "|название",
    "authors": "author|authors|by|written by|author list|autor|autoren|autorin|autorinnen|verfasser|verfasserin|auteur"
    "|auteurs|autores|autora"
    "|autore|autori|作者|著者|저자|автор|авторы|creator|creators|contributor|contributors|presenter|presenters"
    "|speaker|speakers",
    "abstract": "abstract|summary|zusammenfassung|kurzfassung|résumé|resume|resumen|resumo|riassunto|sommario"
    "|摘要|要旨|概要|초록"
    "|аннотация",
    "date": "date|year|published|publication date|publication year|date published|issue date|published on|publish date|year "
    "of publication"
    "|date issued|date of publication|published online|online publication date|cover date|release date|posted|submitted"
    "|submitted on|date submitted"
    "|date posted|date added to ieee xplore|date of conference|conference date|jahr|datum|erscheinungsjahr|erscheinungsdatum"
    "|veröffentlichungsdatum|veröffentlicht|veröffentlicht am"
    "|publikationsjahr|année|année de publication|date de publication|date de parution|publié le|fecha|año|fecha de "
    "publicación|año de publicación|publicado"
    "|data|ano|data de publicação|ano de publicação|anno|data di pubblicazione|pubblicato|年份"
    "|出版年|出版年份|发表时间|发表日期|发布日期|日期|出版日期"
    "|公開日|発行日|発行年|出版年月|掲載日"
    "|last modified|modified|last updated|updated|received|accepted|revised|accessed|created|date created|available online"
    "|first published|first online|online|announced",
    "venue": "venue|source|journal|published in|publication|publication title|publication name|conference|conference name"
    "|book title|booktitle|in|proceedings"
    "|journal-ref|journal ref|journal reference|source title|container title|series|host publication|host publication title"
    "|event|published at|appeared in|appears in"
    "|journal title|journal name|magazine|periodical|presented at|zeitschrift|quelle|erschienen in|veröffentlicht in"
    "|konferenz|in zeitschrift|revue|publié dans|source du document"
    "|conférence|revista|fuente|publicado en|publicado em|conferencia|conferência|congreso|rivista|fonte|pubblicato in"
    "|convegno|期刊|来源|刊名|会议|发表期刊|出处|来源期刊|会议名称|雑誌名|掲載誌|会議名|収録物名|收录",
    "volume": "volume|vol|vol.|band|jahrgang|tome|volumen|卷|巻",
    "issue": "issue|number|no|no.|heft|ausgabe|nummer|numéro|número|numero|期|号|fascicolo",
    "pages": "pages|page|pages from-to|page range|page(s)|pp|pp.|first page|start page|article number|art. no.|article id"
    "|seiten|seite|páginas|pagine|página|页码|页|ページ|頁",
    "publisher": "publisher|published by|verlag|herausgebende institution|éditeur|editorial|editora|editore|casa editrice"
    "|出版社|出版者|发行者|發行者|発行元",
    "identifier": "doi|accession number|inspec accession number|arxiv|arxiv id|arxiv identifier|pmid|pmcid|pubmed id|isbn"
    "|issn|eissn|e-issn|isbn-13|isbn-10|print isbn|electronic isbn|print issn|electronic issn"
    "|url|uri|link|links|cite as|handle|permalink|identifier|identifiers|id|document id|persistent link|website|web|paper "
    "link|code|code link|project page|github|pdf|link to paper|datei|lien|enlace|ligação|链接",
    "category": "subjects|subject|categories|category|primary category|arxiv category|primary subject|subject class|primary "
    "classification|arxiv subject|primary area",
    "keywords": "keyword|keywords|key words|index terms|author keywords|ieee keywords|tags|tag|topics|topic|fields of study"
    "|field|mesh terms|mesh|concepts|schlagwörter|schlagworte|stichworte|stichwörter"
    "|schlüsselwörter|mots-clés|mots clés|mot-clé|palabras clave|palavras-chave|palavras chave|parole chiave"
    "|关键词|关键字|キーワード"
    "|keywords plus|research areas|research area|subject areas|subject area|primary keyword"
    "|index keywords|jel classification|jel codes|jel|jel code|acm classes|msc classes|acm-class|msc-class|ccs concepts"
    "|disciplines|themen|thème|area|areas|fachgebiet|themenbereich",
    "type": "type|document type|publication type|item type|resource type|output type|research output|entry type|genre|work "
    "type|article type|type of publication|paper type|publication types"
    "|typ|dokumenttyp|publikationstyp|publikationsart|art|art der publikation|type de document|type de publication|tipo|tipo "
    "de documento|tipo de publicación|tipo de publicação|tipologia"
    "|类型|文献类型|论文类型|資料種別|種別|文献種別",
    "note": "comment|comments|note|notes|status|award|awards|decision|publication status|publication stage|presentation"
    "|presentation type|track|anmerkung|anmerkungen|bemerkung|kommentar|kommentare|remarque"
    "|remarques|commentaire|commentaires|nota|notas|comentario|comentarios|comentários|note aggiuntive|备注"
    "|注释|評論|コメント|備考"
    "|stato|estado|statut|状态",
    "citations": "citation|citations|cited|cited by|times cited|citation count|number of citations|cited-by count|zitationen"
    "|zitate|zitiert von|cité par|citado por|citas|citações|citato da|citazioni|被引|被引次数|被引频次"
    "|引用次数|引用|被引量|引用数|被引用数|被引用回数|citations by works|cited by works",
    "affiliation": "affiliation|affiliations|institution|institutions|organization|organisation|organizations|author "
    "affiliation|author affiliations|department|school|university|institut|einrichtung|institutionen"
    "|afiliación|afiliações|affiliazione|affiliazioni|单位|机构|作者单位|所属|所属機関|location|address"
    "|correspondence address",
    "other": "license|licence|language|languages|original language|langue|sprache|idioma|lingua|语言|言語|readers|from|tl;dr"
    "|tldr|one-sentence summary|supplementary material|report-no|report no|report number|view|views|downloads"
    "|download|rights|copyright|email|e-mail|funding|funding agency|editors|editor|edited by|herausgeber|submission history"
    "|submission number|paper id|paper number|country|place|city|conference location|event place|edition|format"
    "|access|open access|isbn note|size|extent|number of pages|volume title|database|abbreviated source title|coden|issn "
    "type|peer reviewed|peer-reviewed|reviewed|related|related doi|related identifier|doi and versions"
    "|session|session title|room|time|location of event|primary area note|area chair|reviewers|scores|rating|confidence"
    "|venue id|venueid|bibtex|_bibtex|signatures|nonreaders|writers|forum|submission|replies|readership|user|via|shared by"
    "|submitter|submitted by|contact|corresponding author|grant|acknowledgements|external link|external links|export|share"
    "|cite|views and downloads|altmetric|tool|tools|repository|collection|collections|appears in collections|owner"
    "|depositing user|date deposited"
    "|stars|upvotes|likes|votes|github stars|framework|dataset|datasets|task|tasks|benchmark|method|methods|rank|score"
    "|hal id|hal-id|urn|contributeur"
    "|citations by patents|lens id|released on j-stage|saves|shares|chair|session chair|presenter|provider"
    "|impact factor|quartile|h-index|lizenz|licencia|licença|licenza|author full names|author(s) id|authors with "
    "affiliations|references",
}
MEANINGS: Mapping[str, Meaning] = {word: meaning for meaning in get_args(Meaning) for word in _WORDS[meaning].split("|")}
LABEL = re.compile(r"[\[(*_#\s•\-]{0,6}(?P<label>[^\W\d_][^:：\n\t]{0,39}?)\s{0,2}(?:\*\*|__)?\s?[:：](?:\*\*|__)?\s*")
PLURAL = re.compile(r"\(s\)|\(e?s\)|\(en\)|\(es\)|\(r\)|\(innen\)")


class Labelled(NamedTuple):
    """A line with a label: what the label means, what it is, and where what it says begins."""

    meaning: Meaning
    label: str
    at: int


def read(text: str) -> Labelled | None:
    """The label that a text begins with, None where none is known."""
    match = LABEL.match(text)
    if not match:
        return None
    label = PLURAL.sub("", match["label"]).strip(" *_").lower()
    meaning = MEANINGS.get(label)
    return Labelled(meaning, label, match.end()) if meaning else None
