"""More people at once than there are threads and connections: everyone is answered, and nobody who is slow holds others up."""

import asyncio
from collections.abc import AsyncIterator

import httpx2
import pytest
from fastapi import FastAPI

from approvals.visits import AT_ONCE
from tests.approvals.cast import Cast
from tests.approvals.desk import OWN, sign_in

MANY = 90
"""There are 40 threads and 15 connections, and a request needs one of each, again and again."""
SLOW = {"content-type": "application/x-www-form-urlencoded", "content-length": "9"}


def browser(app: FastAPI, cookies: dict[str, str]) -> httpx2.AsyncClient:
    door = httpx2.ASGITransport(app)
    return httpx2.AsyncClient(transport=door, base_url="http://localhost:8765", headers=OWN, cookies=cookies)


@pytest.mark.parametrize("path", ["/account", "/health"])
def test_a_crowd_is_answered_though_threads_and_connections_are_few(app: FastAPI, cast: Cast, path: str) -> None:
    cookies = dict(sign_in(app, "ana").client.cookies)

    async def crowd() -> list[int]:
        async with browser(app, cookies) as open_browser:
            answers = await asyncio.gather(*(open_browser.get(path) for _ in range(MANY)))
        return [answer.status_code for answer in answers]

    assert asyncio.run(crowd()) == [200] * MANY


def test_forms_that_arrive_slowly_hold_nobody_up(app: FastAPI, cast: Cast) -> None:
    cookies = dict(sign_in(app, "ana").client.cookies)

    async def form(begun: asyncio.Semaphore, over: asyncio.Event) -> AsyncIterator[bytes]:
        begun.release()
        yield b"csrf="
        await over.wait()
        yield b"none"

    async def read_meanwhile() -> tuple[int, list[int]]:
        begun, over = asyncio.Semaphore(0), asyncio.Event()
        async with asyncio.timeout(20), browser(app, cookies) as open_browser:
            slow = [
                asyncio.create_task(open_browser.post("/account", content=form(begun, over), headers=SLOW))
                for _ in range(AT_ONCE + 1)
            ]
            for _ in slow:
                await begun.acquire()
            read = await open_browser.get("/account")
            over.set()
            answers = await asyncio.gather(*slow)
        return read.status_code, [answer.status_code for answer in answers]

    assert asyncio.run(read_meanwhile()) == (200, [403] * (AT_ONCE + 1))
