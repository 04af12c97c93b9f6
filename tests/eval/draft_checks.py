"""What a specialist looks for in a draft, judged by code from the labels of its mail and the sources of its facts.

A check returns what is wrong, "" where nothing is, None where it does not concern the mail.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

from agent.domain.days import format_date
from agent.domain.facts import DocumentFact, InvoiceFact, SourcedFact
from agent.domain.grounding import blanks, ungrounded
from agent.domain.money import format_amount
from agent.domain.vocabulary import DocumentKind
from agent.mail.language import language_of
from agent.writing.lint import COMPILED
from agent.writing.phrases import phrases
from tests.eval.drafted import Drafted, folded

NO_ANSWER = re.compile(
    r"out of office|absen|bounce|newsletter|spam|machine|insolven|administrat|liquidat|receiver", re.IGNORECASE
)
ENDED = re.compile(r"[.!?:]\s+|\n+")
TWICE = 25
PROOF_BY = ("quantity", "non_delivery")
REQUEST = (
    "found",
    "corrected",
    "missing",
    "review",
    "unknown",
    "ambiguous",
    "several",
    "which",
    "attached",
    "credited",
    "cancelled",
)
OURS = re.compile(
    r"\bwe (?:will|shall|are going to) (?:pay|deliver|send|credit|cancel|correct|replace|stop|pause|re-?issue|change|refund|repair|collect)\b"
    r"|\bwir (?:liefern|senden|stornieren|korrigieren|ersetzen|ändern|stoppen|mahnen|holen|tauschen|reparieren)\b"
    r"|\bnous (?:\w+ )?(?:livrerons|enverrons|annulerons|corrigerons|remplacerons|suspendrons|modifierons|réparerons|reprendrons)\b"
    r"|\b(?:entregaremos|enviaremos|anularemos|corregiremos|sustituiremos|suspenderemos|cambiaremos|repararemos|recogeremos)\b"
    r"|\bwij (?:zullen (?:u )?)?(?:leveren|sturen|annuleren|corrigeren|vervangen|stoppen|wijzigen|repareren|halen)\b(?! wij nooit)",
    re.IGNORECASE,
)
"""Promises of ours that only a person may make."""


# --- form -----------------------------------------------------------------------------------------------------------


def has_a_draft(one: Drafted) -> str:
    expected = not NO_ANSWER.search(" ".join([*one.label["tags"], one.label["why"]]))
    return "empty" if expected and not one.body.strip() else ""


def is_in_the_language(one: Drafted) -> str:
    bye = phrases(one.language)["frame.bye"] in one.body
    found = language_of(one.own_words)
    return "" if bye and found in ("", one.language) else f"{one.language} expected, {found or 'no'} farewell found"


def is_a_letter(one: Drafted) -> str:
    greeting = one.body.split("\n")[0]
    starts = phrases(one.language)["frame.hello"]
    first = next(word for word in re.findall(r"[^\W\d_]+", greeting))
    signed = one.body.rstrip().endswith((one.brief.client.signature.strip() or one.brief.client.name).strip())
    return "" if first in starts and greeting.endswith((",", ":")) and signed else "no greeting or no signature"


def says_nothing_twice(one: Drafted) -> str:
    told = Counter(folded(part) for part in ENDED.split(one.body) if len(part) >= TWICE)
    found = next((part for part, times in told.items() if times > 1), "")
    places = {place for fact in one.facts if (place := paragraph_naming(one, fact))}
    papers = Counter(source for source, _ in places)
    return found or next((source for source, times in papers.items() if times > 1), "")


def paragraph_naming(one: Drafted, fact: SourcedFact) -> tuple[str, int] | None:
    """A paper of the books, and in which paragraph the letter speaks of it."""
    source = fact.source or ""
    return (source, one.body.count("\n\n", 0, fact.start)) if source.startswith("ledger:document:") else None


# --- every ask ------------------------------------------------------------------------------------------------------


def answers_the_dispute(one: Drafted) -> str | None:
    if "dispute" not in one.intents or silenced(one):
        return None
    reason = one.expected.get("dispute_reason")
    keys = (
        [f"dispute.{reason}.text"] if reason else [key for key in phrases(one.language) if key.startswith("dispute.")]
    )
    keys += ["dispute.unknown.text", *(["other.safety"] if reason in (None, "quality") else [])]
    return "" if one.says(*keys) else f"{reason or 'the dispute'} is not said again"


def answers_the_promise(one: Drafted) -> str | None:
    if "promise" not in one.intents or silenced(one):
        return None
    told = one.expected
    days = [told.get("promise_date"), told.get("payment_date"), *(day for day, _ in told.get("schedule") or ())]
    sums = [told.get("promise_amount"), *(amount for _, amount in told.get("schedule") or ())]
    lost = [str(day) for day in days if day and not names_day(one, day)]
    lost += [str(amount) for amount in sums if amount and not names_amount(one, amount)]
    if told.get("payment_sent") and not one.says("promise.sent"):
        lost.append("that it was sent")
    spoken_of = one.says("promise.date", "promise.plan", "promise.sent", "promise.vague")
    return ", ".join(lost) or ("" if spoken_of else "not spoken of")


def answers_the_hardship(one: Drafted) -> str | None:
    if "hardship" not in one.intents or silenced(one):
        return None
    if one.says("other.distress"):
        return ""
    ask, until = one.expected.get("hardship_ask"), one.expected.get("requested_date")
    if not one.says("hardship.next", "other.complaint"):
        return "not spoken of"
    if ask and not one.says(f"hardship.{ask}"):
        return f"{ask} is not said again"
    return f"{until} is not said again" if until and not names_day(one, until) else ""


def answers_the_request(one: Drafted) -> str | None:
    if "document_request" not in one.intents or silenced(one):
        return None
    lost = set(one.label.get("expected_documents") or ()) - set(one.codes)
    if lost:
        return f"{', '.join(sorted(lost))} not attached"
    told = one.codes or one.says(*(f"request.{key}" for key in REQUEST), "other.bank", "dispute.all.pod_asked")
    return "" if told else "not spoken of"


def answers_the_rest(one: Drafted) -> str | None:
    if "other" not in one.intents or silenced(one) or has_no_answer(one):
        return None
    matters = [key for key in phrases(one.language) if key.startswith("other.")]
    return "" if one.says(*matters) or blanks(one.body) else "not spoken of"


def asks_nothing_already_said(one: Drafted) -> str | None:
    told = one.expected
    asked = {
        "the day of payment": bool(told.get("promise_date")) and one.says("promise.vague", "variant.ask_date"),
        "until when": bool(told.get("requested_date")) and one.says("hardship.until"),
        "days and amounts": bool(told.get("schedule")) and one.says("hardship.steps"),
        "which documents": bool(told.get("invoices")) and one.says("request.which"),
    }
    return next((what for what, wrongly in asked.items() if wrongly), "")


def leaves_no_needless_blank(one: Drafted) -> str | None:
    return None if "other" in one.intents else "a blank" if blanks(one.body) else ""


def answers_thanks_briefly(one: Drafted) -> str | None:
    only = one.intents == ("other",) and ("thanks" in one.label["tags"] or "thanks" in one.label["why"].lower().split())
    return None if not only else "too long" if len(one.body.split("\n\n")) > 4 else ""


def silenced(one: Drafted) -> bool:
    """Nothing, or next to nothing, may be answered: to a stranger, before a manager has decided, to a machine."""
    return not one.body or not one.brief.disclose or (bool(one.label["escalate"]) and one.held)


def has_no_answer(one: Drafted) -> bool:
    return bool(NO_ANSWER.search(" ".join([*one.label["tags"], one.label["why"]])))


def names_day(one: Drafted, day: str) -> bool:
    return format_date(date.fromisoformat(day), one.language) in one.body


def names_amount(one: Drafted, amount: float) -> bool:
    return format_amount(Decimal(str(amount)), "", one.language).strip() in one.body


# --- books ----------------------------------------------------------------------------------------------------------


def names_the_right_invoices(one: Drafted) -> str | None:
    if "invoices" not in one.expected or silenced(one):
        return None
    labelled, named = set(one.expected["invoices"]), set(named_invoices(one))
    lost = labelled - named if set(one.intents) - {"other"} else set()
    more = set() if one.says("request.several", "other.open_items") else named - labelled
    return "; ".join(
        [*(f"{number} not named" for number in sorted(lost)), *(f"{number} named" for number in sorted(more))]
    )


def named_invoices(one: Drafted) -> Iterator[str]:
    for number in {invoice.number for invoice in invoices_of(one)}:
        if re.search(rf"(?<![\w/-]){re.escape(number)}(?![\w/-])", one.body):
            yield number


def invoices_of(one: Drafted) -> Iterator[InvoiceFact]:
    if one.brief.account:
        yield from one.brief.account.invoices
    for ask in one.brief.asks:
        yield from ask.match.invoices


def attaches_what_was_asked(one: Drafted) -> str | None:
    wrong = [code for code in one.codes if not may_be_attached(one, code)]
    return f"{', '.join(wrong)} attached" if wrong else ""


def may_be_attached(one: Drafted, code: str) -> bool:
    """One of the labelled documents, or of a labelled invoice in a mixed or half-answered request; a proof for a dispute."""
    document = documents_of(one).get(code)
    if not one.brief.disclose or document is None or not document.released:
        return False
    if document.kind in (DocumentKind.BANK_LETTER, DocumentKind.OTHER):
        return False
    if code in one.label["expected_documents"]:
        return True
    of_labelled = document.invoice_number is None or document.invoice_number in one.expected.get("invoices", ())
    if document.kind is DocumentKind.POD and one.expected.get("dispute_reason") in PROOF_BY:
        return of_labelled
    complete = bool(one.label["expected_documents"]) and document.kind is not DocumentKind.CREDIT_NOTE
    return "document_request" in one.intents and of_labelled and not complete


def documents_of(one: Drafted) -> dict[str, DocumentFact]:
    found = [*one.brief.client.documents, *(one.brief.account.documents if one.brief.account else ())]
    found += [document for invoice in invoices_of(one) for document in invoice.documents]
    found += [document for ask in one.brief.asks for document in ask.match.documents]
    return {document.code: document for document in found}


# --- never ----------------------------------------------------------------------------------------------------------


def demands_nothing_tender(one: Drafted) -> str | None:
    tender = {"dispute", "hardship"} & set(one.intents)
    return caught(one, "demand") if tender else None


def concedes_nothing(one: Drafted) -> str:
    return caught(one, "credit") or caught(one, "time") or caught(one, "fault")


def threatens_nobody(one: Drafted) -> str:
    return caught(one, "legal")


def caught(one: Drafted, code: str) -> str:
    hit = COMPILED[code].search(one.own_words)
    return hit[0] if hit else ""


def tells_strangers_nothing(one: Drafted) -> str | None:
    if one.brief.disclose:
        return None
    told = [fact.text for fact in one.facts if not (fact.source or "").startswith("client:")]
    return ", ".join([*one.codes, *told, *filter(None, [caught(one, "disclosure")])])


def has_a_source_for_all(one: Drafted) -> str:
    return ", ".join(fact.text for fact in ungrounded(one.body, one.facts))


def promises_nothing_of_ours(one: Drafted) -> str:
    hit = OURS.search(one.own_words)
    return hit[0] if hit else ""


Check = Callable[[Drafted], str | None]
WELL: dict[str, Check] = {
    "a draft where an answer is expected": has_a_draft,
    "in the customer's language": is_in_the_language,
    "greeting and signature": is_a_letter,
    "nothing said twice": says_nothing_twice,
    "dispute said again, next step named": answers_the_dispute,
    "promise said again": answers_the_promise,
    "hardship acknowledged": answers_the_hardship,
    "each document attached, missing or asked back": answers_the_request,
    "other matter answered or left blank": answers_the_rest,
    "asks for nothing already said": asks_nothing_already_said,
    "no needless blank": leaves_no_needless_blank,
    "thanks answered briefly": answers_thanks_briefly,
    "the labelled invoices and no others": names_the_right_invoices,
    "attachments asked for and releasable": attaches_what_was_asked,
}
NEVER: dict[str, Check] = {
    "payment demanded of who disputes or struggles": demands_nothing_tender,
    "credit, time or fault conceded": concedes_nothing,
    "legal steps threatened": threatens_nobody,
    "something told to a stranger": tells_strangers_nothing,
    "a fact without a source": has_a_source_for_all,
    "a promise of ours without a person": promises_nothing_of_ours,
}


def judged(one: Drafted) -> dict[str, str]:
    """What each check that concerns the draft says, "" for nothing wrong. An empty one is judged by its being empty alone."""
    checks = WELL | NEVER if one.body.strip() else {"a draft where an answer is expected": has_a_draft}
    return {name: said for name, check in checks.items() if (said := check(one)) is not None}
