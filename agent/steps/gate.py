"""Who must look, and why: gathers the file, asks the rules, keeps the verdict and raises escalations."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import func
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from agent.domain.facts import CaseFile, History, MailView, Match, Reading, Reason, Verdict
from agent.domain.policy import judge
from agent.domain.vocabulary import RELEASABLE_KINDS, STRICTNESS, MessageState, OutboxKind, OutboxState, Route
from agent.intake import judge_sender
from agent.mail.machine import OWN
from agent.parts import Parts
from agent.records import audit, breaker, cases, mail, probes, switches, transaction
from agent.records.cases import Escalation, ReadingRow, VerdictRow
from agent.records.mail import Mailbox, Message
from agent.records.outbox import OutboxMail
from agent.steps.file import Filed, filed, has_verdict, understood
from agent.steps.match import keep_match

LEFT_OR_LEAVING = [
    state for state in OutboxState if state not in (OutboxState.UNDONE, OutboxState.CANCELLED, OutboxState.REFUSED_PERM)
]


def gate(parts: Parts, message_id: UUID) -> None:
    with transaction(parts.engine) as session:
        if has_verdict(session, message_id):
            return
        file = filed(session, message_id)
        facts = case_file(parts, session, file)
        verdict = shut_switches(session, file, facts.match, judge(facts, parts.limits))
        keep(parts, session, file, verdict)


def judge_again(parts: Parts, session: Session, message_id: UUID, switches_too: bool = True) -> tuple[Filed, Verdict]:
    """The verdict on the facts of this moment, for a mail that is to be answered automatically: sender, books and match
    are looked up anew, and kept.

    The client's answers are made one after another here, so that two at once cannot both take the last of a budget.
    """
    file = brought_up_to_date(session, message_id)
    audit.locked_chain(session, str(file.client.id))
    facts = case_file(parts, session, file)
    verdict = judge(facts, parts.limits)
    verdict = shut_switches(session, file, facts.match, verdict) if switches_too else verdict
    limits = parts.limits.of(file.client.code)
    if switches_too and verdict.auto and breaker.watch(session, file.client, parts.now(), limits):
        verdict = stopped_by_breaker()
    if switches_too and verdict.auto and probes.is_locked(session, file.message.mailbox_id):
        verdict = stopped_by_probe()
    if not verdict.auto:
        row = session.get_one(VerdictRow, file.message.id)
        row.route, row.risk = verdict.route.value, verdict.risk.value
        row.reasons = [reason.model_dump(mode="json") for reason in verdict.reasons]
        session.add(row)
        note_judged(parts, session, file, verdict)
    return file, verdict


def brought_up_to_date(session: Session, message_id: UUID) -> Filed:
    message = session.get_one(Message, message_id, with_for_update=True)
    view, mailbox = MailView.model_validate(message.view), session.get_one(Mailbox, message.mailbox_id)
    message.sender = judge_sender(session, mailbox, mail.raw_of(session, message), view).model_dump(mode="json")
    session.add(message)
    row = session.get_one(ReadingRow, message_id, with_for_update=True)
    file = filed(session, message_id)
    keep_match(session, file, row, Reading.model_validate(row.reading))
    return file


def case_file(parts: Parts, session: Session, file: Filed) -> CaseFile:
    """Kinds count as switched on here; whether they are is asked of an otherwise clean verdict, for the shadow record."""
    known = understood(session, file.message.id)
    return CaseFile(
        mail=file.mail,
        machine=file.machine,
        sender=file.sender,
        reading=known.reading,
        match=known.match,
        books=known.books,
        history=history_of(parts, session, file, known.match),
        now=parts.now(),
        received_at=file.message.received_at,
        auto_kinds=RELEASABLE_KINDS,
    )


def history_of(parts: Parts, session: Session, file: Filed, match: Match) -> History:
    now, address = parts.now(), file.mail.from_address
    day, hour = now - timedelta(hours=24), now - timedelta(hours=1)
    sent = list(
        session.exec(
            select(OutboxMail).where(
                OutboxMail.client_id == file.client.id,
                OutboxMail.kind == OutboxKind.AUTO,
                OutboxMail.inbound_id != file.message.id,
                col(OutboxMail.state).in_(LEFT_OR_LEAVING),
                col(OutboxMail.created_at) > day,
            )
        )
    )
    wrote = in_case(session, file)
    asked = {str(document.id) for document in match.documents}
    to_address = [one for one in sent if address in one.envelope_to]
    domain = address.rpartition("@")[2]
    return History(
        answered_automatically=OutboxKind.AUTO in wrote,
        person_wrote=OutboxKind.DECISION in wrote or wrote_elsewhere(session, file),
        auto_to_address_today=len(to_address),
        auto_to_account_today=sum(1 for one in sent if one.customer_id == file.case.customer_id),
        auto_to_domain_hour=sum(
            1 for one in sent if one.created_at > hour and any(to.endswith("@" + domain) for to in one.envelope_to)
        ),
        auto_to_client_hour=sum(1 for one in sent if one.created_at > hour),
        same_documents_today=any(asked == {one["document_id"] for one in m.documents} for m in to_address),
        inbound_from_address_hour=inbound_since(session, file, hour),
        id_collision=file.message.collides,
        dkim_seen=replayed(session, file),
        open_messages=1 + sum(1 for one in mail.open_messages_of(session, file.case.id) if one.id != file.message.id),
    )


def in_case(session: Session, file: Filed) -> frozenset[OutboxKind]:
    """What kinds of mails left in the case, or are about to: of other mails' answers, its own is what is being judged."""
    query = select(OutboxMail.kind).where(
        OutboxMail.case_id == file.case.id,
        OutboxMail.inbound_id != file.message.id,
        col(OutboxMail.state).in_(LEFT_OR_LEAVING),
    )
    return frozenset(OutboxKind(kind) for kind in session.exec(query.distinct()))


def wrote_elsewhere(session: Session, file: Filed) -> bool:
    """A person of ours wrote in this conversation from another mail program: in this case, or in a mail that is named.

    Wherever a copy was found, and whether or not it is proven to be ours; copies of mails that left here do not count.
    """
    named = [*file.mail.in_reply_to, *file.mail.references]
    sent_here = select(OutboxMail.id).where(OutboxMail.header_id == Message.header_id).exists()
    of_a_person = (
        (col(Message.folder) == "sent")
        | (col(Message.machine)["kind"].as_string() == OWN)
        | (col(Message.state) == MessageState.REPLIED)
    )
    query = select(Message.id).where(
        Message.client_id == file.client.id,
        (col(Message.case_id) == file.case.id) | col(Message.header_id).in_(named),
        of_a_person,
        ~sent_here,
    )
    return session.exec(query).first() is not None


def inbound_since(session: Session, file: Filed, since: object) -> int:
    query = select(func.count()).where(
        Message.client_id == file.client.id,
        Message.from_address == file.mail.from_address,
        col(Message.received_at) > since,
    )
    return session.exec(query).one()


def replayed(session: Session, file: Filed) -> bool:
    """A signature covers From, so only mails that claim this sender are looked at."""
    if file.message.dkim_signature is None:
        return False
    query = select(Message.dkim_signature).where(
        Message.client_id == file.client.id,
        Message.from_address == file.mail.from_address,
        col(Message.dkim_signature).is_not(None),
        Message.id != file.message.id,
        Message.state != MessageState.REDELIVERY,
    )
    marks = set(file.message.dkim_signature.split())
    return any(marks & set((other or "").split()) for other in session.exec(query))


def shut_switches(session: Session, file: Filed, match: Match, verdict: Verdict) -> Verdict:
    """An otherwise automatic answer stays in when its kind, or all sending, is switched off."""
    if not verdict.auto:
        return verdict
    sending, kinds_on = switches.automatic(session, file.client.id)
    if not {document.kind for document in match.documents} <= kinds_on:
        sentence = "Automatic answers are off for this kind of document; this is what would have been sent."
        return verdict.model_copy(update={"reasons": (Reason(code="shadow_kind_off", sentence=sentence),)})
    if not sending:
        sentence = "All sending is stopped; this is what would have been sent."
        return verdict.model_copy(update={"reasons": (Reason(code="shadow_sending_off", sentence=sentence),)})
    return verdict


def stopped_by_breaker() -> Verdict:
    sentence = "All automatic answers are off: a person stopped them, or there were too many in one hour."
    return Verdict(reasons=(Reason(code="breaker", sentence=sentence),))


def stopped_by_probe() -> Verdict:
    sentence = "Automatic answers of this mailbox are off: forged checks of senders may come through its mail server."
    return Verdict(reasons=(Reason(code="forged_checks", sentence=sentence),))


def keep(parts: Parts, session: Session, file: Filed, verdict: Verdict) -> None:
    row = {
        "message_id": file.message.id,
        "client_id": file.client.id,
        "route": verdict.route.value,
        "risk": verdict.risk.value,
        "reasons": [reason.model_dump(mode="json") for reason in verdict.reasons],
        "rules": verdict.rules,
        "created_at": parts.now(),
    }
    done = session.execute(insert(VerdictRow).values(**row).on_conflict_do_nothing().returning(col(VerdictRow.route)))
    if done.first():
        note_judged(parts, session, file, verdict)


def note_judged(parts: Parts, session: Session, file: Filed, verdict: Verdict) -> None:
    codes = [reason.code for reason in verdict.reasons]
    audit.record(
        session,
        file.client.id,
        "mail_judged",
        "message",
        file.message.id,
        route=verdict.route,
        reasons=codes,
        rules=verdict.rules,
    )
    if verdict.escalated:
        escalate(parts, session, file, verdict)


def escalate(parts: Parts, session: Session, file: Filed, verdict: Verdict) -> None:
    """One open escalation per case; the strictest reason gives its name, and fraud joins what is open already."""
    reason = max(verdict.reasons, key=lambda one: STRICTNESS[one.route])
    if standing := cases.open_escalation(session, file.case.id):
        if reason.route is Route.FRAUD and standing.queue != "fraud":
            standing.queue, standing.code = "fraud", reason.code
            standing.sentence, standing.words, standing.message_id = reason.sentence, reason.words, file.message.id
            session.add(standing)
            audit.record(session, file.client.id, "escalated", "case", file.case.id, code=reason.code, queue="fraud")
        return
    row = Escalation(
        client_id=file.client.id,
        case_id=file.case.id,
        message_id=file.message.id,
        queue="fraud" if reason.route is Route.FRAUD else "manager",
        code=reason.code,
        sentence=reason.sentence,
        words=reason.words,
        raised_at=parts.now(),
    )
    file.case.status = "escalated"
    session.add_all([row, file.case])
    session.flush()
    audit.record(session, file.client.id, "escalated", "case", file.case.id, code=reason.code, queue=row.queue)
