"""What the columns of tables of papers are called, in the exports of services and in eight languages, and what stands in them.

The names are those of Scopus, Web of Science, Zotero, Google Scholar, PubMed, IEEE Xplore, Dimensions, Lens, Publish or Perish,
DSpace and Connected Papers, and what people write at the head of a column.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache

# Each kind of column with its names, the surer before those that mean something else where a surer one stands beside them.
NAMES: Mapping[str, str] = {
    "title": "title, article title, document title, paper title, item title, publication title (en), title of paper,"
    " titel, titre, titre de l article, título, título del artículo, título do artigo, titolo, titolo dell articolo,"
    " beitragstitel, aufsatztitel, 标题, 题名, 题目, 论文题目, 论文标题, 文献标题, 篇名, 標題, 題名, 論文題目, タイトル,"
    " 論文名, 論文タイトル, 表題, paper, paper name, article, artikel, artículo, artigo, articolo, papier, 论文, 論文,"
    " name",
    "title and authors": "title & authors, title and authors, paper & authors, title authors, title / authors",
    "authors": "author full names, authors, author, author(s), authors/editors, author names, author/s, authors list,"
    " autoren, autor, autor/in, autor*innen, verfasser, verfasser/in, auteurs, auteur, auteur(s), auteur·e·s, autores,"
    " autor(es), autores(as), autori, autore, autore/i, dc.contributor.author, 作者, 著者, 著者名, 作者名, 执笔者, 執筆者,"
    " creator, creators, authorships",
    "first author": "first author, first authors, erstautor, erstautor/in, premier auteur, primer autor, primeiro autor,"
    " primo autore, 第一作者, 筆頭著者",
    "last author": "last author, senior author, letztautor, letztautor/in, dernier auteur, último autor, ultimo autore,"
    " 通讯作者, 最終著者",
    "date": "date, publication date, date of publication, published, publish date, issue date, date issued, published on,"
    " date published, online publication date, cover date, datum, veröffentlichungsdatum, erscheinungsdatum,"
    " date de publication, date de parution, fecha, fecha de publicación, data, data de publicação, data di pubblicazione,"
    " dc.date.issued, 日期, 发表日期, 出版日期, 发表时间, 出版时间, 日付, 発行日, 出版日, 公開日",
    "year": "year, publication year, pub year, pubyear, year of publication, published year, jahr, erscheinungsjahr,"
    " publikationsjahr, veröffentlichungsjahr, année, année de publication, an, año, año de publicación, ano,"
    " ano de publicação, anno, anno di pubblicazione, 年, 年份, 年度, 出版年, 发表年份, 出版年份, 発行年, 発表年",
    "venue": "source title, publication title, journal/book, journal, journal title, journal name, venue,"
    " publication venue, venue name, host venue,"
    " conference, conference name, conference/journal, journal/conference, venue/journal, proceedings,"
    " proceedings title, book title, booktitle, container title, published in, publication name, full journal title,"
    " zeitschrift, zeitschrift/konferenz, konferenz, quelle, tagung, tagungsband, erschienen in, revue,"
    " journal/conférence, conférence, publié dans, revista, revista/conferencia, conferencia, congreso, publicado en,"
    " periódico, conferência, publicado em, rivista, rivista/convegno, convegno, conferenza, pubblicato in, 期刊, 刊名,"
    " 来源, 文献来源, 期刊名称, 会议, 发表期刊, 期刊/会议, 雑誌, 雑誌名, 掲載誌, 学会, 会議, 掲載先, publication, source,"
    " pub, where, outlet",
    "type": "document type, item type, publication type, publication types, type,"
    " type of publication, type of work, kind, dokumenttyp,"
    " publikationstyp, art, publikationsart, type de document, type de publication, tipo de documento, tipo,"
    " tipo de publicación, tipo de publicação, tipo di documento, 文献类型, 类型, 种类, 種別, 資料種別,"
    " category of publication",
    "citations": "citations, cited by, times cited, citation count, cites, # citations, citation(s), cited by count,"
    " num citations, number of citations, times cited wos core, times cited all databases,"
    " citing works count, article citation count,"
    " citations received, zitationen, zitiert von, anzahl zitationen, zitierungen, nombre de citations, cité par, citas,"
    " citado por, número de citas, citações, número de citações, citazioni, citato da, 被引, 被引次数, 引用, 引用次数,"
    " 被引用数, 被引频次, 引用数, 被引用回数",
    "abstract": "abstract, abstract note, summary, zusammenfassung, kurzfassung, résumé, resumen, resumo, sommario,"
    " riassunto, 摘要, 要旨, 抄録, 概要, tl;dr, description",
    "doi": "doi, doi link, digital object identifier, doi number, document object identifier",
    "arxiv": "arxiv, ar xiv, arxiv id, arxiv number, arxiv link",
    "link": "link, links, url, article url, paper link, paper url, external url, source url, web, website, homepage,"
    " project, project page, href, verweis, lien, liens, enlace, enlaces, ligação, collegamento, 链接, 网址, リンク,"
    " paper",
    "pdf": "pdf, pdf link, pdf url, open access pdf, full text url, fulltext url, full text",
    "code": "code, github, repo, repository, source code, code link, github link, code url, implementation, quellcode,"
    " código, codice, 代码, 代码链接, コード",
    "volume and issue": "volume (issue), volume/issue, vol. (issue), vol (no.), vol./no., vol/no, volume & issue,"
    " jahrgang (heft), band/heft, volume (numéro), volumen (número)",
    "volume": "volume, vol, vol., band, jahrgang, volumen, tome, 卷, 巻",
    "issue": "issue, number, issue number, no., heft, nummer, numéro, número, numero, fascicolo, fascículo, 期, 期号, 号",
    "pages": "pages, page, page range, pagination, page(s), page numbers, seiten, seite, seitenzahlen, páginas, pagine,"
    " 页码, 页, 頁, ページ",
    "first page": "page start, start page, first page, beginning page, startpage, startseite, página inicial,"
    " pagina iniziale, 起始页",
    "last page": "page end, end page, last page, ending page, endpage, endseite, página final, pagina finale, 结束页, 终止页",
    "article number": "art. no., article number, article no., artikelnummer",
    "publisher": "publisher, verlag, éditeur, editorial, editora, editore, 出版社, 出版商, 出版者",
    "isbn": "isbn, isbns, isbn/issn",
    "pmid": "pubmed id, pmid, pubmed, pmids",
    "category": "arxiv category, primary category, arxiv primary category",
    "affiliations": "affiliations, affiliation, author affiliations, institution, institutions, institut, institution(s),"
    " organisation, afiliación, afiliaciones, afiliações, affiliazioni, 机构, 单位, 所属",
    "note": "note, notes, comment, comments, remarks, award, presentation, status, bemerkung, anmerkungen, notiz,"
    " commentaire, remarque, nota, notas, observaciones, observações, 备注, 备考, 備考",
}
LONGEST_NAME = 60


def key(name: str) -> str:
    """What the spellings of a column's name share: letters and digits in small letters, words apart."""
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name.strip())
    return " ".join(re.findall(r"[^\W_]+", parted.casefold()))


def is_known(name: str) -> bool:
    """Whether a column is called like one of those that are known, or only counts."""
    return not key(name) or key(name) in _known() or key(name) in ("no", "nr", "index", "id", "key")


def meanings(name: str) -> frozenset[str]:
    """The kinds of column that are called so."""
    return frozenset(role for _, role in _known().get(key(name), ()))


def roles(names: Sequence[str]) -> Mapping[int, str]:
    """What stands in which column of a table, by the names of its columns; empty where they are no names of columns.

    They are where one is that of a title, and another is known as well.
    """
    if len(names) < 2 or any(len(name) > LONGEST_NAME for name in names):
        return {}
    found: dict[str, tuple[int, int]] = {}
    for at, name in enumerate(names):
        for rank, role in _known().get(key(name), ()):
            found[role] = min(found.get(role, (rank, at)), (rank, at))
    if not {"title", "title and authors"} & found.keys():
        return {}
    chosen: dict[int, str] = {}
    for role in NAMES:
        if role in found:
            chosen.setdefault(found[role][1], role)
    return chosen if len(chosen) > 1 else {}


@cache
def _known() -> Mapping[str, list[tuple[int, str]]]:
    known: dict[str, list[tuple[int, str]]] = {}
    for role, names in NAMES.items():
        for rank, name in enumerate(names.split(",")):
            known.setdefault(key(name), []).append((rank, role))
    return known
