"""What lines say beside title, byline and abstract."""

import json
import lzma
import os
import time
from pathlib import Path

import msgspec
import pytest

from sitegen.dumps import details
from sitegen.dumps.details import Details

SHARED = Path(os.environ.get("SITEGEN_SHARED", Path(__file__).parents[3] / "shared"))
JOURNAL = "Journal of Odd Things"

SAID = {
    # venues with year, volume, issue, pages
    f"{JOURNAL} 12 (3), 45-67, 2021": {"venue": JOURNAL, "volume": "12", "issue": "3", "pages": "45-67", "date": "2021"},
    f"{JOURNAL}. 2021 Aug;12(3):45-67. doi: 10.1000/odd.12. Epub 2021 Jul 15.": {
        "venue": JOURNAL,
        "volume": "12",
        "issue": "3",
        "pages": "45-67",
        "date": "2021-08",
        "doi": "10.1000/odd.12",
    },
    f"In: {JOURNAL}. 151, 2, p. 127-138": {"venue": JOURNAL, "volume": "151", "issue": "2", "pages": "127-138"},
    f"{JOURNAL}, vol. 12, no. 3, pp. 1–9, May 2020": {
        "venue": JOURNAL,
        "volume": "12",
        "issue": "3",
        "pages": "1–9",
        "date": "2020-05",
    },
    f"{JOURNAL} · Volume 3 · 2020": {"venue": JOURNAL, "volume": "3", "date": "2020"},
    f"{JOURNAL}, Volume 63, 1 February 2019, Pages 85-117": {
        "venue": JOURNAL,
        "volume": "63",
        "pages": "85-117",
        "date": "2019-02-01",
    },
    f"{JOURNAL} 7 (2019): 249-266": {"venue": JOURNAL, "volume": "7", "pages": "249-266", "date": "2019"},
    f"{JOURNAL} 120, 130503 (2018)": {"venue": JOURNAL, "volume": "120", "pages": "130503", "date": "2018"},
    f"{JOURNAL} 12(3): e0123456": {"venue": JOURNAL, "volume": "12", "issue": "3", "pages": "e0123456"},
    f"{JOURNAL}, Forthcoming": {"venue": JOURNAL, "note": "Forthcoming"},
    f"To appear in {JOURNAL}.": {"venue": JOURNAL, "note": "To appear"},
    "Proceedings of the 12th Conference on Odd …, 2016": {
        "venue": "Proceedings of the 12th Conference on Odd …",
        "date": "2016",
    },
    "ODD (demo) 2020: 101-108": {"venue": "ODD (demo)", "date": "2020", "pages": "101-108"},
    "ODD 2020 (Demos). [pdf] [code]": {"venue": "ODD 2020 (Demos)", "date": "2020"},
    "ODD 2023 (Oral). [pdf]": {"venue": "ODD", "date": "2023", "note": "Oral"},
    "ODD 2023 notable top 25%": {"venue": "ODD 2023 notable top 25%", "date": "2023", "note": "notable top 25%"},
    "ODD '21, May 8–13, Yokohama, Japan": {"venue": "ODD", "date": "2021"},
    "Trans. Odd Syst. 44(10): 6123-6140 (2022)": {
        "venue": "Trans. Odd Syst.",
        "volume": "44",
        "issue": "10",
        "pages": "6123-6140",
        "date": "2022",
    },
    "Advances in Odd Information Processing Systems 36, 537-541, 2023": {
        "venue": "Advances in Odd Information Processing Systems",
        "volume": "36",
        "pages": "537-541",
        "date": "2023",
    },
    "arXiv preprint arXiv:2101.00001, 2021": {
        "venue": "arXiv preprint",
        "date": "2021",
        "arxiv": "2101.00001",
    },
    "bioRxiv 2021.08.15.000001": {"venue": "bioRxiv", "date": "2021-08-15", "type": "preprint"},
    "Odd University Press, 2008": {"publisher": "Odd University Press", "date": "2008"},
    "PhD thesis, University of Oddity, 2015": {"type": "thesis", "publisher": "University of Oddity", "date": "2015"},
    # and in other languages
    "Zeitschrift für Beispielkunde, Bd. 12, Heft 3, S. 1-9, 2019": {
        "venue": "Zeitschrift für Beispielkunde",
        "volume": "12",
        "issue": "3",
        "pages": "1-9",
        "date": "2019",
    },
    "Revue d'exemples, vol. 4, n° 2, 2018, p. 12-34": {
        "venue": "Revue d'exemples",
        "volume": "4",
        "issue": "2",
        "pages": "12-34",
        "date": "2018",
    },
    "Revista de Exemplos, v. 12, n. 3, p. 1-20, jan./mar. 2019": {
        "venue": "Revista de Exemplos",
        "volume": "12",
        "issue": "3",
        "pages": "1-20",
        "date": "2019",
    },
    "示例学报, 2020, 43(3): 1-12": {"venue": "示例学报", "volume": "43", "issue": "3", "pages": "1-12", "date": "2020"},
    "例学会論文誌 35巻 3号 p. 1-10": {"venue": "例学会論文誌", "volume": "35", "issue": "3", "pages": "1-10"},
    # dates
    "Published: 01 Feb 2023, Last Modified: 10 Feb 2023": {"date": "2023-02-01"},
    "Received 1 Jan 2019; accepted 3 Mar 2019; published online 5 May 2019": {"date": "2019-05-05"},
    "Submitted 27 May, 2022; originally announced May 2022.": {"date": "2022-05-27"},
    "Submitted 3 June, 2021; v1 submitted 22 October, 2020; originally announced October 2020.": {"date": "2020-10-22"},
    "[Submitted on 22 Oct 2020 (v1), last revised 3 Jun 2021 (this version, v2)]": {"date": "2020-10-22"},
    "Accepted 12 Jan 2020": {},
    "veröffentlicht am 4. Oktober 2022": {"date": "2022-10-04"},
    "Publicado: 3 de mayo de 2020": {"date": "2020-05-03"},
    "公開日: 2020年5月3日": {"date": "2020-05-03"},
    # ids
    "arXiv:2205.00001v2  [pdf, ps, other]   cs.LG cs.AI": {"arxiv": "2205.00001", "category": "cs.LG"},
    "arXiv:2401.12345v2 (cs)": {"arxiv": "2401.12345"},
    "hep-th/9901001v3": {"arxiv": "hep-th/9901001"},
    "https://arxiv.org/abs/2205.00001": {"arxiv": "2205.00001", "links": ("https://arxiv.org/abs/2205.00001",)},
    "https://doi.org/10.1000/odd(12)3": {"doi": "10.1000/odd(12)3", "links": ("https://doi.org/10.1000/odd(12)3",)},
    "PMID: 12345678     Free PMC article.": {"pmid": "12345678"},
    "ISBN: 978-0-262-13360-9": {"isbn": "978-0-262-13360-9"},
    "hal-01234567v2": {},
    # counts
    "Cited by 412": {"citations": 412},
    "Cited by: Papers (1000) | Patents (3)": {"citations": 1000},
    "1,234 citations": {"citations": 1234},
    "4890 Citations (Scopus)": {"citations": 4890},
    "引用次数：12": {"citations": 12},
    "12 Zitate": {"citations": 12},
    "44120*\t2014": {"citations": 44120, "date": "2014"},
    "Upvote 14": {},
    "10.7k stars": {},
    "Save Cite Cited by 12 Related articles All 5 versions": {"citations": 12},
    # types, notes, categories
    "Conference paper • Open access": {"type": "conference"},
    "RESEARCH-ARTICLE": {"type": "article"},
    "Research articleOpen access": {"type": "article"},
    "Zeitschriftenartikel": {"type": "article"},
    "Communication dans un congrès": {"type": "conference"},
    "Research output: Contribution to journal › Article › peer-review": {"type": "article"},
    "Research output: Chapter in Book/Report/Conference proceeding › Conference contribution › peer-review": {
        "type": "conference"
    },
    "Journal article | Published 2020": {"type": "article", "date": "2020"},
    "(Best Student Paper Award)": {"note": "Best Student Paper Award"},
    "in press": {"note": "in press"},
    "Accepted at ODD 2020": {"note": "Accepted at ODD 2020"},
    "cs.LG": {"category": "cs.LG"},
    "Computer Science > Machine Learning": {"category": "cs.LG"},
    # labels
    "Subjects: Machine Learning (cs.LG); Computation and Language (cs.CL)": {"category": "cs.LG"},
    "Comments: 12 pages, accepted at ODD 2020": {"note": "12 pages, accepted at ODD 2020"},
    "Journal-ref: Odd Rev. D 12, 345 (2019)": {"venue": "Odd Rev. D", "volume": "12", "pages": "345", "date": "2019"},
    "Year: 2016 | Conference Paper | Publisher: IEEE": {"date": "2016", "type": "conference", "publisher": "IEEE"},
    "Volume: 12, Issue: 3": {"volume": "12", "issue": "3"},
    "出版年: 2019": {"date": "2019"},
    "Readers: Everyone": {},
    # buttons
    "[pdf] [bib] [code]": {},
    "View PDF": {},
    "Télécharger": {},
    "下载 引用 分享": {},
}


def fields(found):
    """What of a record is given."""
    return {name: value for name, value in msgspec.structs.asdict(found).items() if value not in (None, ())}


@pytest.mark.parametrize("text", SAID)
def test_a_line_is_read_whole(text):
    found = details.read(text)
    assert found
    assert (fields(found.details), found.rest) == (SAID[text], "")
    assert found.sure > 0.0


@pytest.mark.parametrize(
    ("text", "authors", "venue"),
    [
        ("A Example, B Sample… - Journal of Odd …, 2017 - example.org", "A Example, B Sample…", "Journal of Odd …"),
        ("Ada Example, Ben Sample; Proceedings of the 3rd Odd Conference, 119:15-19", "Ada Example, Ben Sample", None),
        (
            "Example, A., Sample, B. & Roe, C., 29 May 2023, Odd Research Letters. p. 5-9",
            "Example, A., Sample, B. & Roe, C.",
            None,
        ),
    ],
)
def test_the_byline_before_a_venue_is_handed_back(text, authors, venue):
    found = details.read(text)
    assert found
    assert (found.authors, found.rest) == (authors, "")
    assert found.details.venue == (venue or found.details.venue)
    assert found.details.venue


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("Title: A Study of Odd Things", "title", "A Study of Odd Things"),
        ("Autoren: Ada Example, Ben Sample", "authors", "Ada Example, Ben Sample"),
        ("作者：张三，李四", "authors", "张三，李四"),
        ("Zusammenfassung: Wir zeigen es.", "abstract", "Wir zeigen es."),
        ("University of Oddity", "affiliation", "University of Oddity"),
    ],
)
def test_what_is_no_detail_is_handed_back_by_name(text, field, value):
    found = details.read(text)
    assert found
    assert (getattr(found, field), found.details) == (value, Details())


@pytest.mark.parametrize(
    "text",
    [
        "A Study of Odd Things",
        "Odd Things: The Case of Small Numbers",
        "CITE: A Corpus of Odd Things in Context",
        "Preface",
        "Ada Example, Ben Sample",
        "A Example, BC Sample",
        "Example, A., Sample, B.",
        "J Example",
        "We study odd things that are small. It is shown that they stay so when we look at them, and that is why we do.",
    ],
)
def test_titles_bylines_and_prose_are_no_details(text):
    found = details.read(text)
    assert found is None or found.sure <= 0.0


def test_what_nothing_explains_is_the_rest_and_makes_doubtful():
    found = details.read("Cited by 12 by those who never read it")
    assert found
    assert (found.details.citations, found.rest) == (12, "by those who never read it")
    assert found.sure < 0.0


def test_links_tell_ids():
    found = details.read("[arXiv] [doi]", ("https://arxiv.org/abs/2205.00001", "https://doi.org/10.1000/odd"))
    assert found
    assert (found.kind, found.details.arxiv, found.details.doi) == ("buttons", "2205.00001", "10.1000/odd")


def test_the_order_of_day_and_month_is_the_dumps():
    assert [details.read("Published 07/08/2023", (), order).details.date for order in (None, "dmy", "mdy")] == [
        "2023",
        "2023-08-07",
        "2023-07-08",
    ]


@pytest.mark.parametrize(
    "unit", ["a", "1", "(", "[x] ", "1,", "A. ", "- ", "Vol. ", "2020 ", "\t", "et al. ", "http://a/", "10.1/"]
)
def test_the_time_grows_with_the_length_of_a_line(unit):
    details.read(unit * 7)
    started = time.perf_counter()
    details.read(unit * (1400 // len(unit)))
    details.read(unit * (200_000 // len(unit)))
    assert time.perf_counter() - started < 2.0


@pytest.mark.skipif(not (SHARED / "corpora").is_dir(), reason="the corpus is not here: set SITEGEN_SHARED to the folder of it")
def test_hardly_a_title_or_an_abstract_of_the_corpus_is_taken_for_details():
    with lzma.open(SHARED / "corpora" / "acl-anthology-2021.jsonl.xz", "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines][::20]
    taken = {}
    for field in ("title", "abstract"):
        texts = [record[field] for record in records if record.get(field) and record["authors"]]
        read = [found for text in texts if (found := details.read(text)) and found.sure > 0.0]
        taken[field] = len(read) / len(texts)
    assert taken["title"] < 0.005
    assert taken["abstract"] < 0.002
