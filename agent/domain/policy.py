"""The gate: who must look at a mail, and why. Automatic only if no rule objects.

A rule (`agent/domain/rules/`) takes the frozen file and the limits and returns a reason or nothing. Codes are stable;
sentences are for people.
"""

from collections.abc import Iterable
from decimal import Decimal

from agent.domain.facts import CaseFile, Reason, Verdict
from agent.domain.limits import Limits
from agent.domain.rules import RULES
from agent.domain.rules.alarms import GRAVITY, MONEY_INTENTS, signal_reasons
from agent.domain.vocabulary import STRICTNESS, Risk, Route, Signal

RULES_VERSION = "1"


def judge(file: CaseFile, limits: Limits) -> Verdict:
    """Who must look at this mail, and why."""
    if file.machine.machine:
        return Verdict(reasons=(machine_reason(file),), rules=RULES_VERSION)
    reasons = [reason for rule in RULES if (reason := rule(file, limits))]
    reasons += signal_reasons(file)
    reasons = by_severity(once(without_echoes(reasons)))
    if not reasons and folds(file):
        reasons = [Reason(code="no_answer_expected", sentence="This mail asks for nothing.", route=Route.NONE)]
    return Verdict(reasons=tuple(reasons), risk=risk_of(file, limits, reasons), rules=RULES_VERSION)


def without_echoes(reasons: list[Reason]) -> list[Reason]:
    """Where a mail speaks of another matter, that it is no plain request needs no saying."""
    if not any(reason.code.startswith("intent_") for reason in reasons):
        return reasons
    return [one for one in reasons if one.code not in ECHOES and not one.code.startswith("vote_")]


def once(reasons: list[Reason]) -> list[Reason]:
    """Each code once, by its strictest reason: two rules may find the same thing."""
    found: dict[str, Reason] = {}
    for reason in reasons:
        known = found.setdefault(reason.code, reason)
        if STRICTNESS[reason.route] > STRICTNESS[known.route]:
            found[reason.code] = reason
    return list(found.values())


def by_severity(reasons: Iterable[Reason]) -> list[Reason]:
    """The strictest route first, and on it the gravest matter: the first reason gives an escalation its name."""
    return sorted(reasons, key=lambda one: (-STRICTNESS[one.route], GRAVITY.get(one.code, len(GRAVITY))))


ECHOES = ("reader_unsure", "nothing_asked", "unclear")


def machine_reason(file: CaseFile) -> Reason:
    route = Route.SPECIALIST if file.machine.soft else Route.NONE
    return Reason(code="system_mail", sentence=f"Written by a machine: {file.machine.reason}.", route=route)


def folds(file: CaseFile) -> bool:
    return not file.reading.intents


# --- how carefully a person must look -------------------------------------------------------------------------------


def risk_of(file: CaseFile, limits: Limits, reasons: Iterable[Reason]) -> Risk:
    codes = {reason.code for reason in reasons}
    if Signal.BANK_CHANGE in codes or large(file, limits):
        return Risk.TWO_PEOPLE
    doubtful = {"unclear", "reader_unsure", "number_unknown", "books_stale", "credit_unclear", "invoice_credited"}
    if not file.sender.verified or len(file.reading.intents) > 1 or codes & doubtful:
        return Risk.CHECK_FACTS
    return Risk.ROUTINE


def large(file: CaseFile, limits: Limits) -> bool:
    """Money is spoken of, and much of it."""
    if not any(intent in file.reading.intents for intent in MONEY_INTENTS):
        return False
    two_people = limits.of(file.books.client.code).two_people_open
    return sum((invoice.open_amount for invoice in file.match.invoices), Decimal(0)) >= two_people
