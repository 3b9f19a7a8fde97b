"""Known sites: a made-up page of each, and what each of its papers is read as."""

import json
from pathlib import Path

import msgspec
import pytest

from sitegen import dumps
from sitegen.dumps.formats import SITES
from sitegen.dumps.source import lines

PAGES, KNOWN = Path(__file__).parent / "pages", Path(__file__).parent / "sites"
ABSTRACT = "We study samples, which are many, and we show how to use them. The method is simple and it works well."
LISTING = {"title": "Samples in the Training of Large Models", "authors": ["Ada Example", "Ben Sample"]}
SECOND = {"title": "A Survey on Probes for Small Tests", "authors": ["Cy Probe", "Ada Example"]}
THIRD = {"title": "Deep Tests for Shallow Models", "authors": ["Dee Testa"]}

# The name of the site, and of each paper the fields that its page gives; title and authors are those above.
EXPECTED = {
    "google-scholar-profile": (
        {
            "authors": ["A Example", "B Sample"],
            "venue": "Journal of Examples",
            "volume": "12",
            "citations": 412,
            "date": "2016",
        },
        {"authors": ["C Probe", "A Example"], "venue": "Transactions on Probes", "citations": 31, "date": "2014"},
        {"authors": ["D Testa", "A Example"], "venue": "Sample Letters", "date": "2011"},
    ),
    "google-scholar-search": (
        {"authors": ["A Example", "B Sample"], "authors_complete": False, "date": "2016", "citations": 412},
        {"authors": ["C Probe"], "date": "2014", "citations": 31},
        {"authors": ["D Testa"], "venue": "Nature Samples", "date": "2011", "publisher": "Springer", "citations": 7},
    ),
    "google-scholar-alert": (
        {"authors": ["A Example", "B Sample"], "arxiv": "2401.00001", "date": "2024"},
        {"authors": ["C Probe"], "venue": "Journal of Examples", "date": "2024"},
        {"authors": ["D Testa", "E Four"], "authors_complete": False, "venue": "Nature Samples", "date": "2024"},
    ),
    "arxiv-listing": (
        {"arxiv": "2401.00001", "category": "cs.LG", "note": "12 pages", "abstract": ABSTRACT},
        {"arxiv": "2401.00002", "category": "cs.CL", "venue": "Journal of Examples", "volume": "7", "abstract": ABSTRACT},
        {"arxiv": "2305.00003", "category": "stat.ML", "abstract": ABSTRACT},
    ),
    "arxiv-search": (
        {"arxiv": "2401.00001", "category": "cs.LG", "date": "2024-01-02"},
        {"arxiv": "2401.00002", "category": "cs.CL", "doi": "10.1000/xyz123", "date": "2024-01-03", "note": "9 pages"},
        {"arxiv": "2305.00003", "category": "stat.ML", "date": "2023-05-04"},
    ),
    "arxiv-mail": (
        {"arxiv": "2401.00001", "category": "cs.LG", "date": "2024-01-02", "links": ["https://arxiv.org/abs/2401.00001"]},
        {"authors": ["Cy Pröbe", "Ada Example"], "arxiv": "2401.00002", "doi": "10.1000/xyz123", "date": "2024-01-03"},
        {"arxiv": "2305.00003", "category": "stat.ML", "note": "9 pages", "date": None},
    ),
    "arxiv-paper": (
        {
            "arxiv": "2401.00001",
            "category": "cs.LG",
            "date": "2024-01-02",
            "doi": "10.1000/xyz123",
            "venue": "Journal of Examples",
            "note": "12 pages",
            "abstract": ABSTRACT,
        },
    ),
    "hugging-face-daily": ({"authors": []}, {"authors": []}, {"authors": []}),
    "hugging-face-collection": (
        {"authors": [], "arxiv": "2401.00001", "date": "2024-01-02"},
        {"authors": [], "arxiv": "2401.00002", "date": "2024-01-03", "note": "Start here."},
        {"authors": [], "arxiv": "2305.00003", "date": "2023-05-04"},
    ),
    "hugging-face-paper": (
        {"arxiv": "2401.00001", "date": "2024-01-02", "abstract": ABSTRACT},
        {"authors": [], "date": "2023"},
        {"authors": [], "date": "2021"},
    ),
    "hugging-face-similar-papers": (
        {"authors": [], "date": "2024", "arxiv": "2401.00001"},
        {"authors": [], "date": "2024", "arxiv": "2401.00002"},
        {"authors": [], "date": "2023", "arxiv": "2305.00003"},
    ),
    "openreview": (
        {"date": "2023-02-01", "venue": "ICLR 2023 poster"},
        {"date": "2023-09-21", "venue": "NeurIPS 2023 spotlight"},
        {"date": "2021-07-22", "venue": "ICML 2021 oral"},
    ),
    "researchgate-profile": (
        {"authors_complete": False, "type": "article", "date": "2023-01", "venue": "Journal of Examples", "citations": 405},
        {"type": "conference", "date": "2022-05", "citations": 120, "abstract": ABSTRACT},
        {"authors": ["Ada Example"], "type": "preprint", "date": "2021-03"},
    ),
    "semantic-scholar": (
        {"venue": "Conference on Empirical Methods in Examples", "date": "2024-01-02", "citations": 412, "abstract": None},
        {"date": "2023-03-15", "citations": 31, "venue": "arXiv.org"},
        {"authors": ["Dee Testa", "Ed Four"], "authors_complete": False, "date": "2021", "citations": 1007},
    ),
    "orcid": (
        {"venue": "Journal of Examples", "date": "2024-01-02", "type": "article", "doi": "10.1000/abc123"},
        {"venue": "Proceedings of the Conference on Probes", "date": "2021-07", "type": "conference", "doi": "10.1000/def456"},
        {"authors": [], "date": "2019", "type": "book", "isbn": "9780262035613"},
    ),
    "alphaxiv": (
        {"authors": [], "date": "2024-01-02", "category": "cs.LG", "abstract": ABSTRACT},
        {"authors": [], "date": "2024-01-03", "category": "cs.CL", "abstract": ABSTRACT},
        {"authors": [], "date": "2023-05-04", "category": "stat.ML", "abstract": ABSTRACT},
    ),
    "alphaxiv-author": (
        {"authors": [], "date": "2024-01-02", "category": "cs.LG", "abstract": ABSTRACT},
        {"authors": [], "date": "2024-01-03", "category": "cs.CL", "abstract": ABSTRACT},
    ),
    "catalyzex": (
        {"date": "2024-01-02", "abstract": ABSTRACT},
        {"date": "2024-01-03", "abstract": ABSTRACT, "note": "9 pages"},
        {"date": "2023-05-04", "abstract": ABSTRACT},
    ),
    "papers-with-code": (
        {"authors": [], "date": "2024-01-02", "abstract": ABSTRACT},
        {"authors": [], "date": "2024-01-03", "venue": "NeurIPS", "abstract": ABSTRACT},
        {"authors": [], "date": "2023-05-04", "abstract": ABSTRACT},
    ),
    "biorxiv": (
        {"venue": "medRxiv", "date": "2024-01-02", "doi": "10.1101/2024.01.02.24300001", "type": "preprint"},
        {"venue": "medRxiv", "date": "2021-07-04", "doi": "10.1101/2021.07.04.21260001", "type": "preprint"},
        {"venue": "medRxiv", "date": "2020-05-06", "doi": "10.1101/2020.05.06.20090001", "type": "preprint"},
    ),
    "ssrn": (
        {"date": "2024-01-02", "venue": "Journal of Examples", "note": "Forthcoming"},
        {"date": "2022-03-12", "venue": None},
        {"date": "2020-07-01", "venue": None},
    ),
    "nber": (
        {"date": "2024-01", "abstract": ABSTRACT},
        {"date": "2022-03", "abstract": ABSTRACT},
        {"date": "2020-07", "abstract": ABSTRACT},
    ),
    "nasa-ads": (
        {"authors": ["Example, Ada", "Sample, Ben"], "authors_complete": False, "date": "2024-01", "citations": 12},
        {"authors": ["Probe, Cy", "Example, A."], "date": "2021-07", "citations": 45},
        {"authors": ["Testa, D."], "date": "2019-03", "citations": None},
    ),
    "inspire": (
        {"date": "2024-01-02", "venue": "Phys.Rev.D", "volume": "109", "issue": "3", "pages": "034567", "arxiv": "2401.00001"},
        {"date": "2023-03", "arxiv": "2303.00002", "category": "hep-th", "citations": 1234},
        {"date": "2019", "venue": "JHEP", "volume": "03", "pages": "123", "arxiv": "1812.00003", "citations": 0},
    ),
    "paper-digest": (
        {"authors": ["ADA EXAMPLE", "BEN SAMPLE"], "abstract": "Samples are studied in this paper."},
        {"authors": ["CY PROBE", "ADA EXAMPLE"], "authors_complete": False, "abstract": "This paper surveys the probes."},
        {"authors": ["DEE TESTA"], "abstract": "Tests are shown to be deep where models are shallow."},
    ),
    "awesome-list": (
        {"venue": "NeurIPS", "date": "2024", "arxiv": "2401.00001", "code_urls": ["https://github.com/ada/samples"]},
        {"venue": "ICLR", "date": "2023", "links": ["https://example.org/probes"]},
        {"authors": [], "venue": "TMLR", "date": "2022"},
    ),
    "letter": (
        {
            "arxiv": "2401.00001",
            "note": "Ben thinks that section 3 is what matters. Please read it before you come.",
            "abstract": None,
        },
        {"links": ["https://example.org/probes"], "note": "This one is long, so skip the appendix."},
        {"arxiv": "2305.00003", "note": None},
    ),
}


def _read(name):
    reading, problems = dumps.read(f"content/dumps/{name}.txt", (PAGES / f"{name}.txt").read_bytes())
    return reading, problems


@pytest.mark.parametrize("name", EXPECTED)
def test_a_page_of_a_known_site_is_read_as_its_picture_says(name):
    reading, _ = _read(name)
    assert reading.format == name
    found = [msgspec.to_builtins(draft) for draft in reading.drafts]
    wanted = [first | fields for first, fields in zip((LISTING, SECOND, THIRD), EXPECTED[name], strict=False)]
    shown = [
        {key: list(got[key]) if isinstance(got[key], (list, tuple)) else got[key] for key in want}
        for got, want in zip(found, wanted, strict=True)
    ]
    assert shown == wanted


@pytest.mark.parametrize("name", EXPECTED)
def test_each_line_of_a_known_site_is_used_or_noise_or_reported(name):
    reading, problems = _read(name)
    assert reading.lines == reading.used + sum(reading.noise.values()) + len(reading.unclaimed)
    told = {line for one in problems for line in range(one.span.first, one.span.last + 1)}
    assert set(reading.unclaimed) <= told


@pytest.mark.parametrize("name", EXPECTED)
def test_a_page_is_taken_for_one_known_site_alone(name):
    numbered, _ = lines(name, (PAGES / f"{name}.txt").read_bytes())
    assert [site.name for site in SITES if site.is_of(numbered)] == [name]


def test_every_known_site_has_a_page_here():
    elsewhere = {json.loads(path.read_text("utf-8").split("\n", 1)[0])["site"] for path in KNOWN.glob("*.jsonl")}
    assert {site.name for site in SITES} == set(EXPECTED) | elsewhere


@pytest.mark.parametrize(
    ("name", "person", "metrics"),
    [
        ("google-scholar-profile", "Ada Example", {"Citations": "450", "h-index": "2", "i10-index": "1"}),
        ("researchgate-profile", "Ada Example", {"Publications": "3", "Reads": "95,882", "Citations": "525"}),
        ("orcid", "Ada Example", {}),
        ("alphaxiv-author", "Ada Example", {}),
        ("arxiv-listing", None, None),
    ],
)
def test_the_person_of_a_page_and_their_metrics_stand_beside_the_papers(name, person, metrics):
    reading, _ = _read(name)
    assert (reading.person and reading.person.name) == person
    assert (reading.person and {metric.name: metric.value for metric in reading.person.metrics}) == metrics
