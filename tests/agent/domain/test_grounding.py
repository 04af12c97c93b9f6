"""Figures without a source, facts after an edit, and foreign bank data."""

import time

import pytest

from agent.domain.facts import SourcedFact
from agent.domain.grounding import blanks, foreign_bank_data, reanchor, ungrounded, valid_iban


def fact(body: str, text: str, source: str | None = "ledger:test") -> SourcedFact:
    start = body.index(text)
    return SourcedFact(text=text, start=start, end=start + len(text), source=source)


def texts(facts: tuple[SourcedFact, ...]) -> list[str]:
    return [one.text for one in facts]


@pytest.mark.parametrize(
    "figure",
    [
        "GBP 2,310.00", "2.310,00 EUR", "2\u202f310,00 EUR", "£50", "€ 12,50", "1 234,50 EUR", "500 euros", "2310",
        "20 October 2026", "20. Oktober 2026", "3. März", "le 5 mai 2026", "20 de octubre de 2026", "5 februari 2026", "2026-10-20",
        "20/10/2026", "Oct 20", "October 20th, 2026", "Friday", "am Freitag", "vendredi", "el viernes", "vrijdag", "tomorrow", "next week",
        "nächste Woche", "la semaine prochaine", "volgende week", "two more weeks", "drei Raten", "trois mois", "dos semanas", "acht dagen",
        "KO-26-1307", "R-26-0088", "26V00417", "90018455", "HP-231", "4500-17", "INV/2026/17", "CN_77",
        "12 %", "12.5%", "GB82 WEST 1234 5698 7654 32", "DE89370400440532013000",
        "jo@x.example", "https://pay.example/x?1", "www.pay.example", "pay-here.com", "+44 20 7946 0123", "(020) 7946 0123", "36",
    ],
)  # fmt: skip
def test_whatever_looks_like_a_fact_needs_a_source(figure: str) -> None:
    body = f"Dear Jo, about {figure}, we write again."
    hits = ungrounded(body, ())
    assert hits and all(one.source is None and body[one.start : one.end] == one.text for one in hits)
    assert ungrounded(body, [fact(body, figure)]) == ()
    core = max(texts(hits), key=len)
    assert ungrounded(body, (), [core]) == ()


@pytest.mark.parametrize(
    "body",
    [
        "Dear Jo Sandhu,\n\nThank you for your message. A colleague will come back to you.\n\nKind regards",
        "Guten Morgen, wir melden uns. Eine Rechnung liegt uns nicht vor.", "Bonjour, nous reviendrons vers vous.",
        "May we call you? One of us will.", "[amount: please fill in] [Antwort: bitte ergänzen]", "e.g. this, i.e. that",
    ],
)  # fmt: skip
def test_plain_words_and_blanks_need_none(body: str) -> None:
    assert ungrounded(body, ()) == ()


@pytest.mark.parametrize(
    ("body", "covered", "left"),
    [
        ("12,310.00 GBP", "2,310.00 GBP", ["1"]),
        ("36 of the 40 chairs", "36", ["40"]),
        ("on 20 October 2026 and 21 October 2026", "20 October 2026", ["21 October 2026"]),
        ("KO-26-13079", "KO-26-1307", ["9"]),
    ],
)
def test_a_fact_covers_no_letter_more_than_itself(body: str, covered: str, left: list[str]) -> None:
    start = body.index(covered)
    sourced = SourcedFact(text=covered, start=start, end=start + len(covered), source="ledger:test")
    assert texts(ungrounded(body, [sourced])) == left


def test_a_fact_that_does_not_stand_where_it_says_covers_nothing() -> None:
    moved = SourcedFact(text="2,310.00", start=0, end=8, source="ledger:test")
    assert texts(ungrounded("Now 2,310.00", [moved])) == ["2,310.00"]
    assert texts(ungrounded("Now 36", [fact("Now 36", "36", source=None)])) == ["36"]


def test_allowed_strings_are_compared_without_spaces_case_and_final_marks() -> None:
    assert ungrounded("See ko-26-1307, EUR\u00a02.310,00.", (), ["KO-26-1307", "EUR 2.310,00"]) == ()
    assert texts(ungrounded("See KO-26-1308.", (), ["KO-26-1307"])) == ["KO-26-1308"]


# --- edits ---------------------------------------------------------------------------------------------------------------

OLD = "You got 36 of the 40 chairs (KO-26-1307) for GBP 2,310.00."
FACTS = tuple(fact(OLD, text) for text in ("36", "40", "KO-26-1307", "GBP 2,310.00"))


@pytest.mark.parametrize(
    ("edited", "kept"),
    [
        (OLD, ["36", "40", "KO-26-1307", "GBP 2,310.00"]),
        ("Dear Jo,\n\n" + OLD, ["36", "40", "KO-26-1307", "GBP 2,310.00"]),
        (OLD.replace("36", "35"), ["40", "KO-26-1307", "GBP 2,310.00"]),
        (OLD.replace("2,310", "12,310"), ["36", "40", "KO-26-1307"]),
        (OLD.replace("GBP 2,310.00", "GBP 2,310.005"), ["36", "40", "KO-26-1307"]),
        (OLD.replace("KO-26-1307", "KO-26-1307-A"), ["36", "40", "GBP 2,310.00"]),
        (OLD.replace("36", "36.5"), ["40", "KO-26-1307", "GBP 2,310.00"]),
        (OLD.replace("36 ", "136 "), ["40", "KO-26-1307", "GBP 2,310.00"]),
        ("", []),
    ],
)
def test_after_an_edit_the_facts_that_still_stand_are_kept_and_no_others(edited: str, kept: list[str]) -> None:
    found = reanchor(edited, FACTS)
    assert texts(found) == kept
    assert all(edited[one.start : one.end] == one.text for one in found)


def test_of_two_equal_texts_each_keeps_its_own_source() -> None:
    body = "36 came, 36 were paid."
    facts = (SourcedFact(text="36", start=0, end=2, source="a"), SourcedFact(text="36", start=9, end=11, source="b"))
    assert [(one.source, one.start) for one in reanchor("So: " + body, facts)] == [("a", 4), ("b", 13)]


def test_what_a_person_adds_has_no_source() -> None:
    edited = OLD + " We agreed on GBP 99.00."
    assert texts(ungrounded(edited, reanchor(edited, FACTS))) == ["GBP 99.00"]


def test_blanks_are_found_in_every_language() -> None:
    body = "[amount: please fill in] [Antwort: bitte ergänzen] [réponse : à compléter] [respuesta: por completar] [antwoord: nog in te vullen] [1]"
    assert len(blanks(body)) == 5


def test_a_figure_cannot_hide_in_a_blank() -> None:
    assert blanks("[pay 2,310.00: please fill in]") == ()
    assert texts(ungrounded("[pay 2,310.00: please fill in]", ())) == ["2,310.00"]


# --- bank data ---------------------------------------------------------------------------------------------------------------

OWN = frozenset({"GB82 WEST 1234 5698 7654 32", "+44 20 7946 0123"})


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("Pay to DE89 3704 0044 0532 0130 00 please.", ["DE89 3704 0044 0532 0130 00"]),
        ("Pay to de89370400440532013000.", ["de89370400440532013000"]),
        ("IBAN DE89-3704-0044-0532-0130-00", ["DE89-3704-0044-0532-0130-00"]),
        ("IBAN DE89\u200b370400440532013000", ["DE89370400440532013000"]),
        ("IBAN DE00 3704 0044 0532 0130 00", ["DE00 3704 0044 0532 0130 00"]),
        ("- Invoice FS2026-1198 of 28 September 2026, EUR 3,870.60", []),
        ("Facture FA26100877 du 2 novembre 2026 et 3 autres de 2025", []),
        ("Pay to DE89 3704 0044 0532 0130 01 of our bank", ["DE89 3704 0044 0532 0130 01"]),
        ("Pay to GB82 WEST 1234 5698 7654 33 from 28 September", ["GB82 WEST 1234 5698 7654 33"]),
        ("Our IBAN: GB82WEST12345698765432.", []),
        ("Sort code 20-00-00, account number 55779911", ["20-00-00", "55779911"]),
        ("Sort code 12-34-56 is not 123456987654", []),
        ("Neue Kontonummer: 532013000", ["532013000"]),
        ("Nouveau compte 30004 00823 00001", ["30004 00823 00001"]),
        ("SWIFT/BIC DEUTDEFF500", ["DEUTDEFF500"]),
        ("Bank details are never changed by mail: call us on +44 20 7946 0123.", []),
        ("We could not find invoice 90018455.", []),
        ("RECHNUNG zum Konto liegt bei.", []),
        ("Your account as of 2026-11-19 is attached.", []),
        ("Le solde de votre compte est de 1 112\u202f310,50 €.", []),
        ("Le solde de votre compte est de 112 310 450,00 €.", []),
        ("Your account 112310450.00", ["112310450"]),
    ],
)
def test_bank_data_that_is_not_registered_is_found(body: str, found: list[str]) -> None:
    assert list(foreign_bank_data(body, OWN)) == found


def test_a_long_list_of_accounts_is_read_in_no_time() -> None:
    lines = "".join(f"account {number}; IBAN DE89370400440532013000\n" for number in range(10_000_000, 10_060_000))
    began = time.monotonic()
    assert len(foreign_bank_data(lines, frozenset({"10000000"}))) == 60_000
    assert time.monotonic() - began < 20


@pytest.mark.parametrize(
    "iban",
    [
        "GB82WEST12345698765432",
        "DE89 3704 0044 0532 0130 00",
        "FR1420041010050500013M02606",
        "ES9121000418450200051332",
        "NL91ABNA0417164300",
    ],
)
def test_the_check_sum_tells_a_real_iban_from_a_mistyped_one(iban: str) -> None:
    assert valid_iban(iban)
    assert not valid_iban(iban[:-1] + ("1" if iban[-1] != "1" else "2"))
