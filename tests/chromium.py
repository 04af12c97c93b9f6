"""A real browser for the tests that need one."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, expect, sync_playwright

from tests.parts import needs

NAMES = ("chromium", "chromium-browser", "google-chrome")
expect.set_options(timeout=20_000)
"""Milliseconds: a page that never shows what is expected fails later, one on a machine under load does not fail."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Open for one file of tests at most: while Playwright runs, no other test of this process may start an event loop."""
    program = needs(NAMES, "chromium")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=program, args=["--disable-dev-shm-usage", "--disable-lcd-text"]
        )
        yield opened
        opened.close()
