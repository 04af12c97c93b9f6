"""The demo as its first user has it: everything a process of its own, and people in a real browser on both sides."""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.chromium import chromium
from tests.journeys.demo import ROOT, UNDO, WORKED_WITHIN, Demo, Visitor, running_demo, visiting
from tests.journeys.pictures import light

BOTH = pytest.mark.parametrize("js", [True, False], ids=["with JavaScript", "without JavaScript"])
ANSWERED_WITHIN = 30.0
BLANK, LARGEST = 20_000, 150_000
"""Bytes of a picture: an empty page has fewer, and the README wants no more."""
CALM = 4.0
"""Seconds without anything new."""
PICTURES = ROOT / "docs" / "screenshots"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="module")
def demo(browser: Browser, open_folder: Callable[[], Path]) -> Iterator[Demo]:
    """Ana's undo time is short, so that what she approves soon arrives."""
    with running_demo(open_folder()) as started:
        with visiting(browser, started, "ana") as ana:
            ana.set_undo_seconds(UNDO)
        yield started


@pytest.fixture
def ana(browser: Browser, demo: Demo, js: bool) -> Iterator[Visitor]:
    with visiting(browser, demo, "ana", js) as visitor:
        yield visitor


@pytest.fixture
def marc(browser: Browser, demo: Demo, js: bool) -> Iterator[Visitor]:
    with visiting(browser, demo, "marc", js) as visitor:
        yield visitor


@pytest.fixture
def customer(browser: Browser, demo: Demo, js: bool) -> Iterator[Visitor]:
    """Somebody who has no account at the inbox."""
    with visiting(browser, demo, js=js) as visitor:
        yield visitor


# --- Ana decides ------------------------------------------------------------------------------------------------------


APPROVED = {
    True: ("FRK-10437 not received", "denise.okafor@oakmerecare.example", "FRK-10437.pdf"),
    False: ("factuur RG-60425", "bram@drukkerijvanaalst.example", "RG-60425.pdf"),
}


@BOTH
def test_what_ana_approves_reaches_the_customer_as_she_saw_it(
    ana: Visitor, customer: Visitor, demo: Demo, js: bool
) -> None:
    subject, address, filename = APPROVED[js]
    seen = ana.open_case(subject).locator("#draft .sheet").inner_text()
    ana.approve()
    mail = customer.received(address, f"Re: {subject}")
    assert mail.locator(".text").inner_text().split() == seen.split()
    assert customer.files_of(mail) == {filename: demo.paper(filename)}


EDITED = {
    True: ("FRK-10470", "finance@brindlehill.example"),
    False: ("RG-60443 en RG-60444", "s.visser@zandvoort-verpakkingen.example"),
}


@BOTH
def test_what_ana_edits_leaves_in_her_words(ana: Visitor, customer: Visitor, js: bool) -> None:
    subject, address = EDITED[js]
    words = f"I have looked into {subject} myself and will ring you this afternoon."
    page = ana.open_case(subject)
    page.locator("#draft").get_by_role("link", name="Edit").click()
    page.get_by_label("Text of the answer").fill(words)
    page.get_by_role("button", name="Send this").click()
    ana.says("In outbox, sends in")
    assert customer.received(address, f"Re: {subject}").locator(".text").inner_text() == words


ESCALATED = {True: "FRK-10415", False: "Incidencia con FRK-10457"}


@BOTH
def test_what_ana_escalates_is_marcs_with_the_reason_and_no_longer_hers(ana: Visitor, marc: Visitor, js: bool) -> None:
    subject, note = ESCALATED[js], f"They asked me twice about {ESCALATED[js]}."
    page = ana.open_case(subject)
    path = page.url.removeprefix(ana.demo.address)
    page.locator("summary", has_text="Escalate").click()
    page.get_by_label("Why a manager should look").select_option("authority")
    page.locator("#escalate-note").fill(note)
    page.get_by_role("button", name="Hand to a manager").click()
    ana.says("Escalated to a manager, with the draft.")
    row = marc.row(subject, marc.open("/escalations"))
    expect(row).to_contain_text("Above my authority")
    expect(row).to_contain_text(note)
    expect(row).to_contain_text("Ana Keller")
    expect(ana.open(path).get_by_text("a manager decides. You can read it.")).to_be_visible()
    assert ana.page.get_by_role("button", name="Approve and send").count() == 0
    expect(marc.open(path).get_by_role("button", name="Approve and send")).to_be_visible()


PROMISED = {True: ("Re: Herinnering FRK-10436", "FRK-10436"), False: ("Factura RG-60454", "RG-60454")}


@BOTH
def test_a_promise_that_ana_confirms_is_on_record_with_its_day_and_her_name(ana: Visitor, js: bool) -> None:
    subject, number = PROMISED[js]
    page = ana.open_case(subject)
    record = page.locator("fieldset.record", has_text="Record a promise to pay").first
    expect(record.get_by_role("checkbox")).to_be_checked()
    day = time.strptime(record.get_by_label("Pays on").input_value(), "%Y-%m-%d")
    expect(record.get_by_label("Amount")).to_have_value("")
    ana.approve()
    row = ana.open("/records").locator("tbody tr", has_text=number)
    expect(row).to_contain_text(f"{day.tm_mday} {time.strftime('%b %Y', day)}")
    expect(row.locator("td.num")).to_have_text("–")
    expect(row).to_contain_text("Ana Keller")


UNDONE = {
    True: ("Thank you", "accounts@harbourvale.example"),
    False: ("Fwd: Missing paperwork", "nora.blythe@tidemark.example"),
}


@BOTH
def test_an_approved_mail_is_taken_back_on_the_outbox_page(ana: Visitor, customer: Visitor, js: bool) -> None:
    subject, address = UNDONE[js]
    ana.set_undo_seconds(600)
    ana.open_case(subject)
    case = ana.page.url
    ana.approve()
    row = ana.open("/outbox").locator("tbody tr", has_text=address).first
    expect(row).to_contain_text("In outbox, sends")
    row.get_by_role("button", name="Undo").click()
    ana.says("Undone. Nothing was sent; the draft is open again.")
    ana.page.goto(case)
    expect(ana.page.get_by_role("button", name="Approve and send")).to_be_visible()
    assert not customer.has_received(address, subject.removeprefix("Fwd: "))
    ana.set_undo_seconds(UNDO)


# --- customers write --------------------------------------------------------------------------------------------------

WRITERS = {
    True: ("k.vogt@schoenfeld-maschinenbau.example", "RG-60458"),
    False: ("petersen@brauhaus-ellerbek.example", "RG-60441"),
}


@BOTH
def test_a_customer_gets_the_invoice_and_a_person_reads_the_reply(
    customer: Visitor, ana: Visitor, demo: Demo, js: bool
) -> None:
    contact, number = WRITERS[js]
    began = time.monotonic()
    customer.write(contact, "the customer", f"Copy of {number}", f"Please send me a copy of {number}")
    mail = customer.received(contact, f"Re: Copy of {number}", ANSWERED_WITHIN)
    assert time.monotonic() - began < ANSWERED_WITHIN
    assert customer.files_of(mail) == {f"{number}.pdf": demo.paper(f"{number}.pdf")}
    mail.get_by_role("link", name="Reply").click()
    customer.page.get_by_label("Mail", exact=True).fill("Thank you. The delivery address on it is our old one.")
    customer.page.get_by_role("button", name="Send").click()
    row = ana.wait_for(f"/queue?view=review&q=Copy of {number}", lambda page: ana.row(f"Copy of {number}", page))
    expect(row).to_contain_text("The delivery address on it is our old one")
    row.locator("[data-row]").click()
    expect(ana.page.get_by_role("heading", level=1)).to_have_text(f"Copy of {number}")
    why = "This answers an automatic mail of ours: a person reads it."  # known a moment after the mail is
    case = ana.page.url.removeprefix(demo.address)
    expect(ana.wait_for(case, lambda page: page.get_by_text(why))).to_be_visible()


FOES = {
    True: ("joanne.whitlock@pembertonretail.example", "FRK-10403"),
    False: ("aoife.brennan@emberlyfoods.example", "RG-60430"),
}


@BOTH
@pytest.mark.parametrize("how", ["a spoofer", "a look-alike", "a stranger"])
def test_who_pretends_to_be_a_customer_gets_nothing_and_is_shown_to_the_manager(
    customer: Visitor, marc: Visitor, js: bool, how: str
) -> None:
    """The stranger too, since he borrows the name of one of the customer's people."""
    contact, number = FOES[js]
    subject = f"{number} once more, from {how} {'here' if js else 'there'}"
    address = customer.write(contact, how, subject, f"Please send me a copy of {number}")
    assert (address == contact) is (how == "a spoofer")
    row = marc.wait_for("/escalations", lambda page: marc.row(subject, page))
    expect(row).to_contain_text("Possible fraud")
    nothing_left(customer, marc, address, subject)


def nothing_left(customer: Visitor, colleague: Visitor, address: str, subject: str) -> None:
    assert not customer.has_received(address, subject)
    assert colleague.open("/outbox").get_by_text(f"Re: {subject}").count() == 0


# --- pictures ---------------------------------------------------------------------------------------------------------


def test_the_pictures_of_the_readme_can_be_taken(browser: Browser, demo: Demo) -> None:
    """They are written only on demand (DUECOURSE_SCREENSHOTS=1); best with `-k pictures`, before anybody works."""
    wanted = os.environ.get("DUECOURSE_SCREENSHOTS") == "1"
    PICTURES.mkdir(parents=True, exist_ok=True)
    with visiting(browser, demo, "ana") as ana, visiting(browser, demo, "marc") as marc:
        if wanted:
            everything_read(marc)
        picture(ana.open_case("FRK-10444"), PICTURES / "case.png", wanted)
        picture(ana.open("/queue"), PICTURES / "queue.png", wanted)
        picture(marc.open("/escalations"), PICTURES / "escalations.png", wanted)
        ana.received("t.ashworth@brindlehill.example", "Re: copies please").evaluate("(mail) => mail.scrollIntoView()")
        picture(ana.page, PICTURES / "customer.png", wanted)


def everything_read(marc: Visitor) -> None:
    """Wait until no case comes any more and nothing is on its way out: then the first mails are all worked through."""
    marc.received("t.ashworth@brindlehill.example", "Re: copies please")
    before: list[str] = []
    until = time.monotonic() + WORKED_WITHIN
    while (
        before != (now := marc.open("/outbox").get_by_role("navigation").all_inner_texts()) and time.monotonic() < until
    ):
        before = now
        time.sleep(CALM)


def picture(page: Page, path: Path, wanted: bool) -> None:
    page.wait_for_load_state("networkidle")
    taken = page.screenshot()
    assert len(taken) > BLANK, path.name
    if wanted:
        path.write_bytes(light(taken))
        assert path.stat().st_size < LARGEST, path.name
