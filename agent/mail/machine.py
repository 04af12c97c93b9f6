"""Whether a machine wrote a mail: shown by headers and structure alone; words only make it soft."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from agent.domain.facts import MachineVerdict, MailView
from agent.mail.authentication import without_comments
from agent.mail.bounces import Bounce, bounce_of, reads_like_bounce, reports, sounds_like_bounce
from agent.mail.headers import Field, addresses, fields

BOUNCE, AUTO_REPLY, LIST, REPORT, OWN = "bounce", "auto_reply", "list", "report", "own"
LOOP_HEADER = "x-duecourse-loop"
MAX_RECEIVED = 50

ROBOT = re.compile(
    r"^(?:mailer[-_.]?daemon|mail[-_.]daemon|maildaemon|postmaster|mailmaster|no[-_.]?reply|do[-_.]?not[-_.]?reply|noresponder|no[-_.]responder"
    r"|ne[-_.]?pas[-_.]?repondre|nicht[-_.]?antworten|niet[-_.]?beantwoorden|bounces?(?:[-+=.].*)?|owner-.*|.*-request|.*-bounces|autoreply|auto-reply)$",
    re.IGNORECASE,
)
DAEMON = re.compile(
    r"^(?:mailer[-_.]?daemon|mail[-_.]?daemon|postmaster|mailmaster|bounces?(?:[-+=.].*)?)$", re.IGNORECASE
)
BULK = frozenset({"bulk", "list", "junk", "auto_reply", "auto-reply"})
ROBOT_FIELDS = (
    "x-autoreply",
    "x-autorespond",
    "x-autoresponder",
    "x-loop",
    "x-auto-reply-from",
    "x-mail-autoreply",
    "x-apple-action",
)
AWAY = re.compile(
    r"out of (?:the )?office|auto(?:matic|mated)?[- ]?(?:reply|response)|away from (?:my|the) (?:desk|office)|(?<!before i go )(?<!before we go )(?<!before going )(?<!before i am )(?<!before i'm )(?<! is )(?:on|annual) (?:vacation|holiday|leave)|on parental leave"
    r"|abwesenheits(?:notiz|nachricht|meldung|assistent)|automatische (?:antwort|abwesenheit)|(?:nicht|außer) (?:im (?:büro|hause?)|haus)|bin (?:derzeit|zurzeit|momentan|aktuell|bis|vom|ab)?.{0,40}(?:nicht (?:im büro|erreichbar|am platz)|im urlaub|abwesend|außer haus)"
    r"|réponse automatique|absence du bureau|(?:actuellement|suis) (?:absente?|en congés?|en vacances)|message d['’]absence"
    r"|respuesta automática|fuera de (?:la )?oficina|estoy (?:de vacaciones|ausente|fuera)|ausente de la oficina"
    r"|automatisch (?:antwoord|bericht)|afwezig(?:heid|heidsbericht)?\b|niet op kantoor|buiten kantoor|(?<!voor ik )(?<!voordat ik )(?<!eer ik )(?<! is )(?:met|op) vakantie(?! (?:ga|vertrek))",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Traces:
    """What the signs are looked for in."""

    found: list[Field]
    view: MailView
    own_addresses: frozenset[str]
    is_own_token: Callable[[str], bool]

    def values(self, name: str) -> list[str]:
        return [one.text for one in self.found if one.name == name]

    def bare(self, name: str) -> list[str]:
        """The same without comments, which may stand anywhere in these fields."""
        return [without_comments(value).strip() for value in self.values(name)]

    @property
    def senders(self) -> list[str]:
        """Every address in From, Sender and Return-Path, and From's own words where they hold no address."""
        named = [one for one in self.found if one.name in ("from", "sender", "return-path")]
        return [address for _, address in addresses(named)] + [one.text.lower() for one in named]


Sign = Callable[[Traces], tuple[str, str] | None]


def machine_verdict(
    raw: bytes, view: MailView, own_addresses: frozenset[str], own_domain_tokens: Callable[[str], bool]
) -> MachineVerdict:
    """`own_domain_tokens` says whether a Message-ID or loop token is one of ours (keyed hash checked)."""
    traces = Traces(fields(raw), view, own_addresses, own_domain_tokens)
    message, kinds = reports(raw)
    shown = _report_sign(kinds) or next((sign for check in SIGNS if (sign := check(traces)) is not None), None)
    if shown is None:
        return _by_words(view)
    kind, reason = shown
    if message is None or kind == OWN or (kind != BOUNCE and not reads_like_bounce(view)):
        return _verdict(kind, reason)
    return _verdict(BOUNCE, reason, bounce_of(message, view))


def _by_words(view: MailView) -> MachineVerdict:
    """Words alone are a hint for a person: customers, too, write that something could not be delivered."""
    away = AWAY.search(f"{view.subject}\n{_first_line(view.newest)}")
    if away:
        return MachineVerdict(machine=False, kind=AUTO_REPLY, reason=f"The words say so: “{away.group()}”.", soft=True)
    if reads_like_bounce(view):
        return MachineVerdict(
            machine=False, kind=BOUNCE, reason="It reads like a delivery report of a mail server.", soft=True
        )
    return MachineVerdict(machine=False)


def _verdict(kind: str, reason: str, bounce: Bounce | None = None) -> MachineVerdict:
    return MachineVerdict(
        machine=True,
        kind=kind,
        reason=reason,
        bounced_message_id=bounce.message_id if bounce else None,
        bounced_address=bounce.address if bounce else None,
    )


def _first_line(text: str) -> str:
    return next((line for line in text.split("\n") if line.strip()), "")[:300]


def _report_sign(kinds: frozenset[str]) -> tuple[str, str] | None:
    if (
        "message/delivery-status" in kinds
        or "message/global-delivery-status" in kinds
        or "report:delivery-status" in kinds
    ):
        return BOUNCE, "It is a delivery status report."
    if "message/feedback-report" in kinds or "report:feedback-report" in kinds:
        return REPORT, "It is a feedback report of a mail provider."
    if "message/disposition-notification" in kinds or "report:disposition-notification" in kinds:
        return REPORT, "It is a receipt that a mail program sent."
    if "message/x-complaint" in kinds:
        return REPORT, "It is a complaint report of a mail provider."
    return (REPORT, "It is a report in the form that machines use.") if "multipart/report" in kinds else None


def _own(traces: Traces) -> tuple[str, str] | None:
    if any(traces.is_own_token(token) for token in traces.values(LOOP_HEADER)):
        return OWN, "It carries our own loop mark."
    if traces.is_own_token(traces.view.message_id):
        return OWN, "Its Message-ID is one of ours."
    senders = {address for _, address in addresses([one for one in traces.found if one.name in ("from", "sender")])}
    if senders & traces.own_addresses:
        return OWN, "It comes from one of our own addresses."
    return None


def _loop_mark(traces: Traces) -> tuple[str, str] | None:
    """Only automatic answers of ours carry the mark: who sends one back, answers by machine. A made-up one is no better."""
    return (AUTO_REPLY, "It carries the mark of our automatic answers.") if traces.values(LOOP_HEADER) else None


def _empty_return_path(traces: Traces) -> tuple[str, str] | None:
    if any("".join(value.split()) in ("<>", "") for value in traces.bare("return-path")):
        return BOUNCE if sounds_like_bounce(
            traces.view
        ) else AUTO_REPLY, "Its return path is empty, as machines leave it."
    return None


def _auto_submitted(traces: Traces) -> tuple[str, str] | None:
    values = [value.lower().partition(";")[0].strip() for value in traces.bare("auto-submitted")]
    said = next((value for value in values if value and value != "no"), None)
    return (AUTO_REPLY, f"Its header says Auto-Submitted: {said[:40]}.") if said else None


def _list(traces: Traces) -> tuple[str, str] | None:
    if any(one.name.startswith("list-") for one in traces.found):
        return LIST, "It came through a mailing list."
    said = next((value.lower() for value in traces.bare("precedence") if value.lower() in BULK), None)
    if said:
        return (AUTO_REPLY if said.startswith("auto") else LIST), f"Its header says Precedence: {said}."
    return None


def _suppressed(traces: Traces) -> tuple[str, str] | None:
    if any(value.lower() not in ("", "none") for value in traces.values("x-auto-response-suppress")):
        return AUTO_REPLY, "Its header asks that no machine answers it."
    name = next((name for name in ROBOT_FIELDS if traces.values(name)), None)
    return (AUTO_REPLY, f"Its header holds {name.title()}, as answering machines write it.") if name else None


def _robot_sender(traces: Traces) -> tuple[str, str] | None:
    for sender in traces.senders:
        local = sender.strip("<> ").partition("@")[0].rpartition("<")[2].strip().strip('"')
        if ROBOT.match(local):
            return (
                BOUNCE if DAEMON.match(local) else AUTO_REPLY
            ), f"Its sender is “{local[:60]}”, a machine's address."
    return None


def _too_many_hops(traces: Traces) -> tuple[str, str] | None:
    hops = sum(1 for one in traces.found if one.name == "received")
    return (REPORT, f"It went through {hops} servers: it is going in circles.") if hops > MAX_RECEIVED else None


SIGNS: tuple[Sign, ...] = (
    _own,
    _loop_mark,
    _robot_sender,
    _empty_return_path,
    _auto_submitted,
    _list,
    _suppressed,
    _too_many_hops,
)
