import pytest

from sitegen import categories


@pytest.mark.parametrize(
    ("suffix", "category"),
    [
        ("LG", "cs.LG"),
        ("ML", "stat.ML"),
        ("QM", "q-bio.QM"),
        ("IV", "eess.IV"),
        ("EM", "econ.EM"),
        ("chem-ph", "physics.chem-ph"),
    ],
)
def test_suffix_of_one_archive_gives_its_category_without_ambiguity(suffix, category):
    assert categories.resolve(suffix) == (category, (category,))


@pytest.mark.parametrize(
    ("suffix", "candidates"),
    [
        ("CV", ("cs.CV", "math.CV")),
        ("DS", ("cs.DS", "math.DS")),
        ("AP", ("stat.AP", "math.AP")),
        ("CO", ("stat.CO", "math.CO", "astro-ph.CO")),
        ("SP", ("eess.SP", "math.SP")),
        ("ST", ("math.ST", "q-fin.ST")),
        ("GN", ("math.GN", "q-bio.GN", "q-fin.GN", "econ.GN")),
    ],
)
def test_suffix_of_several_archives_goes_to_the_nearest_and_names_all(suffix, candidates):
    assert categories.resolve(suffix) == (candidates[0], candidates)


@pytest.mark.parametrize(("suffix", "category"), [("NA", "math.NA"), ("SY", "eess.SY"), ("IT", "cs.IT"), ("TH", "econ.TH")])
def test_alias_of_another_category_is_taken_last(suffix, category):
    chosen, candidates = categories.resolve(suffix)
    assert chosen == category
    assert candidates[-1] in categories.ALIASES


@pytest.mark.parametrize("whole", ["cs.LG", "hep-th", "cs.NA", "cond-mat.stat-mech"])
def test_whole_id_stands_for_itself(whole):
    assert categories.resolve(whole) == (whole, (whole,))


@pytest.mark.parametrize(
    ("printed", "category"),
    [("cmp-lg", "cs.CL"), ("alg-geom", "math.AG"), ("acc-phys", "physics.acc-ph"), ("supr-con", "cond-mat.supr-con")],
)
def test_an_archive_that_is_no_more_stands_for_what_it_became(printed, category):
    assert categories.resolve(printed) == (category, (category,))


def test_what_old_archives_became_is_there_and_their_suffixes_agree():
    assert set(categories.OLD_ARCHIVES.values()) <= set(categories.NAMES)
    for name, became in categories.OLD_ARCHIVES.items():
        suffixes = {category for category in categories.NAMES if category.partition(".")[2] == name}
        assert suffixes <= {became}


@pytest.mark.parametrize("whole", ["astro-ph", "cond-mat", "q-bio"])
def test_an_archive_that_was_once_undivided_is_a_category(whole):
    assert categories.resolve(whole) == (whole, (whole,))


def test_all_that_may_be_printed_is_a_category_or_an_archive():
    known = {printed for printed in categories.PRINTED if categories.resolve(printed)[0]}
    assert categories.PRINTED - known <= categories.ARCHIVES
    assert {"cs", "math", "physics"} <= categories.ARCHIVES - known


@pytest.mark.parametrize("unknown", ["", "XX", "lg", "cs", "cs.", ".LG", "cs.XX"])
def test_unknown_suffix_gives_nothing(unknown):
    assert categories.resolve(unknown) == (None, ())


def test_every_category_is_found_by_its_own_suffix():
    for category in categories.NAMES:
        suffix = category.partition(".")[2] or category
        assert category in categories.resolve(suffix)[1]


@pytest.mark.parametrize(("archive", "size"), [("cs", 40), ("stat", 6), ("eess", 4), ("math", 32), ("physics", 22)])
def test_archive_has_as_many_categories_as_arxiv_gives_it(archive, size):
    assert sum(name.partition(".")[0] == archive for name in categories.NAMES) == size


def test_aliases_are_categories():
    assert categories.ALIASES.issubset(categories.NAMES)
