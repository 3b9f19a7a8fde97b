from sitegen import charts


def test_years_without_papers_stand_between_the_others() -> None:
    chart = charts.years({"2019": 1, "2022": 2})
    assert chart is not None
    assert [(bar.key, bar.count) for bar in chart.bars] == [("2019", 1), ("2020", 0), ("2021", 0), ("2022", 2)]


def test_bars_stand_on_the_base_and_fit_the_box() -> None:
    chart = charts.years({"2019": 3, "2020": 7, "2021": 1})
    assert chart is not None
    assert all(round(bar.y + bar.height, 1) == chart.base and bar.x + bar.width <= chart.width for bar in chart.bars)
    assert max(chart.bars, key=lambda bar: bar.height).count == 7


def test_many_years_are_not_all_labelled() -> None:
    chart = charts.years({"1965": 1, "2021": 1})
    assert chart is not None
    assert len(chart.bars) == 57
    assert 2 <= sum(bool(bar.label) for bar in chart.bars) <= charts.LABELS


def test_one_year_makes_no_chart() -> None:
    assert charts.years({"2020": 5}) is None
    assert charts.years({}) is None
