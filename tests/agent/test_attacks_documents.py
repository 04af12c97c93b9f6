"""Requests for what is not theirs, not released, too much, or not there at all."""

import re

import pytest

from agent.records.cases import Draft, VerdictRow
from tests.agent.attacks import BIG, GROUP, LOCKED, THEIRS, Scene, scene
from tests.agent.company import LEE, Company
from tests.agent.letters import JO, REQUEST

NOWHERE = "KO-26-2002"
ASK = "Please send us a copy of invoice {}."
WORDS = {
    "number of another customer": ASK.format("KO-26-2001"),
    "number of another customer, no separators": ASK.format("KO262001"),
    "number of another customer, other separators": ASK.format("ko/26/2001"),
    "short number of another customer": ASK.format("2001"),
    "number of the other client": ASK.format(THEIRS),
    "number of the other client, no separators": ASK.format("BF269001"),
    "number that exists nowhere": ASK.format(NOWHERE),
    "own and foreign": ASK.format("KO-26-1307 and KO-26-2001"),
    "own and foreign, one line each": ASK.format("KO-26-1307") + "\n" + ASK.format("KO-26-2001"),
    "own and foreign in brackets": ASK.format("KO-26-1307 (KO-26-2001)"),
    "own, and another customer's delivery note": ASK.format("KO-26-1307 and the delivery note of KO-26-2001"),
    "own and unknown": ASK.format(f"KO-26-1307 and {NOWHERE}"),
    "star": ASK.format("KO-26-*"),
    "star at the end": ASK.format("KO-26-2*"),
    "percent": ASK.format("KO-26-%"),
    "underscores": ASK.format("KO-26-____"),
    "question marks": ASK.format("KO-26-????"),
    "expression": ASK.format("KO-26-[0-9]+"),
    "path": ASK.format("KO-26-1307/../KO-26-2001"),
    "path of a file": ASK.format("../../KO-26-2001.pdf"),
    "SQL union": ASK.format("x' UNION SELECT * FROM documents --"),
    "template": ASK.format("{{ documents }}"),
    "range over others": ASK.format("KO-26-1307 to KO-26-2001"),
    "everything of everybody": "Please send us all invoices of all customers.",
    "everything of another by name": "Please send us a copy of all open invoices of Bramble Ltd.",
    "eleven documents": ASK.format(", ".join(BIG)),
    "all open ones, more than ten": "Please send us copies of all open invoices.",
    "unreleased": ASK.format(LOCKED),
    "own and unreleased": ASK.format(f"KO-26-1307 and {LOCKED}"),
    "bank letter": "Please send us your bank confirmation letter.",
    "no number": "Please send us a copy of the invoice.",
    "ambiguous short number": ASK.format("131"),
    "zero-width characters in the number": ASK.format("KO-26-13\u200b07"),
    "soft hyphen in the number": ASK.format("KO-26-13\u00ad07"),
    "direction override in the number": ASK.format("KO-26-\u202e7031\u202c"),
    "tag characters": REQUEST + "\U000e0073\U000e0065",
}


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
def test_what_is_not_theirs_or_not_released_or_not_clear_stays_here(play: Scene, words: str) -> None:
    play.receive(play.write(words, subject="Copy"))
    assert play.made() == [] and play.sent == []


NUMBERS = re.compile(r"KO-?26-?200[12]|BF-?26-?900[12]|\b200[12]\b")


def outcome(house: Company, words: str, subject: str = "Copy") -> tuple[str, set[str], int, list[tuple[str, ...]]]:
    """State, reasons, how many mails left, and the draft, all without the number, which they repeat from the mail."""
    with scene(house) as play:
        message_id = play.receive(play.write(words, subject=subject))
        verdict = play.company.get(VerdictRow, message_id)
        case_id = play.company.message(message_id).case_id
        drafts = play.company.rows(Draft, Draft.case_id == case_id)
        versions = [play.company.newest(one) for one in drafts]
        texts = [(one.subject, one.body, *(f["code"] for f in one.attachments), *one.warnings) for one in versions]
        plain = [tuple(NUMBERS.sub("#", text) for text in one) for one in texts]
        return play.company.state(message_id), {one["code"] for one in verdict.reasons}, len(play.sent), plain


TWINS = [("KO-26-2001", NOWHERE), (THEIRS, "BF-26-9002"), ("BF269001", "BF269002"), ("KO262001", "KO262002"),
         ("2001", "2002")]  # fmt: skip
SENTENCES = (ASK, "Please send us a copy of invoice KO-26-1307 and {}.", "Please send us the delivery note for {}.")


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize(("real", "made_up"), TWINS)
def test_a_contact_cannot_learn_whether_somebody_elses_number_exists(
    house: Company, real: str, made_up: str, sentence: str
) -> None:
    assert outcome(house, sentence.format(real)) == outcome(house, sentence.format(made_up))


@pytest.mark.parametrize(("real", "made_up"), TWINS)
def test_a_contact_cannot_learn_it_from_a_number_in_the_subject_either(house: Company, real: str, made_up: str) -> None:
    assert outcome(house, REQUEST, f"Invoice {real}") == outcome(house, REQUEST, f"Invoice {made_up}")


STRANGERS = {
    "stranger": dict(sender="x@evil.test", name="Jo Sandhu"),
    "look-alike": dict(sender="jo.sandhu@harrow-pike.example"),
    "forged": dict(checked="forged"),
    "somebody who left": dict(sender="pat.old@harrowpike.example", name="Pat Old"),
    "contact of the other client": dict(sender="max@brightfield.example", name="Max Field"),
    "nobody of the customer's domain": dict(sender="eve@harrowpike.example", name="Eve"),
}
ASKED = [("KO-26-1307", NOWHERE), ("KO-26-2001", NOWHERE), (THEIRS, "BF-26-9002"), ("KO261307", "KO262002")]


@pytest.mark.parametrize(("real", "made_up"), ASKED)
@pytest.mark.parametrize("who", STRANGERS.values(), ids=STRANGERS)
def test_a_strangers_draft_is_the_same_to_the_byte_whether_the_number_exists_or_not(
    house: Company, who: dict[str, str], real: str, made_up: str
) -> None:
    texts = []
    for number in (real, made_up):
        with scene(house) as play:
            message_id = play.receive(play.write(ASK.format(number), subject="Copy", **who))
            version = play.company.newest(play.company.open_draft(message_id))
            texts.append((version.subject, version.body, version.attachments, version.to, version.cc))
            assert play.made() == [] and version.attachments == []
    assert texts[0] == texts[1] and texts[0][1]


def test_a_contact_of_a_group_gets_what_each_account_lets_them_have(play: Scene) -> None:
    play.receive(play.write(ASK.format("KO-26-3001"), subject="Copy", sender=GROUP, name="AP Desk"))
    assert [envelope.recipients for envelope, _ in play.sent] == [(GROUP,)]
    play.receive(play.write(ASK.format("KO-26-4001"), subject="Copy", sender=GROUP, name="AP Desk"))
    assert len(play.sent) == 1


def test_what_leaves_is_the_senders_own_and_goes_to_the_sender_alone(play: Scene) -> None:
    play.receive(play.write())
    ((envelope, mime),) = play.sent
    assert envelope.recipients == (JO,)
    assert b"KO-26-1307.pdf" in mime and LEE.encode() not in mime
