"""Amounts as people write them in five languages, and what only looks like one."""

from decimal import Decimal

import pytest

from agent.domain.money import find_amounts, format_amount

AMOUNTS = [
    ("1,240.50 GBP", "1240.50", "GBP"),
    ("1.240,50 EUR", "1240.50", "EUR"),
    ("1 240,50 EUR", "1240.50", "EUR"),
    ("CHF 1'240.50", "1240.50", "CHF"),
    ("CHF 2'500.–", "2500", "CHF"),
    ("3.000 EUR", "3000", "EUR"),
    ("12.5k", "12500", None),
    ("$ 12.5k", "12500", "USD"),
    ("3k EUR", "3000", "EUR"),
    ("£615.75", "615.75", "GBP"),
    ("€940", "940", "EUR"),
    ("940 €", "940", "EUR"),
    ("940 euros", "940", "EUR"),
    ("soit 1 180 euros", "1180", "EUR"),
    ("den Betrag von 3.260,40 € erhalten Sie", "3260.40", "EUR"),
    ("le virement de 940 € est parti", "940", "EUR"),
    ("los 1.640 € que quedan", "1640", "EUR"),
    ("de 165 euro over", "165", "EUR"),
    ("1'140 Franken", "1140", "CHF"),
    ("USD 12,007.44", "12007.44", "USD"),
    ("-450.00 GBP", "-450.00", "GBP"),
    ("(1,200.00)", "-1200.00", None),
    ("BF/10361 (GBP 12,960.00) is approved", "12960.00", "GBP"),
    ("BF/10467      5100044207      9,445.50", "9445.50", None),
    ("will do 1116.50 of 2026700397 this friday", "1116.50", None),
    ("500 off the account Friday", "500", None),
    ("a balance of 2.911 in your books", "2911", None),
    ("KT26-0731   5 980,50 EUR", "5980.50", "EUR"),
]


@pytest.mark.parametrize(("text", "value", "currency"), AMOUNTS)
def test_an_amount_is_read_in_every_style_of_writing(text: str, value: str, currency: str | None) -> None:
    found = find_amounts(text)
    assert [(one.value, one.currency) for one in found] == [(Decimal(value), currency)]
    assert text[found[0].start : found[0].end].strip() == text[found[0].start : found[0].end]


@pytest.mark.parametrize(
    "text",
    [
        "am 27.11. zahlen",
        "19.10.2026",
        "Tel 05241 88 07-214",
        "the rate is 4.2% above",
        "eine Quote von 30 %",
        "480 Spannbettlaken",
        "order HW-7781",
        "copy of 10442",
        "pallet of 12.03",
        "in 2026",
        "valeur 12 janvier",
        "0171 555 0142",
    ],
)
def test_dates_numbers_quantities_and_percentages_are_no_amounts(text: str) -> None:
    assert find_amounts(text) == []


def test_several_amounts_keep_their_order() -> None:
    text = "un saldo de 4.921,20 € y en nuestra contabilidad figuran 3.360,90 €"
    assert [one.value for one in find_amounts(text)] == [Decimal("4921.20"), Decimal("3360.90")]


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "GBP 1,240.50"),
        ("de", "1.240,50 GBP"),
        ("fr", "1\u202f240,50 GBP"),
        ("es", "1.240,50 GBP"),
        ("nl", "1.240,50 GBP"),
        ("xx", "GBP 1,240.50"),
    ],
)
def test_an_amount_is_written_as_its_language_does(language: str, written: str) -> None:
    assert format_amount(Decimal("1240.5"), "GBP", language) == written


@pytest.mark.parametrize("language", ["en", "de", "es", "nl"])
def test_what_is_written_can_be_read_again(language: str) -> None:
    for value in (Decimal("0.05"), Decimal("940.00"), Decimal("-12345678.90")):
        assert [one.value for one in find_amounts(format_amount(value, "EUR", language))] == [value]
