"""Two saboteurs that take the walls around a mail's markup away, from outside of the product."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from approvals import originals


@dataclass
class Walls:
    """Stands before the inbox. `frame`: our frames keep their sandbox; `policy`: answers keep their policy."""

    app: ASGIApp
    frame: bool = True
    policy: bool = True

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def bare(message: Message) -> None:
            if message["type"] == "http.response.start" and not self.policy:
                message["headers"] = [one for one in message["headers"] if one[0] != b"content-security-policy"]
            if message["type"] == "http.response.body" and not self.frame:
                message["body"] = message["body"].replace(b'sandbox=""', b"          ")
            await send(message)

        plain = [one for one in scope.get("headers", []) if one[0] != b"accept-encoding"]
        await self.app({**scope, "headers": plain}, receive, bare)

    @contextmanager
    def removed(self, *names: str) -> Iterator[None]:
        for name in names:
            setattr(self, name, False)
        try:
            yield
        finally:
            self.frame = self.policy = True


@contextmanager
def uncleaned() -> Iterator[None]:
    """The formatted view shows the mail's markup as it came."""
    cleaning = originals.inert
    originals.inert = lambda html: html
    try:
        yield
    finally:
        originals.inert = cleaning
