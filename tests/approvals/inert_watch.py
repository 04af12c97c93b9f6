"""A person at a real browser opens hostile mails; everything that comes of it is written down."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Dialog, Frame, Page, Request, Response, ViewportSize, WebError

from tests.approvals.inert_beacon import Beacon
from tests.approvals.inert_site import Batch, Site

VIEWPORT = ViewportSize(width=1600, height=1700)
"""Room for fifty frames of the size that a browser gives them: what is off the screen may sleep."""
FIRST_WORDS = (18, 20)
"""Pixels from a frame's corner to the first thing in it that can be clicked."""
LINGER = 300
"""Milliseconds for what acts late: refreshes, animations, timers."""
NUMBER = re.compile(r"/?(\d+)\b")


@dataclass
class Seen:
    """`shown`: the paths of the formatted views that the browser got; `asked`: requests that reached the
    beacon; `opened`: connections to it; `ran`: signs of scripts; `left`: frames and windows that went elsewhere; `tried`: requests beyond the pages themselves, also those that the browser refused; `refused`: what it said then."""

    shown: set[str] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)
    opened: int = 0
    ran: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    tried: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def __add__(self, other: "Seen") -> "Seen":
        """What was seen here and there."""
        lists = ("asked", "ran", "left", "tried", "refused")
        joined = {one: getattr(self, one) + getattr(other, one) for one in lists}
        return Seen(self.shown | other.shown, opened=self.opened + other.opened, **joined)

    @property
    def fired(self) -> set[int]:
        """The numbers of the payloads that reached the beacon or ran; what ran without telling its number is not here."""
        return {int(found.group(1)) for one in (*self.asked, *self.ran) if (found := NUMBER.match(one))}

    @property
    def violations(self) -> list[str]:
        """What promise P9 forbids."""
        asked, ran = [f"asked for {one}" for one in self.asked], [f"ran: {one}" for one in self.ran]
        return [*asked, *ran, *(f"went to {one}" for one in self.left)]


@dataclass
class Watch:
    """Opens batches in one window. `own`: the paths that the product itself loads."""

    site: Site
    beacon: Beacon
    page: Page
    seen: Seen = field(default_factory=Seen)
    own: set[str] = field(default_factory=set)

    def read(self, batch: Batch) -> None:
        """The case with all these mails as text, the page of the first one formatted, and the sheet of all formatted views."""
        self.visit(batch.case, ())
        first = next(iter(batch.shown.values()))
        self.visit(f"{first}?formatted=1", [f"{first}/formatted"])
        self.read_sheet(batch)

    def read_sheet(self, batch: Batch) -> None:
        self.visit(batch.sheet, batch.frames, touch=True)

    def visit(self, path: str, frames: Iterable[str], touch: bool = False) -> None:
        self.own |= {path.partition("?")[0], *frames}
        answer = self.page.goto(self.site.address + path)
        assert answer and answer.ok and not answer.request.redirected_from, f"{path} does not open"
        if touch:
            touched(self.page)
            self.page.wait_for_timeout(LINGER)

    def is_own(self, url: str) -> bool:
        return url.startswith(f"{self.site.address}/") and urlsplit(url).path in self.own

    def is_static(self, url: str) -> bool:
        """Scripts and style of the pages; a source tree may lack one of them, and then its page says so."""
        return url.startswith((f"{self.site.address}/static/", f"{self.site.address}/favicon.ico"))

    # --- what happens -------------------------------------------------------------------------------------------------

    def on_request(self, request: Request) -> None:
        if not (self.is_own(request.url) or self.is_static(request.url)):
            self.seen.tried.append(request.url)

    def on_response(self, response: Response) -> None:
        if response.ok and response.url.endswith("/formatted") and self.is_own(response.url):
            self.seen.shown.add(urlsplit(response.url).path)

    def on_console(self, message: ConsoleMessage) -> None:
        if message.type == "info":
            self.seen.ran.append(message.text)
        elif not self.is_static(message.location["url"]):
            self.seen.refused.append(f"{message.text} ({message.location['url']})")

    def on_error(self, error: WebError) -> None:
        self.seen.ran.append(f"error {error.error}")

    def on_dialog(self, dialog: Dialog) -> None:
        self.seen.ran.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def on_navigated(self, frame: Frame) -> None:
        if frame.url != "about:blank" and not self.is_own(frame.url):
            self.seen.left.append(frame.url)

    def on_window(self, page: Page) -> None:
        """Ours was open before anybody watched."""
        self.seen.left.append(f"a new window: {page.url}")


def touched(page: Page) -> None:
    """The hand of a person: the pointer moves over each frame and clicks its first words."""
    frames = "[...document.querySelectorAll('iframe')].map(one => one.getBoundingClientRect())"
    boxes = page.evaluate(f"{frames}.map(one => [one.x, one.y])")
    for x, y in boxes:
        page.mouse.click(x + FIRST_WORDS[0], y + FIRST_WORDS[1])


@contextmanager
def watching(browser: Browser, site: Site, beacon: Beacon) -> Iterator[Watch]:
    """A window of Ana's. What the beacon was asked while it was open stands in `seen` afterwards."""
    context = browser.new_context(viewport=VIEWPORT)
    for name, value in site.ana.client.cookies.items():
        context.add_cookies([{"name": name, "value": value, "url": site.address}])
    watch = Watch(site, beacon, context.new_page())
    watch.page.on("framenavigated", watch.on_navigated)
    context.on("dialog", watch.on_dialog)
    context.on("request", watch.on_request)
    context.on("response", watch.on_response)
    context.on("console", watch.on_console)
    context.on("weberror", watch.on_error)
    context.on("page", watch.on_window)
    asked, opened = len(beacon.asked), beacon.opened
    yield watch
    context.close()
    watch.seen.asked, watch.seen.opened = beacon.asked[asked:], beacon.opened - opened
