"""Titles and bylines that are glued part where the title ends, by what names and titles look like."""

import json
import lzma
import random

import pytest

from sitegen.dumps import byline
from sitegen.dumps.byline import Byline, Known
from tests.dump_facts import SHARED, read

GLUED = [
    ("Momentum for Small Learning Rate SGD", "Runzhe Wang, Sadhika Malladi et al. · tsinghua"),
    ("Modeling with Differential Equations (SDEs)", "Zhiyuan Li, Sanjeev Arora"),
    ("What Happens after Zero Loss? --A Framework", "Zhiyuan Li, Tianhao Wang"),
    ("How Does It Minimize Sharpness?", "Kaiyue Wen, Tengyu Ma"),
    ("A Note on Norms in $\\ell_\\infty$", "Shuo Xie, Zhiyuan Li"),
    ("On Equivalence to Mirror Descent", "Zhiyuan Li, Tianhao Wang, JasonD. Lee et al."),
    ("Planning in Linear Systems", "Simon S. Du, Wei Hu"),
    ("Verifiers for Reasoning", "Maria-Florina Balcan, Avrim Blum"),
    ("Networks of CNNs, ResNets, and Beyond", "Xingguo Li, Junwei Lu"),
    ("Estimation of Trees", "Seán O'Brien, Ann O'Neill"),
    ("Estimation of Trees", "Ludwig van der Berg Jr., Ana de la Cruz"),
    ("Estimation of Trees", "Fiona McAllister, Ian MacDonald"),
    ("Estimation of Trees", "Óscar Núñez, Étienne Lefèvre"),
    ("Estimation of Trees", "J. R. R. Probe, A.-B. Sample"),
    ("Estimation of Trees", "RUNZHE WANG, ANN LEE"),
    ("Estimation of Trees", "Jaideep Vitthal Murkute"),
    ("Thinking with GPT-4", "Ada Example, Ben Sample"),
    ("The Year 2020", "Ada Example, Ben Sample"),
    ("Learning by Heart!", "Ada Example, Ben Sample"),
    ("Fine-tuning with LoRA", "Ada Example, Ben Sample"),
    ("Training on ImageNet", "Ada Example, Ben Sample et al."),
    ("A Theory of “Grokking”", "Ada Example, Ben Sample"),
    ("Sorting in O(n)", "Ada Example"),
]


@pytest.mark.parametrize(("title", "names"), GLUED)
def test_a_byline_glued_to_its_title_is_parted(title, names):
    joined = byline.split(title + names, Known())
    assert (joined.title, joined.byline) == (title, names)


def test_names_in_small_letters_part_where_the_dump_knows_the_word_before_them():
    known = byline.learn([], ["Deep networks are studied here, and many other networks too."])
    joined = byline.split("a study of deep networkskaiyue wen, zhiyuan li et al.", known)
    assert (joined.title, joined.byline) == ("a study of deep networks", "kaiyue wen, zhiyuan li et al.")


def test_a_name_that_the_dump_knows_decides_between_two_places():
    known = byline.learn(["Ada Example, DongHyun Choi"], ["The category structure of words."])
    joined = byline.split("Extraction from Category StructureDongHyun Choi, Ada Example", known)
    assert joined.title == "Extraction from Category Structure"


@pytest.mark.parametrize("title", ["A Survey of Deep Learning", "Gradient Descent on Two-layer Nets: Margin and Bias"])
def test_a_title_alone_is_not_parted(title):
    joined = byline.split(title, Known())
    assert joined is None or joined.score < 1.5


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A B, C D et al. · x, y-z", Byline(authors=("A B", "C D"), complete=False, affiliations=("x", "y-z"))),
        ("A B, C D", Byline(authors=("A B", "C D"))),
        ("A B and C D", Byline(authors=("A B", "C D"))),
        ("A B, Jr., C D", Byline(authors=("A B, Jr.", "C D"))),
        ("李志远", Byline(authors=("李志远",))),
    ],
)
def test_a_byline_is_read_into_its_parts(text, expected):
    assert byline.read(text) == expected


@pytest.mark.skipif(not (SHARED / "corpora").is_dir(), reason="the corpus is not here: set SITEGEN_SHARED to the folder of it")
@pytest.mark.parametrize("scored", [True, False], ids=["with score lines", "without"])
@pytest.mark.parametrize("seed", [2021, 7])
def test_titles_and_names_never_seen_part_in_all_but_one_of_two_hundred(seed, scored):
    with lzma.open(SHARED / "corpora" / "acl-anthology-2021.jsonl.xz", "rt", encoding="utf-8") as lines:
        papers = [paper for paper in map(json.loads, lines) if paper["authors"] and paper["title"]]
    rows, page = {}, []
    for number, paper in enumerate(random.Random(seed).sample(papers, 3000)):
        authors, title = [name for name, _ in paper["authors"]], " ".join(paper["title"].split())
        abstract = f"We study question {number} of language, and show that a method works well. The results are good."
        rows[abstract] = (title, tuple(authors[:3]), len(authors) <= 3)
        page += [f"{number % 40}.{number % 10}CLJan {number % 28 + 1}, 2020"] * scored
        page += [title + ", ".join(authors[:3]) + " et al." * (len(authors) > 3), abstract]
    reading, _ = read("\n".join(page))
    found = {draft.abstract: (draft.title, draft.authors, draft.authors_complete) for draft in reading.drafts}
    assert sum(found.get(abstract) == row for abstract, row in rows.items()) / len(rows) >= 0.995
