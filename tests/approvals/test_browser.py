"""The inbox in a real browser: by keyboard, without JavaScript, and by the rules of accessibility."""

import re
import time
from collections.abc import Iterator
from typing import Literal

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from fastapi import FastAPI
from playwright.sync_api import Browser, BrowserContext, FloatRect, Locator, Page, expect
from sqlalchemy import Engine, text
from sqlmodel import Session, select

from agent.records.cases import Draft, DraftVersion
from agent.records.outbox import OutboxMail
from tests.approvals.cast import PASSWORD, Cast
from tests.chromium import chromium
from tests.served import served


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def address(app: FastAPI) -> Iterator[str]:
    with served(app) as url:
        yield url


def signed_in(context: BrowserContext, address: str, name: str = "ana") -> Page:
    page = context.new_page()
    page.goto(f"{address}/sign-in")
    page.fill("#email", f"{name}@desk.example")
    page.fill("#password", PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    return page


def press_a_until_the_end_was_seen(page: Page) -> None:
    """Each press shows the next end that was not on screen yet, and approves nothing."""
    for _ in range(4):
        if becomes(page, "endSeen"):
            return
        page.keyboard.press("a")
    raise AssertionError("the end of the draft cannot be reached")


def becomes(page: Page, script: str, seconds: float = 1.0) -> bool:
    """Whether that comes true in the page, within the time that a slow machine may need to notice; its policy forbids
    Playwright's own `wait_for_function`."""
    until = time.monotonic() + seconds
    while not (true := page.evaluate(script)) and time.monotonic() < until:
        page.wait_for_timeout(50)
    return bool(true)


def mails(engine: Engine) -> list[OutboxMail]:
    with Session(engine) as session:
        return list(session.exec(select(OutboxMail)))


def test_one_key_approves_and_the_next_case_has_the_focus(
    browser: Browser, address: str, cast: Cast, engine: Engine
) -> None:
    troubles: list[str] = []
    page = signed_in(browser.new_context(), address)
    page.on("console", lambda message: troubles.append(message.text))
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.goto(f"{address}/case/{cast.cases['copies']}")
    press_a_until_the_end_was_seen(page)
    page.keyboard.press("a")
    heading = page.get_by_role("heading", level=1, name="Price on line 3 is wrong")
    expect(heading).to_be_focused()
    expect(page.locator("#status")).to_contain_text("Next: Harbor Foods Ltd")
    expect(page.locator("#places")).to_contain_text("Queue 3")
    expect(page).to_have_url(f"{address}/case/{cast.cases['dispute']}")
    expect(page).to_have_title("Price on line 3 is wrong · duecourse")
    assert len(mails(engine)) == 1
    page.keyboard.press("z")
    expect(page.get_by_text("Undone. Nothing was sent")).to_be_visible()
    assert mails(engine)[0].state == "undone"
    assert troubles == []


def covered_by_the_bar(page: Page, selector: str) -> bool:
    script = "(one) => one.getBoundingClientRect().bottom > document.querySelector('#bar').getBoundingClientRect().top"
    return bool(page.locator(selector).evaluate(script))


def test_what_lies_behind_the_bar_was_not_seen_and_the_first_a_shows_it(
    browser: Browser, address: str, cast: Cast, engine: Engine
) -> None:
    page = signed_in(browser.new_context(viewport={"width": 1280, "height": 900}), address)
    page.goto(f"{address}/case/{cast.cases['copies']}")
    lift = """() => { const end = document.querySelector('.checks').getBoundingClientRect().bottom;
        const bar = document.querySelector('#bar').offsetHeight;
        document.querySelector('.words.sheet').style.paddingBottom = `${Math.max(0, innerHeight - bar / 2 - end)}px`;
        scrollTo(0, 0); watchEnd(); }"""
    page.evaluate(lift)
    page.wait_for_timeout(200)
    assert covered_by_the_bar(page, ".checks") and not page.evaluate("endSeen")
    page.keyboard.press("a")
    expect(page.locator("#status")).to_contain_text("This is the end of the draft. Press a again to approve.")
    assert becomes(page, "endSeen") and not covered_by_the_bar(page, ".checks") and mails(engine) == []


def test_what_will_be_recorded_must_have_been_on_screen(
    browser: Browser, address: str, cast: Cast, engine: Engine
) -> None:
    page = signed_in(browser.new_context(viewport={"width": 1280, "height": 600}), address)
    page.goto(f"{address}/case/{cast.cases['promise']}")
    page.locator(".checks").evaluate("(one) => one.scrollIntoView({ block: 'start' })")
    page.locator(".records").evaluate("(one) => { one.style.paddingTop = '700px'; watchEnd(); }")
    page.wait_for_timeout(200)
    assert not page.evaluate("endSeen")
    page.keyboard.press("a")
    expect(page.locator("#status")).to_contain_text("This will be recorded. Press a again to approve.")
    assert becomes(page, "endSeen") and not covered_by_the_bar(page, ".record:has(legend :checked)")


def test_the_key_pressed_for_one_case_never_lands_on_the_next(
    browser: Browser, address: str, cast: Cast, engine: Engine
) -> None:
    with Session(engine) as session:
        version = session.get_one(DraftVersion, (cast.drafts["dispute"], 1))
        version.records, version.facts = {}, []
        session.get_one(Draft, cast.drafts["dispute"]).risk = "routine"
        session.commit()
    page = signed_in(browser.new_context(viewport={"width": 1280, "height": 2400}), address)
    page.goto(f"{address}/case/{cast.cases['copies']}")
    press_a_until_the_end_was_seen(page)
    page.evaluate("""addEventListener('htmx:afterSettle', () => setTimeout(() => {
        window.wasSeen = endSeen;
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'a', bubbles: true })); }, 250), { once: true })""")
    page.keyboard.press("a")
    expect(page.get_by_role("heading", level=1, name="Price on line 3 is wrong")).to_be_focused()
    assert becomes(page, "window.wasSeen !== undefined", 5)
    page.wait_for_timeout(700)
    assert page.evaluate("wasSeen"), "the next case is short enough to be approved at once"
    expect(page).to_have_url(f"{address}/case/{cast.cases['dispute']}")
    assert len(mails(engine)) == 1
    page.keyboard.press("a")
    expect(page.get_by_role("heading", level=1, name="Facture INV-3005")).to_be_focused()
    assert len(mails(engine)) == 2


def test_the_window_is_named_after_the_case_that_it_shows(browser: Browser, address: str, cast: Cast) -> None:
    page = signed_in(browser.new_context(), address)
    page.goto(f"{address}/case/{cast.cases['copies']}")
    for key, title in (("j", "Price on line 3 is wrong"), ("k", "Kopien INV-1001 und INV-1007")):
        page.keyboard.press(key)
        expect(page).to_have_title(f"{title} · duecourse")
    page.keyboard.press("!")
    page.locator("#escalate-reason").select_option("authority")
    page.get_by_role("button", name="Hand to a manager").click()
    expect(page).to_have_title("Price on line 3 is wrong · duecourse")


def test_z_opens_the_case_again_that_was_just_closed(browser: Browser, address: str, cast: Cast) -> None:
    page = signed_in(browser.new_context(), address)
    page.goto(f"{address}/case/{cast.cases['copies']}")
    page.keyboard.press("n")
    page.locator("#no-reply-reason").select_option("by_phone")
    page.get_by_role("button", name="Close without reply").click()
    expect(page.get_by_role("heading", level=1, name="Price on line 3 is wrong")).to_be_focused()
    expect(page.locator(".flash")).not_to_contain_text("Outbox")
    page.keyboard.press("z")
    expect(page.get_by_text("Open again. The case waits for an answer.")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kopien INV-1001 und INV-1007")
    expect(page.get_by_role("button", name="Approve and send")).to_be_visible()


def test_keys_are_dead_while_typing_and_an_edit_is_sent_by_control_enter(
    browser: Browser, address: str, cast: Cast, engine: Engine
) -> None:
    page = signed_in(browser.new_context(), address)
    page.goto(f"{address}/case/{cast.cases['copies']}")
    page.keyboard.press("e")
    body = page.get_by_label("Text of the answer")
    expect(body).to_be_focused()
    body.fill("")
    page.keyboard.type("an z! Guten Tag, anbei die Kopien.")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", level=1, name="Price on line 3 is wrong")).to_be_focused()
    assert "an z! Guten Tag" in mails(engine)[0].mime.decode()


def test_a_place_to_fill_in_is_selected_when_the_draft_is_opened_for_editing(
    browser: Browser, address: str, cast: Cast, engine: Engine
) -> None:
    with Session(engine) as session:
        version = session.get_one(DraftVersion, (cast.drafts["copies"], 1))
        version.body += " [day: please fill in]"
        session.commit()
    page = signed_in(browser.new_context(), address)
    for path in (f"/case/{cast.cases['copies']}", f"/case/{cast.cases['copies']}?edit=1"):
        page.goto(address + path)
        if not path.endswith("edit=1"):
            page.keyboard.press("e")
        expect(page.get_by_label("Text of the answer")).to_be_focused()
        assert becomes(page, "getSelection().toString() === '[day: please fill in]'")


def test_j_and_o_walk_every_list_of_cases(browser: Browser, address: str, cast: Cast, engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE promises SET case_id = :case"), {"case": cast.cases["dispute"]})
    page = signed_in(browser.new_context(), address, "marc")
    page.goto(f"{address}/case/{cast.cases['copies']}")
    page.get_by_role("button", name="Approve and send").click()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    for path in ("/queue", "/escalations", "/outbox?view=all", "/records?state=all"):
        page.goto(address + path)
        page.keyboard.press("j")
        expect(page.locator("tr.here [data-row]")).to_be_focused()
        page.keyboard.press("o")
        expect(page).to_have_url(re.compile("/case/"))


def test_verbs_open_above_the_bar_and_escape_closes_them(browser: Browser, address: str, cast: Cast) -> None:
    page = signed_in(browser.new_context(viewport={"width": 1280, "height": 800}), address)
    page.goto(f"{address}/case/{cast.cases['copies']}")
    for key, first in (("n", "#no-reply-reason"), ("!", "#escalate-reason")):
        page.keyboard.press(key)
        expect(page.locator(first)).to_be_focused()
        expect(page.locator(first)).to_be_in_viewport()
        expect(page.locator("details.verb[open]")).to_have_count(1)
        page.keyboard.press("Escape")
        expect(page.locator("details.verb[open]")).to_have_count(0)


def test_the_cursor_stays_where_somebody_writes_already(browser: Browser, address: str, cast: Cast) -> None:
    """What htmx settles may come after the first words."""
    page = signed_in(browser.new_context(), address)
    page.goto(f"{address}/case/{cast.cases['copies']}?edit=1")
    body = page.get_by_label("Text of the answer")
    body.fill("Guten Tag,")
    page.evaluate("document.dispatchEvent(new Event('htmx:afterSettle'))")
    page.keyboard.type(" anbei die Kopien.")
    expect(body).to_have_value("Guten Tag, anbei die Kopien.")


def test_a_text_survives_a_session_that_ran_out_meanwhile(browser: Browser, address: str, cast: Cast) -> None:
    context = browser.new_context()
    page = signed_in(context, address)
    page.goto(f"{address}/case/{cast.cases['copies']}?edit=1")
    page.get_by_label("Text of the answer").fill("Guten Tag, das steht noch da.")
    context.clear_cookies()
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("You were signed out. Sign in, and your text is still here.")).to_be_visible()
    expect(page.locator("#email")).to_be_focused()
    page.fill("#email", "ana@desk.example")
    page.fill("#password", PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_label("Your text")).to_have_value("Guten Tag, das steht noch da.")
    page.get_by_role("link", name="Open the case").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kopien INV-1001 und INV-1007")


def test_a_stale_approval_shows_what_changed_in_place(
    browser: Browser, address: str, cast: Cast, engine: Engine
) -> None:
    ana, lee = signed_in(browser.new_context(), address), signed_in(browser.new_context(), address, "lee")
    path = f"{address}/case/{cast.cases['copies']}"
    ana.goto(path)
    lee.goto(path)
    lee.get_by_role("button", name="Approve and send").click()
    expect(lee.get_by_role("heading", level=1, name="Price on line 3 is wrong")).to_be_visible()
    ana.get_by_role("button", name="Approve and send").click()
    expect(ana.get_by_role("heading", name="Not sent: something changed")).to_be_focused()
    expect(ana.get_by_text("Lee Brandt approved version 1")).to_be_visible()
    expect(ana.get_by_role("link", name="Open the case")).to_be_visible()
    assert box_of(ana.get_by_text("Lee Brandt approved version 1"))["x"] >= 12, "not at the very edge"
    ana.keyboard.press("u")
    expect(ana.get_by_role("heading", name="Needs review", level=1)).to_be_visible()
    assert len(mails(engine)) == 1


def test_everything_works_without_javascript(browser: Browser, address: str, cast: Cast, engine: Engine) -> None:
    page = signed_in(browser.new_context(java_script_enabled=False), address)
    page.get_by_role("link", name="Start with the first").click()
    expect(page.get_by_role("button", name="Approve and send")).to_be_visible()
    assert page.locator("kbd, [data-help]").count() > 3
    for hint in page.locator("kbd, [data-help]").all():
        expect(hint).to_be_hidden()
    expect(page.get_by_role("searchbox")).to_have_attribute("placeholder", "Search")
    page.get_by_role("button", name="Approve and send").click()
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("link", name="Edit").click()
    page.get_by_label("Text of the answer").fill("Guten Tag, anbei die Kopien.")
    page.get_by_role("button", name="Send this").click()
    page.locator("summary", has_text="No reply").click()
    page.get_by_label("Why no answer is needed").select_option("by_phone")
    page.get_by_role("button", name="Close without reply").click()
    page.locator("summary", has_text="Escalate").click()
    page.get_by_label("Why a manager should look").select_option("authority")
    page.get_by_role("button", name="Hand to a manager").click()
    expect(page.get_by_text("Escalated to a manager, with the draft.")).to_be_visible()
    page.goto(f"{address}/case/{cast.cases['dispute']}")
    page.get_by_role("button", name="Reopen").click()
    expect(page.get_by_text("Open again. The case waits for an answer.")).to_be_visible()
    assert sorted(mail.state for mail in mails(engine)) == ["approved", "undone"]


@pytest.mark.parametrize("width", [1280, 1024, 360])
def test_no_page_breaks_the_rules_of_accessibility_or_its_width(
    browser: Browser, address: str, cast: Cast, width: int
) -> None:
    """Light and dark differ in their colours alone, so that in the dark only the contrast is looked at again."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme="light", bypass_csp=True)
    page = signed_in(context, address, "marc")
    case = f"/case/{cast.cases['dispute']}"
    paths = ["/queue", case, f"{case}?edit=1", f"/case/{cast.cases['fraud']}", "/escalations", "/outbox", "/records?state=all", "/log", "/switches", "/quarantine",
             "/account", f"{case}/original/{cast.messages['dispute']}"]  # fmt: skip
    for path in paths:
        page.goto(address + path)
        page.evaluate(AXE_SCRIPT)
        page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true; })")
        assert broken_rules(page, "light") == [], path
        assert broken_rules(page, "dark", "color-contrast") == [], path
        assert too_wide(page) == [], path
        assert small_targets(page) == [], path


@pytest.mark.parametrize("width", [1280, 360])
def test_a_word_without_an_end_widens_no_page(
    browser: Browser, address: str, cast: Cast, engine: Engine, width: int
) -> None:
    with engine.begin() as connection:
        for table in ("cases", "draft_versions", "messages", "outbox"):
            connection.execute(text(f"UPDATE {table} SET subject = repeat('W', 180)"))
        connection.execute(text("UPDATE escalations SET words = repeat('W', 180)"))
    page = signed_in(browser.new_context(viewport={"width": width, "height": 900}), address, "marc")
    case = f"/case/{cast.cases['copies']}"
    page.goto(address + case)
    page.get_by_role("button", name="Approve and send").click()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    places = ("/queue", f"/queue?q={'a' * 300}", "/escalations", "/outbox?view=all", "/quarantine", "/records")
    for path in (case, *places):
        page.goto(address + path)
        assert too_wide(page) == [], path


@pytest.mark.parametrize("width", [1280, 360])
def test_the_instalments_of_a_plan_stand_in_columns_apart_from_the_row_above(
    browser: Browser, address: str, cast: Cast, width: int
) -> None:
    page = signed_in(browser.new_context(viewport={"width": width, "height": 900}), address)
    page.goto(f"{address}/case/{cast.cases['copies']}")
    page.locator("summary", has_text="Record a promise").click()
    above, *days = (box_of(one) for one in page.locator("#plan-new-currency, [id^=plan-new-day-]").all())
    assert days[0]["y"] - above["y"] - above["height"] >= 20, "the label stands between them"
    assert days[0]["x"] == days[2]["x"] and days[0]["width"] == days[2]["width"]
    assert days[2]["y"] - days[0]["y"] == pytest.approx(days[4]["y"] - days[2]["y"], abs=1)


@pytest.mark.parametrize("name", ["marc", "ana", "ada"])
def test_on_a_telephone_every_place_is_in_sight(browser: Browser, address: str, cast: Cast, name: str) -> None:
    page = signed_in(browser.new_context(viewport={"width": 360, "height": 740}), address, name)
    page.goto(f"{address}/log")
    places = page.locator(".places a")
    assert places.count() >= 4
    for place in places.all():
        box = place.bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= 360, place.inner_text()
    row = page.locator(".places ul")
    assert row.evaluate("(one) => one.scrollWidth <= one.clientWidth")
    page.goto(f"{address}/quarantine")
    inset = "(one) => one.querySelector('caption').offsetLeft + parseFloat(getComputedStyle(one.querySelector('caption')).paddingLeft)"
    assert page.locator("table.list").first.evaluate(inset) >= 8
    label = "(one) => getComputedStyle(one, '::before').content"
    assert "Last read" in page.locator("td[data-label]").first.evaluate(label)


def broken_rules(page: Page, scheme: Literal["light", "dark"], *only: str) -> list[list[str]]:
    """Rules of accessibility (of these only, or of all) that the page breaks, each with the first place."""
    page.emulate_media(color_scheme=scheme)
    options = {"resultTypes": ["violations"]} | ({"runOnly": list(only)} if only else {})
    script = """async (options) => (await axe.run(document, options)).violations
        .map((one) => [one.id, one.nodes[0].html.slice(0, 200)])"""
    return list(page.evaluate(script, options))


def box_of(place: Locator) -> FloatRect:
    found = place.bounding_box()
    assert found
    return found


def too_wide(page: Page) -> list[str]:
    """What makes the page scroll sideways."""
    script = """() => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll("main *")]
        .filter((one) => one.getBoundingClientRect().right > innerWidth).map((one) => one.outerHTML.slice(0, 120))"""
    return list(page.evaluate(script))


def small_targets(page: Page) -> list[str]:
    """Controls of less than 24 pixels that are not links within a line of text."""
    script = """() => [...document.querySelectorAll("button, select, summary, input:not([type=hidden])")]
        .filter((one) => one.offsetParent && one.type !== "checkbox")
        .filter((one) => one.getBoundingClientRect().height < 24).map((one) => one.outerHTML.slice(0, 120))"""
    return list(page.evaluate(script))
