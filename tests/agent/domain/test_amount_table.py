"""Amounts as people write them in five languages, with signs, brackets and words; and figures that are no money."""

from decimal import Decimal

import pytest

from agent.domain.money import find_amounts

AMOUNTS = [
    ("2,240 going out tomorrow", "2240", None),
    ("and the other 1,440 on the 11th", "1440", None),
    ("den Restbetrag zahlen wir, also die ganze Summe (1.132,80)", "1132.80", None),
    ("Credit note (45.00)", "-45", None),
    ("£1,240.50", "1240.50", "GBP"),
    ("GBP 1,240.50", "1240.50", "GBP"),
    ("1,240.50 GBP", "1240.50", "GBP"),
    ("GBP1240.50", "1240.50", "GBP"),
    ("1.240,50 €", "1240.50", "EUR"),
    ("€ 1.240,50", "1240.50", "EUR"),
    ("EUR 1.240,--", "1240", "EUR"),
    ("1.240,- Euro", "1240", "EUR"),
    ("1 240,50 €", "1240.50", "EUR"),
    ("1 240,50 euros", "1240.50", "EUR"),
    ("CHF 1'240.50", "1240.50", "CHF"),
    ("1’240.50 Franken", "1240.50", "CHF"),
    ("$12,500", "12500", "USD"),
    ("US$ 12,500.00", "12500", "USD"),
    ("12.500 euros", "12500", "EUR"),
    ("€12k", "12000", "EUR"),
    ("12.5k EUR", "12500", "EUR"),
    ("-£45.00", "-45", "GBP"),
    ("£-45.00", "-45", "GBP"),
    ("−45,00 €", "-45", "EUR"),
    ("45,00- €", "-45", "EUR"),
    ("45,00 €-", "-45", "EUR"),
    ("(1,240.50)", "-1240.50", None),
    ("(£1,240.50)", "-1240.50", "GBP"),
    ("We deducted the credit (GBP 60.00) from it", "60", "GBP"),
    ("the balance is 3.600", "3600", None),
    ("total: 915,20", "915.20", None),
    ("Betrag 1.114,40", "1114.40", None),
    ("le montant de 2 980,00", "2980.00", None),
    ("un importe de 615,75", "615.75", None),
    ("een bedrag van 1.005,60", "1005.60", None),
    ("five hundred: 500 pounds", "500", "GBP"),
    ("2 Mio EUR", "2000000", "EUR"),
    ("1.234.567,89 EUR", "1234567.89", "EUR"),
    ("SEK 12 500,00", "12500", "SEK"),
    ("kr 12 500,00", "12500", None),
    ("EUR 0,99", "0.99", "EUR"),
    ("99 ct", None, None),
    ("zahle 750 a conto", "750", None),
    ("we pay 1500 now", "1500", None),
    ("paid the first part, the rest (825) follows", "825", None),
    ("ik maak morgen 600 over en dan is het klaar", "600", None),
    ("2,000 on the older one goes out on Monday", "2000", None),
    ("betalen lukt niet met die 2.690, helaas", "2690", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "value", "currency"), AMOUNTS)
def test_an_amount_is_read_with_its_sign_and_currency(text: str, value: str | None, currency: str | None) -> None:
    found = [(one.value, one.currency) for one in find_amounts(text)]
    assert found == ([(Decimal(value), currency)] if value is not None else [])


NO_MONEY = [
    "all 1,440 boxes",
    "the other 1,200 sheets came",
    "invoice 4.303 morgen",
    "invoice 4411",
    "the balance of invoice 4100027022",
    "please deliver the remaining 120 on Friday",
    "the other 480 boxes are paid",
    "call 07700 900412",
    "Tel. 05241 88 07-214",
    "27.11.2026",
    "on 03/12",
    "19 % USt",
    "7.5 per cent",
    "in 2026",
    "480 Stück",
    "14:30 Uhr",
    "KO-26-1307",
    "0471/2026",
    "room 12.50",
    "version 2.10",
    "IBAN DE89 3704 0044 0532 0130 00",
    "VAT GB 123 4567 89",
    "40 boxes at 2.5 kg",
    "PLZ 33330",
    "11.20 Uhr",
    "12.5 t",
]  # fmt: skip


@pytest.mark.parametrize("text", NO_MONEY)
def test_other_figures_are_no_money(text: str) -> None:
    assert find_amounts(text) == []
