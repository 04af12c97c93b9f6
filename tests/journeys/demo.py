"""The real demo as a process of its own, and people who use it in a browser: at the inbox and at the customers' side."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, TypeVar

from playwright.sync_api import Browser, Locator, Page, expect

from duecourse.demo.run import PASSWORD

ROOT = Path(__file__).resolve().parents[2]
STARTS_WITHIN, WORKED_WITHIN, STOPS_WITHIN = 60.0, 60.0, 20.0
"""Seconds: until the inbox answers, until a mail has been read and answered, until all is down."""
UNDO = 2
SIZE = (1280, 860)
Value = TypeVar("Value")


@dataclass
class Demo:
    address: str
    folder: Path
    signed_in: dict[str, Any] = field(default_factory=dict)
    """Each person's cookies."""

    def paper(self, filename: str) -> bytes:
        """A document as it lies in the demo's archive."""
        (found,) = (self.folder / "demo" / "archive").rglob(filename)
        return found.read_bytes()


@contextmanager
def running_demo(folder: Path) -> Iterator[Demo]:
    """`duecourse demo` with its data in `folder`, which its database's account can enter; it sees no other settings."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with (folder / "said.txt").open("wb") as said:
        child = subprocess.Popen(
            [sys.executable, "-m", "duecourse", "demo", "--port", str(port)],
            env=own_environment(folder), cwd=ROOT, stdin=subprocess.DEVNULL, stdout=said, stderr=said,
        )  # fmt: skip
        try:
            wait_until_open(child, port, folder)
            yield Demo(f"http://localhost:{port}", folder)
        finally:
            stop(child)


def own_environment(folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DUECOURSE_", "DATABASE_"))}
    return kept | {"DUECOURSE_DATA": str(folder), "PYTHONUNBUFFERED": "1"}


def wait_until_open(child: subprocess.Popen[bytes], port: int, folder: Path) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until:
        if child.poll() is not None:
            break
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise AssertionError(f"The demo did not start: {(folder / 'said.txt').read_text()}")


def stop(child: subprocess.Popen[bytes]) -> None:
    child.send_signal(signal.SIGINT)
    try:
        child.wait(STOPS_WITHIN)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


# --- people -----------------------------------------------------------------------------------------------------------


@dataclass
class Visitor:
    """Somebody at a browser: at the inbox once signed in, and at the customers' side."""

    page: Page
    demo: Demo

    def open(self, path: str) -> Page:
        self.page.goto(self.demo.address + path)
        return self.page

    def wait_for(self, path: str, find: Callable[[Page], Locator], seconds: float = WORKED_WITHIN) -> Locator:
        """Loads a page again and again until something is on it."""
        until = time.monotonic() + seconds
        while True:
            found = find(self.open(path))
            if found.count():
                return found.first
            assert time.monotonic() < until, f"{path} has not shown it: {self.page.locator('main').inner_text()[:1500]}"
            time.sleep(0.5)

    # at the inbox

    def row(self, subject: str, page: Page) -> Locator:
        return page.locator("table.list tr").filter(has=page.get_by_text(subject, exact=True))

    def open_case(self, subject: str) -> Page:
        """The case of that subject, as soon as its draft is there."""
        row = self.wait_for(f"/queue?view=review&q={subject}", lambda page: self.row(subject, page))
        path = str(row.locator("[data-row]").get_attribute("href"))
        self.wait_for(path, lambda page: page.locator("#draft .sheet"))
        return self.open(path)  # once more: what comes up while a draft is being stored may already be old

    def approve(self) -> None:
        """Tick what has to be ticked, and approve; the page then says what leaves when."""
        box = self.page.get_by_label("I have checked")
        if box.count():
            box.check()
        self.page.get_by_role("button", name="Approve and send").click()
        self.says("In outbox, sends in")

    def says(self, words: str) -> None:
        """The page says what the last action did."""
        expect(self.page.locator(".flash", has_text=words)).to_be_visible()

    def set_undo_seconds(self, seconds: int) -> None:
        page = self.open("/account")
        page.get_by_label("Seconds in which you can take back").fill(str(seconds))
        page.get_by_role("button", name="Save").click()
        self.says("Saved.")

    # at the customers' side

    def received(self, address: str, subject: str, seconds: float = WORKED_WITHIN) -> Locator:
        """A mail that this address has got."""
        return self.wait_for(f"/demo/box/{address}", lambda page: received(page, subject), seconds)

    def has_received(self, address: str, subject: str) -> bool:
        return received(self.open(f"/demo/box/{address}"), subject).count() > 0

    def files_of(self, mail: Locator) -> dict[str, bytes]:
        links = mail.locator(".files a")
        hrefs = [str(links.nth(n).get_attribute("href")) for n in range(links.count())]
        names = links.all_inner_texts()
        return {
            name: self.page.request.get(self.demo.address + href).body()
            for name, href in zip(names, hrefs, strict=True)
        }

    def write(self, contact: str, how: str, subject: str, body: str) -> str:
        """A mail to the company that this contact's firm buys from; the answer is the address it was written from."""
        page = self.open(f"/demo/write?as={contact}")
        page.get_by_role("radio", name=re.compile(f"^{how}")).check()
        page.get_by_label("Subject").fill(subject)
        page.get_by_label("Mail", exact=True).fill(body)
        page.get_by_role("button", name="Send").click()
        expect(page.get_by_text("Your mail is on its way.")).to_be_visible()
        return page.get_by_role("heading", level=1).inner_text()


def received(page: Page, subject: str) -> Locator:
    heading = page.get_by_role("heading", level=2).filter(has_text=subject)
    return page.locator("article.received").filter(has=heading)


@contextmanager
def visiting(
    browser: Browser, demo: Demo, name: str = "", js: bool = True, scheme: Literal["light", "dark"] = "light"
) -> Iterator[Visitor]:
    """`name`: signs in as that person; "" for somebody at the customers' side only."""
    context = browser.new_context(
        java_script_enabled=js, viewport={"width": SIZE[0], "height": SIZE[1]}, color_scheme=scheme,
        storage_state=demo.signed_in.get(name),
    )  # fmt: skip
    visitor = Visitor(context.new_page(), demo)
    if name and name not in demo.signed_in:
        sign_in(visitor, name)
        demo.signed_in[name] = context.storage_state()
    yield visitor
    context.close()


def sign_in(visitor: Visitor, name: str) -> None:
    page = visitor.open("/sign-in")
    page.get_by_label("Mail address").fill(f"{name}@demo.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Sign in")
