"""A mail in the making: who asks whom for what, in which dress, and what is true of it. Becomes raw bytes."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from random import Random
from typing import Any, cast

from tests.adversarial.books import Account, Company, World
from tests.adversarial.words import CLOSINGS
from tests.agent.attacks import Scene
from tests.agent.injection import PLACES, Attack, Place, page, plain, sealed
from tests.agent.letters import letter

SENT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Plan:
    """`lines`: header lines as they shall stand, by the field whose line they replace. `right`: the papers that an answer
    must carry, no more and no less. `never`: no answer may leave without a person. `unverified`: because of who wrote."""

    account: Account
    company: Company
    language: str
    greeting: str
    ask: str
    address: str
    name: str
    subject: str
    right: frozenset[str]
    fields: dict[str, str] = field(default_factory=dict, hash=False)
    lines: dict[str, str] = field(default_factory=dict, hash=False)
    place: str = ""
    """Where the `words` stand that are not the request's (see `places`)."""
    words: str = ""
    sent: datetime = SENT
    kinds: tuple[str, ...] = ()
    never: bool = False
    unverified: bool = False

    @property
    def text(self) -> str:
        return f"{self.greeting}\n\n{self.ask}"

    @property
    def closing(self) -> str:
        return f"{CLOSINGS[self.language]}\n{self.account.contact.name}"

    def but(self, **changes: Any) -> "Plan":
        return replace(self, **changes)

    def named(self, kind: str, unverified: bool = False, never: bool = True) -> "Plan":
        """With one more kind of attack in it."""
        return replace(
            self, kinds=(*self.kinds, kind), never=self.never or never, unverified=self.unverified or unverified
        )


Axis = dict[str, "Twist"]
"""Kinds of attack by name."""


class Twist:
    """One kind of attack. `apply` gives the changed plan, or None where the account has nothing to do it with."""

    def __init__(self, apply: Any, unverified: bool = False, never: bool = True) -> None:
        self.apply, self.unverified, self.never = apply, unverified, never

    def __call__(self, dice: Random, whole: World, plan: Plan, name: str) -> Plan | None:
        made: Plan | None = self.apply(dice, whole, plan)
        return made.named(name, self.unverified, self.never) if made else None


def passed(server: str, address: str) -> str:
    """What our server writes of a sender whose signature is good."""
    domain = address.rpartition("@")[2]
    return f"{server}; dkim=pass header.d={domain}; spf=pass smtp.mailfrom={address}; dmarc=pass header.from={domain}"


# --- raw bytes ----------------------------------------------------------------------------------------------------------


class Pen:
    """Writes mails to this company's mailbox as its server hands them over."""

    def __init__(self, plan: Plan, number: int) -> None:
        self.plan, self.number = plan, number

    def write(self, words: str, subject: str = "", name: str = "", **fields: str) -> bytes:
        plan, server = self.plan, self.plan.company.server
        given = {
            "Authentication_Results": passed(server, plan.address),
            "Received": f"from mail.{plan.address.rpartition('@')[2]} by {server}; {plan.sent:%a, %d %b %Y %H:%M:%S} +0000",
            "To": plan.company.mailbox,
            **fields,
            "Message_ID": f"<attack-{self.number}@{plan.account.domain}>",
            **plan.fields,
        }
        shown = plan.name if name in ("", "Jo Sandhu") else name
        title = plan.subject if subject in ("", "KO-26-1307") else subject
        return letter(words, plan.sent, sender=plan.address, name=shown, subject=title, **given)


def raw(plan: Plan, number: int) -> bytes:
    pen = cast(Scene, Pen(plan, number))  # the places need nothing of a scene but that it writes
    attack = Attack(str(number), plan.language, "request", plan.place, "", plan.words)
    made = places()[plan.place](pen, attack, plan.text, plan.closing)
    for name, line in plan.lines.items():
        made = exchanged(made, name, line)
    return made


def exchanged(made: bytes, name: str, line: str) -> bytes:
    """The line of a field in the head replaced by others."""
    head, gap, body = made.partition(b"\r\n\r\n")
    rows = head.split(b"\r\n")
    place = next(number for number, row in enumerate(rows) if row.startswith(name.encode() + b":"))
    rows[place] = line.encode("utf-8", "surrogateescape")
    return b"\r\n".join(rows) + gap + body


def places() -> dict[str, Place]:
    """Those of the injection tests, and the request alone in plain text and as HTML."""
    return {
        **PLACES,
        "": lambda pen, one, text, closing: sealed(pen, plain(f"{text}\n\n{closing}")),
        "html": lambda pen, one, text, closing: sealed(pen, page(text, closing, "")),
        "first": lambda pen, one, text, closing: sealed(pen, plain(first(one.words, text, closing))),
        "postscript": lambda pen, one, text, closing: sealed(pen, plain(f"{text}\n\n{closing}\n\nPS: {one.words}")),
        "other version": other_version,
    }


def first(words: str, text: str, closing: str) -> str:
    greeting, _, rest = text.partition("\n\n")
    return f"{greeting}\n\n{words} {rest}\n\n{closing}"


def other_version(pen: Scene, one: Attack, text: str, closing: str) -> bytes:
    """The request in plain text, and an HTML version that says more."""
    made = plain(f"{text}\n\n{closing}")
    made.add_alternative(f"<p>{text}</p><p>{one.words}</p><p>{closing}</p>", subtype="html")
    return sealed(pen, made)
