import pytest

from sitegen.text import venues

JOURNALS = """
    PNAS|Proceedings of the National Academy of Sciences|Proc. Natl. Acad. Sci. U.S.A.|Proc Natl Acad Sci USA
    Proceedings of the IEEE|Proc. IEEE|Proceedings of the IEEE, 86(11)|Proceedings of the VLDB Endowment|PVLDB|Proc. VLDB Endow.
    Proceedings of the ACM on Programming Languages|Proc. ACM Hum.-Comput. Interact.|Proceedings of the Royal Society A
    Proc. R. Soc. Lond. B|Proceedings of the American Mathematical Society|Proceedings on Privacy Enhancing Technologies
    Physical Review D|Phys. Rev. Lett.|Nature|Nature 596|Nature Communications|Nat. Methods|Science|Science Advances|PLoS ONE
    JMLR|Journal of Machine Learning Research|J. Mach. Learn. Res.|Transactions of the ACL|Trans. Assoc. Comput. Linguistics
    IEEE Transactions on Pattern Analysis and Machine Intelligence|ACM Trans. Graph. (SIGGRAPH)|Annals of Statistics|TMLR
    IEEE Robotics and Automation Letters|International Journal of Computer Vision|The VLDB Journal|Communications of the ACM
    Commun. ACM|Communications in Mathematical Physics|Journal of Physics: Conference Series|The Review of Economic Studies
    Zeitschrift für Physik|Revista Matemática Iberoamericana|Acta Numerica|IEEE Access|Frontiers in Psychology|计算机学报
    Machine Learning|New England Journal of Medicine|IEEE Signal Processing Magazine|Bulletin of the AMS|Front. Neurosci.
    J Clin Oncol|Am J Public Health|N Engl J Med|Proc Biol Sci
"""
CONFERENCES = """
    CHI|CHI '24|USENIX Security|31st USENIX Security Symposium|MICCAI|NeurIPS|NeurIPS 2023|icml 2021|ICML'23|SIGGRAPH
    Interspeech|Lecture Notes in Computer Science|LNCS 9351|Findings of ACL
    Findings of the Association for Computational Linguistics
    Workshop on Deep Learning for Code|ICLR Workshop|Advances in Neural Information Processing Systems 30
    Adv. Neural Inf. Process. Syst.|PMLR|Proceedings of Machine Learning Research|Proc. Mach. Learn. Res.
    Proceedings of the 40th International Conference on Machine Learning|Proc. IEEE Conf. Comput. Vis. Pattern Recognit.
    Proceedings of the IEEE/CVF Conference on Computer Vision|Proceedings of the IEEE International Symposium on Circuits
    Proceedings of the Human Factors and Ergonomics Society Annual Meeting|Proceedings of the ACM Web Conference 2023
    Proceedings of the AAAI Conference on Artificial Intelligence|Workshop paper in a Journal of Conference Proceedings
    IEEE International Conference on Communications|Communications in Computer and Information Science|VLDB|SODA
    International Conference on Learning Representations|Actes de la conférence|Tagungsband der Informatik|ACL (Volume 1)
"""
OTHERS = {
    "preprint": "arXiv|arXiv preprint arXiv:1706.03762|CoRR abs/1706.03762|bioRxiv|medRxiv|PsyArXiv|SSRN Electronic Journal"
    "|Research Square|Cryptology ePrint Archive",
    "thesis": "PhD thesis, ETH Zürich|Ph.D. dissertation, MIT|Masterarbeit, TU Wien|Thèse de doctorat, Sorbonne|博士论文",
    "report": "Technical Report, Example University|Tech. rep. 12|NBER Working Paper No. 123|OpenAI white paper",
    "chapter": "Handbook of Satisfiability|The Oxford Handbook of Examples|Encyclopedia of Machine Learning",
}
SILENT = """
    Somewhere|The Pie Shop|Springer|OpenReview|Chi and Soda|The Nature of Things|Studies in Examples|Submitted to NeurIPS 2024
    Under review at ICLR|Synthesis Lectures|Notices|Procedia Computer Science|Lecture Notes in Mathematics|Science of Examples
    Approach|Advances in Examples|In preparation for the Journal of Examples
"""


def names(block: str) -> list[str]:
    return [name.strip() for line in block.strip().splitlines() for name in line.split("|")]


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        *(("article", name) for name in names(JOURNALS)),
        *(("conference", name) for name in names(CONFERENCES)),
        *((kind, name) for kind, block in OTHERS.items() for name in names(block)),
        *((None, name) for name in names(SILENT)),
    ],
)
def test_a_venue_says_its_kind_where_its_name_does(kind, name):
    assert venues.kind(name) == kind


@pytest.mark.parametrize(
    ("venue", "institution"),
    [
        ("PhD thesis, ETH Zürich", "ETH Zürich"),
        ("Ph.D. dissertation, MIT", "MIT"),
        ("ETH Zürich (Master's thesis)", "ETH Zürich"),
        ("Thèse de doctorat, Sorbonne", "Sorbonne"),
        ("University of Examples", "University of Examples"),
        ("PhD thesis", "PhD thesis"),
    ],
)
def test_where_a_thesis_was_written(venue, institution):
    assert venues.institution(venue) == institution
