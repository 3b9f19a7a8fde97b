import subprocess
import sys
from datetime import date
from itertools import product

import pytest
from babel import Locale
from babel.dates import format_date

from sitegen.dumps import dates
from sitegen.dumps.scores import ScoreLine, score_line

FORMS = {
    "Oct 4, 2022": "2022-10-04",
    "Oct 4 2022": "2022-10-04",
    "Oct 4,2022": "2022-10-04",
    "OCT 4, 2022": "2022-10-04",
    "October 4, 2022": "2022-10-04",
    "Jul. 20, 2023": "2023-07-20",
    "July 20th, 2023": "2023-07-20",
    "Sept 3, 2021": "2021-09-03",
    "Sept. 3, 2021": "2021-09-03",
    "May 1, 1999": "1999-05-01",
    "1 Oct 2022": "2022-10-01",
    "01 Oct 2022": "2022-10-01",
    "20 July 2023": "2023-07-20",
    "20th July 2023": "2023-07-20",
    "4th of July 2023": "2023-07-04",
    "4 October, 2022": "2022-10-04",
    "4-Oct-2022": "2022-10-04",
    "04/Oct/2022": "2022-10-04",
    "04OCT2022": "2022-10-04",
    "2022 Oct 4": "2022-10-04",
    "2022-Oct-04": "2022-10-04",
    "2023-07-20": "2023-07-20",
    "2023/07/20": "2023-07-20",
    "2023/7/2": "2023-07-02",
    "2023.07.20": "2023-07-20",
    "20.07.2023": "2023-07-20",
    "2.7.2023": "2023-07-02",
    "07/20/2023": "2023-07-20",
    "20/07/2023": "2023-07-20",
    "20-07-2023": "2023-07-20",
    "07/07/2023": "2023-07-07",
    "July 2023": "2023-07",
    "Jul. 2023": "2023-07",
    "July, 2023": "2023-07",
    "2023 Jul": "2023-07",
    "2023-07": "2023-07",
    "07/2023": "2023-07",
    "2023": "2023",
    "1905": "1905",
    "2022年10月4日": "2022-10-04",
    "2022 年 10 月 4 日": "2022-10-04",
    "２０２２年１０月４日": "2022-10-04",
    "2022年10月": "2022-10",
    "2022年": "2022",
    "2022년 10월 4일": "2022-10-04",
    "2022. 10. 4": "2022-10-04",
    "4. Oktober 2022": "2022-10-04",
    "1. März 2022": "2022-03-01",
    "4 octobre 2022": "2022-10-04",
    "1er août 2022": "2022-08-01",
    "4 févr. 2022": "2022-02-04",
    "4 de octubre de 2022": "2022-10-04",
    "4 d’octubre de 2022": "2022-10-04",
    "4 ottobre 2022": "2022-10-04",
    "4 de março de 2022": "2022-03-04",
    "4 mei 2022": "2022-05-04",
    "4. října 2022": "2022-10-04",
    "4 października 2022": "2022-10-04",
    "2022. október 4": "2022-10-04",
    "4 октября 2022 г.": "2022-10-04",
    "4 Οκτωβρίου 2022": "2022-10-04",
    "octobre 2022": "2022-10",
}
AROUND = (
    "Published: {}",
    "Published {}",
    "published online {}",
    "First published: {}",
    "Submitted {}",
    "Submitted on {}",
    "[Submitted on {}]",
    "Date: {}",
    "Publication date：{}",
    "Posted {}",
    "Released on {}",
    "({})",
    "{} Code",
)
MORE = {
    "Tue, 4 Oct 2022": "4 Oct 2022",
    "Tuesday 4 October 2022": "4 October 2022",
    "Tues. Oct 4, 2022": "Oct 4, 2022",
    "4 Oct 2022 (Tue)": "4 Oct 2022",
    "Dienstag, 4. Oktober 2022": "4. Oktober 2022",
    "martedì 4 ottobre 2022": "4 ottobre 2022",
    "2022年10月4日(火)": "2022年10月4日",
    "2022年10月4日（火曜日）": "2022年10月4日",
    "2022年10月4日 星期二": "2022年10月4日",
    "2022. 10. 4.": "2022. 10. 4",
    "2022-10-04T12:00:00Z": "2022-10-04",
    "2022-10-04T12:00:00.123+02:00": "2022-10-04",
    "2022-10-04 12:00": "2022-10-04",
    "4 October 2022 10:15 UTC": "4 October 2022",
    "Tue, 4 Oct 2022 10:15:00 GMT": "4 Oct 2022",
    "Tue, 4 Oct 2022 10:15:00 +0000 (UTC)": "4 Oct 2022",
    "Oct 4, 2022 at 10:15 a.m. CEST": "Oct 4, 2022",
    "Submitted on Tue, 4 Oct 2022 10:15 UTC": "4 Oct 2022",
}


@pytest.mark.parametrize(("printed", "day"), FORMS.items())
def test_a_date_is_read_in_every_usual_form(printed, day):
    assert score_line(printed) == ScoreLine(date=printed)
    assert dates.iso(printed) == day


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize("printed", ["Oct 4, 2022", "4 October, 2022", "10/24/2022", "May 2022", "2022", "4 mai 2022"])
def test_what_says_whose_date_it_is_is_no_part_of_it(printed, around):
    assert score_line(around.format(printed)) == ScoreLine(date=printed, mark="Code" in around)


@pytest.mark.parametrize(("printed", "day"), MORE.items())
def test_weekday_time_and_zone_are_no_part_of_a_date(printed, day):
    assert score_line(printed) == ScoreLine(date=day)
    assert dates.iso(day) == "2022-10-04"


@pytest.mark.parametrize("language", dates.LANGUAGES)
def test_the_months_of_every_language_are_read(language):
    for context, width, month in product(("format", "stand-alone"), ("wide", "abbreviated"), range(1, 13)):
        name = Locale.parse(language).months[context][width][month]
        assert score_line(f"4 {name} 2022") == ScoreLine(date=f"4 {name} 2022")
        assert dates.iso(f"4 {name} 2022") == f"2022-{month:02}-04", name


@pytest.mark.parametrize("language", sorted({*dates.LANGUAGES, "en"} - {"bg", "lt", "lv"}))
@pytest.mark.parametrize("length", ["full", "long", "medium"])
def test_dates_are_read_as_languages_write_them(language, length):
    for month in range(1, 13):
        printed = format_date(date(2022, month, 14), length, locale=language)
        line = score_line(printed)
        assert line, printed
        assert dates.iso(line.date) == f"2022-{month:02}-14", printed


@pytest.mark.parametrize(
    "printed", ["Oct 34, 2022", "Feb 30, 2023", "Oct 4, 0000", "2022-13-45", "31.02.2022", "13/13/2022", "2022年0月4日"]
)
def test_a_day_that_is_in_no_calendar_is_a_date_without_a_value(printed):
    assert score_line(printed) == ScoreLine(date=printed)
    assert dates.iso(printed) is None


def test_letters_that_only_look_like_a_months_are_none():
    assert dates.iso("APRİL 3, 2021") is None


@pytest.mark.parametrize(
    ("printed", "order"),
    [
        (["07/08/2023", "07/20/2023"], "mdy"),
        (["07/08/2023", "20/07/2023"], "dmy"),
        (["20-07-2023", "07-08-2023"], "dmy"),
        (["07/08/2023", "07/07/2023", "Oct 24, 2022", "2023-07-20", "2023", "31/31/2023"], None),
        (["07/08/2023", "24.10.2022"], None),
        (["07/20/2023", "20/07/2023"], None),
        ([], None),
    ],
)
def test_the_dates_with_a_part_above_12_tell_the_order_of_all(printed, order):
    assert dates.order(printed) == order


@pytest.mark.parametrize(
    ("printed", "order", "day"),
    [
        ("07/08/2023", "mdy", "2023-07-08"),
        ("07/08/2023", "dmy", "2023-08-07"),
        ("07/08/2023", None, "2023"),
        ("7-8-2023", None, "2023"),
        ("07.08.2023", None, "2023-08-07"),
        ("07.08.2023", "mdy", "2023-08-07"),
        ("07/20/2023", "dmy", "2023-07-20"),
        ("Oct 4, 2022", "dmy", "2022-10-04"),
    ],
)
def test_a_date_of_numbers_is_read_in_the_order_of_its_dump(printed, order, day):
    assert dates.iso(printed, order) == day
    assert dates.doubtful(printed) == (dates.iso(printed) == "2023")


@pytest.mark.parametrize("printed", ["Mar 11", "11 March", "March 11, 2024", "2024-03-11"])
def test_a_day_may_lack_its_year(printed):
    assert dates.DAY.fullmatch(printed)


@pytest.mark.parametrize("text", ["March", "2024", "March 2024", "11", "Mars 11"])
def test_less_than_a_day_is_none(text):
    assert not dates.DAY.fullmatch(text)


def test_what_is_no_foreign_date_loads_no_other_language(project):
    program = (
        "import sys; from pathlib import Path; from sitegen import dumps\n"
        "for path in Path('content/dumps').glob('*.txt'): dumps.read('x.txt', path.read_bytes())\n"
        "print('babel' in sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", program], cwd=project, check=True, stdout=subprocess.PIPE, text=True).stdout
    assert said == "False\n"
