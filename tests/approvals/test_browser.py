"""The inbox in a real browser: by keyboard, without JavaScript, and by the rules of accessibility."""

import socket
import threading
import time
from collections.abc import Iterator
from typing import Literal

import pytest
import uvicorn
from axe_playwright_python.base import AXE_SCRIPT
from fastapi import FastAPI
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlalchemy import Engine
from sqlmodel import Session, select

from agent.records.cases import DraftVersion
from agent.records.outbox import OutboxMail
from tests.approvals.cast import PASSWORD, Cast
from tests.chromium import chromium


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def address(app: FastAPI) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://localhost:{port}"
    server.should_exit = True
    thread.join(timeout=10)


def signed_in(context: BrowserContext, address: str, name: str = "ana") -> Page:
    page = context.new_page()
    page.goto(f"{address}/sign-in")
    page.fill("#email", f"{name}@desk.example")
    page.fill("#password", PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    return page


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
    page.locator(".checks").scroll_into_view_if_needed()
    page.wait_for_function("() => endSeen")
    page.keyboard.press("a")
    heading = page.get_by_role("heading", level=1, name="Price on line 3 is wrong")
    expect(heading).to_be_focused()
    expect(page.locator("#status")).to_contain_text("Next: Harbor Foods Ltd")
    expect(page.locator("#places")).to_contain_text("Queue 3")
    assert page.url.endswith(str(cast.cases["dispute"])) and len(mails(engine)) == 1
    page.keyboard.press("z")
    expect(page.get_by_text("Undone. Nothing was sent")).to_be_visible()
    assert mails(engine)[0].state == "undone"
    assert troubles == []


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
        assert page.evaluate("getSelection().toString()") == "[day: please fill in]"


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
    assert len(mails(engine)) == 1


def test_everything_works_without_javascript(browser: Browser, address: str, cast: Cast, engine: Engine) -> None:
    page = signed_in(browser.new_context(java_script_enabled=False), address)
    page.get_by_role("link", name="Start with the first").click()
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


def broken_rules(page: Page, scheme: Literal["light", "dark"], *only: str) -> list[list[str]]:
    """Rules of accessibility (of these only, or of all) that the page breaks, each with the first place."""
    page.emulate_media(color_scheme=scheme)
    options = {"resultTypes": ["violations"]} | ({"runOnly": list(only)} if only else {})
    script = """async (options) => (await axe.run(document, options)).violations
        .map((one) => [one.id, one.nodes[0].html.slice(0, 200)])"""
    return list(page.evaluate(script, options))


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
