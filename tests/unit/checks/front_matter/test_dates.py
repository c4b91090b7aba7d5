import pytest

from tweeluik.checks.front_matter.dates import mended
from tweeluik.checks.front_matter.fields import Field
from tweeluik.text import Span


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2021-07-31", "07/31/2021"),
        ("2021/7/3", "07/03/2021"),
        ("2021-07-31T10:00:00Z", "07/31/2021"),
        ("31-07-2021", "07/31/2021"),
        ("31/7/2021", "07/31/2021"),
        ("07.31.2021", "07/31/2021"),
        ("5-5-2021", "05/05/2021"),
        ("04-8-2021", None),
        ("2021-31-07", None),
        ("2021-02-30", None),
        ("31 juli 2021", None),
        ("1/2-2021", None),
        ("", None),
    ],
)
def test_a_date_is_mended_if_it_can_only_mean_one(written: str, expected: str | None) -> None:
    assert mended(Field("ms.date", written, Span(0, 7), Span(9, 19))) == expected
