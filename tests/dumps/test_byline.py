"""Titles and bylines that are glued part where the title ends, by what names and titles look like."""

import json
import lzma
import random

import pytest
from msgspec.structs import replace

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


# Bylines and the names in them, parted by "|".
REVERSED = {
    "Example, A., Sample, B., Probe, C. D.": "Example, A.|Sample, B.|Probe, C. D.",
    "Example, A., & Sample, B.": "Example, A.|Sample, B.",
    "Example, A., Sample, B.-C., and Probe, C.": "Example, A.|Sample, B.-C.|Probe, C.",
    "Example,A.,Sample,B.C.": "Example,A.|Sample,B.C.",
    "Example, A, Sample, BC": "Example, A|Sample, BC",
    "Example, Ada; Sample, Ben; Probe, Cy": "Example, Ada|Sample, Ben|Probe, Cy",
    "Example, Ada & Sample, Ben D. & Probe, Cy": "Example, Ada|Sample, Ben D.|Probe, Cy",
    "Example, Ada D., Sample, Benjamin E.": "Example, Ada D.|Sample, Benjamin E.",
    "Example, Jr., A. B. and Sample, B.": "Example, Jr., A. B.|Sample, B.",
    "van den Example, L., de la Sample, M.": "van den Example, L.|de la Sample, M.",
    "García Example, G.; Vargas Sample, M.": "García Example, G.|Vargas Sample, M.",
    "García Example, Gabriel; Vargas Sample, Mario": "García Example, Gabriel|Vargas Sample, Mario",
    "O'Example, S., Núñez-Sample, Ó.": "O'Example, S.|Núñez-Sample, Ó.",
    "EXAMPLE, ADA; SAMPLE, BEN": "EXAMPLE, ADA|SAMPLE, BEN",
    "Example A, Sample BC, Probe C": "Example A|Sample BC|Probe C",
    "Example A., Sample B.-C., Probe C.D.": "Example A.|Sample B.-C.|Probe C.D.",
    "von Example, J., Sample, O.": "von Example, J.|Sample, O.",
    "Example, Ada, Sample, Ben, and Probe, Cy": "Example, Ada|Sample, Ben|Probe, Cy",
    "Example, Ada, PhD; Sample, Ben, MD": "Example, Ada|Sample, Ben",
    "Ивановский, И. И., Петровский, П. П.": "Ивановский, И. И.|Петровский, П. П.",
    "Example, M.D., Sample, M.A.": "Example, M.D.|Sample, M.A.",
    "Example, A., Sample, B., on behalf of the Foo Collaboration": "Example, A.|Sample, B.|the Foo Collaboration",
}
USUAL = {
    "Ada Example, Ben Sample": "Ada Example|Ben Sample",
    "Ada Example, Madonna, Ben Sample": "Ada Example|Madonna|Ben Sample",
    "A. Example, B. C. Sample": "A. Example|B. C. Sample",
    "Ada Example and van der Sample": "Ada Example|van der Sample",
    "Ada Example und Ben Sample": "Ada Example|Ben Sample",
    "Ada Example et Ben Sample": "Ada Example|Ben Sample",
    "Ada Example y Ben Sample": "Ada Example|Ben Sample",
    "José Example y Gasset, Santiago Ramón y Cajal": "José Example y Gasset|Santiago Ramón y Cajal",
    "Ada Example | Ben Sample | Cy Probe": "Ada Example|Ben Sample|Cy Probe",
    "Ada Example; Ben Sample": "Ada Example|Ben Sample",
    "Ada Example • Ben Sample • Cy Probe": "Ada Example|Ben Sample|Cy Probe",
    "Ada Example / Ben Sample": "Ada Example|Ben Sample",
    "Ada Example,Ben Sample": "Ada Example|Ben Sample",
    "李志远、王伟，张三丰": "李志远|王伟|张三丰",
    "李志远 王伟 张三丰": "李志远|王伟|张三丰",
    "山田 太郎、佐藤 花子": "山田 太郎|佐藤 花子",
}
LABELLED = {
    "By Ada Example and Ben Sample": "Ada Example|Ben Sample",
    "byAda Example, Ben Sample": "Ada Example|Ben Sample",
    "Authors: Ada Example, Ben Sample": "Ada Example|Ben Sample",
    "Author(s): Ada Example; Ben Sample": "Ada Example|Ben Sample",
    "von Ada Example und Ben Sample": "Ada Example|Ben Sample",
    "作者：李志远、王伟": "李志远|王伟",
    "Ada Example, Ben D. Sample:": "Ada Example|Ben D. Sample",
    "Ada Example, Ben Sample.": "Ada Example|Ben Sample",
}
MARKED = {
    "Ada Example¹, Ben Sample²": "Ada Example|Ben Sample",
    "Ada Example1,2, Ben Sample2*†": "Ada Example|Ben Sample",
    "Ada Example 1,2, Ben Sample 2": "Ada Example|Ben Sample",
    "Ada Example 1, 2, Ben Sample 2": "Ada Example|Ben Sample",
    "Ada Example (1), Ben Sample (1,2)": "Ada Example|Ben Sample",
    "Ada Example[a], Ben Sample[a,b]": "Ada Example|Ben Sample",
    "Ada Example a,b, Ben Sample b": "Ada Example|Ben Sample",
    "Ada Exampleᵃ, Ben Sample‡§¶#": "Ada Example|Ben Sample",
    "*Ada Example, † Ben Sample": "Ada Example|Ben Sample",
    "Ada Example ✉, Ben Sample ✉️": "Ada Example|Ben Sample",
    "Ada Example <ada@x.org>, Ben Sample (b.s@y.edu)": "Ada Example|Ben Sample",
    "Ada Example ada@x.org, Ben Sample": "Ada Example|Ben Sample",
    "Ada Example ORCID iD, Ben Sample https://orcid.org/0000-0001-2345-678X": "Ada Example|Ben Sample",
    "Ada Example $^{1,2}$, Ben Sample$^*$": "Ada Example|Ben Sample",
    "Ada Example (corresponding author), Ben Sample (Eds.)": "Ada Example|Ben Sample",
    "Example, Ada (12345); Sample, Ben (67890)": "Example, Ada|Sample, Ben",
    "Ada Example 0000-0001-2345-6789, Ben Sample (she/her)": "Ada Example|Ben Sample",
    "Ada Example, ada@x.org, Ben Sample, ben@x.org": "Ada Example|Ben Sample",
    "Example AB(1), Sample C(2)": "Example AB|Sample C",
    "Ada (Addie) Example, Wei Wang (王伟)": "Ada (Addie) Example|Wei Wang (王伟)",
}
DEGREES = {
    "Ada Example, Ph.D., Ben Sample, M.D.": "Ada Example|Ben Sample",
    "Ada Example, PhD, Ben Sample, MD, FRCP": "Ada Example|Ben Sample",
    "Ada Example MD PhD, Ben Sample MPH": "Ada Example|Ben Sample",
    "Ada Example, MSc, Ben Sample, R.N., Cy Probe, MA": "Ada Example|Ben Sample|Cy Probe",
    "Ada Example, Esq., Ben Sample Sr.": "Ada Example|Ben Sample Sr.",
    "Ada Example, BSc (Hons), Ben Sample, PhD²": "Ada Example|Ben Sample",
    "Dr. Ada Example, Prof. Dr. Ben Sample": "Ada Example|Ben Sample",
    "Ada Example Jr., Ben Sample, III": "Ada Example Jr.|Ben Sample, III",
}
GROUPS = {
    "Ada Example, on behalf of the Foo Collaboration": "Ada Example|the Foo Collaboration",
    "Ada Example on behalf of the Foo Collaboration": "Ada Example|the Foo Collaboration",
    "Ada Example and the Foo Consortium": "Ada Example|the Foo Consortium",
    "Ada Example, Ben Sample, for the XYZ Study Group": "Ada Example|Ben Sample|the XYZ Study Group",
    "the Foo Collaboration": "the Foo Collaboration",
    "Foo Collaboration: A. Example, B. Sample": "Foo Collaboration|A. Example|B. Sample",
    "Ministry of Odd Numbers": "Ministry of Odd Numbers",
    "Ada Example, The OpenFoo Team": "Ada Example|The OpenFoo Team",
}
KINDS = {"reversed": REVERSED, "usual": USUAL, "labelled": LABELLED, "marked": MARKED, "degrees": DEGREES, "groups": GROUPS}


@pytest.mark.parametrize(
    ("text", "names"), [pytest.param(*row, id=f"{kind}: {row[0]}") for kind, rows in KINDS.items() for row in rows.items()]
)
def test_each_name_is_read_once_and_nothing_else_is_one(text, names):
    read = byline.read(text)
    assert ("|".join(read.authors), read.complete, read.doubt and "behind the dot" not in read.doubt) == (names, True, None)


ENDINGS = (
    " et al.|, et al|, et. al.| et al. (2023)|, & al.| and others|, and many others| and colleagues|, and the rest"
    "|, et al. (12 authors)|... +12| + 5 authors|, +3 more| (+3)| and 12 others|, and 3 more authors"
    "| (12 more authors)| [+5 others]|, ...|, …|, [...]| View all| show all 12 authors| u. a.| und andere"
    "| und 3 weitere| y otros| et coll.| et 4 autres| e altri| и др.| m.fl."
)


@pytest.mark.parametrize("ending", ENDINGS.split("|"))
def test_a_byline_that_says_that_it_is_shortened_is_not_complete(ending):
    expected = Byline(authors=("Jane Roe", "Ben Sample"), complete=False)
    assert byline.read(f"Jane Roe, Ben Sample{ending}") == expected
    assert byline.read(f"Jane Roe, Ben Sample{ending} · x-y") == replace(expected, affiliations=("x-y",))
    assert byline.NOBODY.fullmatch(ending)


def test_names_left_out_in_the_middle_are_left_out():
    assert byline.read("Example, A.; Sample, B.; ...; Probe, C.") == Byline(
        authors=("Example, A.", "Sample, B.", "Probe, C."), complete=False
    )
    assert byline.read("Example, A., Sample, B., … Probe, C.") == Byline(
        authors=("Example, A.", "Sample, B.", "Probe, C."), complete=False
    )
    assert byline.read("李志远、王伟等") == Byline(authors=("李志远", "王伟"), complete=False)


@pytest.mark.parametrize(
    ("text", "authors"),
    [
        ("Plato, Aristotle", ("Plato", "Aristotle")),
        ("Plato, Aristotle, Zeno", ("Plato", "Aristotle", "Zeno")),
        ("Example, Ada Beth", ("Example, Ada Beth",)),
        ("Example, Ada, and Ben Sample", ("Example, Ada", "Ben Sample")),
        ("Ada Example, XQZ", ("Ada Example", "XQZ")),
        ("Ada Example (Blue), Ben Sample", ("Ada Example (Blue)", "Ben Sample")),
        ("Ada Example · Ben Sample", ("Ada Example", "Ben Sample")),
        ("Ada Example, Department of Odd and Even Numbers", ("Ada Example", "Department of Odd and Even Numbers")),
    ],
)
def test_what_could_be_read_in_two_ways_is_told(text, authors):
    read = byline.read(text)
    assert read.authors == authors
    assert "could be" in read.doubt


def test_what_the_dump_shows_decides_what_a_line_leaves_open():
    backwards = byline.learn([], ["Example, A., Sample, B.", "Probe, C., Trial, D."])
    assert byline.read("Mock, Fay", backwards) == Byline(authors=("Mock, Fay",))
    assert byline.read("Ada Example, Ben Sample", backwards).authors == ("Ada Example", "Ben Sample")
    usual = byline.learn([], ["Ada Example, Ben Sample", "Cy Probe, Di Trial"])
    assert byline.read("Plato, Aristotle, Zeno", usual) == Byline(authors=("Plato", "Aristotle", "Zeno"))
    open_lines = byline.learn([], ["Example, Ada, Sample, Ben", "Probe, Cy, Trial, Di", "Mock, Ed, Test, Fay"])
    assert byline.read("Example, Ada, Sample, Ben", open_lines) == Byline(authors=("Example, Ada", "Sample, Ben"))


def test_dots_part_names_or_set_affiliations_apart_as_in_the_rest_of_the_dump():
    names = byline.learn([], ["Ada Example · Ben Sample", "Cy Probe · Di Trial · Ed Mock"])
    assert byline.read("Ada Example · Ben Sample", names) == Byline(authors=("Ada Example", "Ben Sample"))
    places = byline.learn([], ["Ada Example, Ben Sample · some-place", "Cy Probe et al. · Blue Hill"])
    assert byline.read("Ada Example · Blue Hill", places) == Byline(authors=("Ada Example",), affiliations=("Blue Hill",))


def test_places_behind_names_are_affiliations():
    expected = Byline(authors=("Ada Example", "Ben Sample"), affiliations=("MIT", "University of Some, Place"))
    assert byline.read("Ada Example (MIT), Ben Sample (University of Some, Place)") == expected


STYLES = {
    "reversed initials": "Example, A., Sample, B., Probe, C.",
    "reversed": "Example, Ada; Sample, Ben",
    "dots": "Ada Example · Ben Sample · Cy Probe",
    "bars": "Ada Example | Ben Sample",
    "marks": "Ada Example1,2, Ben Sample2*",
    "degrees": "Ada Example, PhD, Ben Sample, MD",
    "more": "Ada Example, Ben Sample + 5 authors",
    "group": "Ada Example, on behalf of the Foo Collaboration",
    "label": "By Ada Example and Ben Sample",
}


@pytest.mark.parametrize("names", STYLES.values(), ids=STYLES)
def test_a_byline_in_any_style_is_known_and_parted_from_its_title(names):
    assert byline.likeness(names, Known()) >= byline.ENOUGH
    joined = byline.split("A Study of Small Trees" + names, Known())
    assert (joined.title, joined.byline) == ("A Study of Small Trees", names)


@pytest.mark.parametrize(
    "title", ["Fast Multi-view 3D Object Detection", "Learning with Text2Text Generation", "Ways to See in 2D"]
)
def test_a_title_with_a_number_in_a_word_stays_one(title):
    joined = byline.split(title, Known())
    assert joined is None or joined.score < 1.5
    page = f"12.0CVDec 26, 2020\n{title}\nAda Example1, Ben Sample2\nWe show that this is sound. It works well on all sets."
    (draft,) = read(page)[0].drafts
    assert (draft.title, draft.authors) == (title, ("Ada Example", "Ben Sample"))


def test_a_doubtful_byline_is_told_on_its_line():
    abstract = "We show that this is sound. It works well on all sets."
    _, problems = read(f"12.0CLDec 26, 2020\nA Study of Small Trees\nPlato, Aristotle et al.\n{abstract}")
    said = [str(problem) for problem in problems if "the byline is not sure" in problem.message]
    assert [line.split(" note: ")[0] for line in said] == ["content/dumps/x.txt:3:"]


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


@pytest.mark.parametrize(
    ("line", "authors", "places"),
    [
        (
            "Ada Example and Ben Sample, University of Examples; Cy Probe, Sample Labs",
            ("Ada Example", "Ben Sample", "Cy Probe"),
            ("University of Examples", "Sample Labs"),
        ),
        ("Dan Trial, Trial Institute of Technology", ("Dan Trial",), ("Trial Institute of Technology",)),
        ("Example, Ada; Sample, Ben", ("Example, Ada", "Sample, Ben"), ()),
    ],
)
def test_what_stands_before_semicolons_behind_names_is_an_affiliation(line, authors, places):
    found = byline.read(line)
    assert (found.authors, found.affiliations) == (authors, places)
