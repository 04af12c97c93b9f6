"""Rules about the form of the mail and what happened before it."""

import re

from agent.domain.document_words import find_kinds
from agent.domain.facts import CaseFile, Reason
from agent.domain.folding import fold
from agent.domain.limits import Limits
from agent.domain.plain_requests import asking
from agent.domain.purity import purity

FLAG_SENTENCES = {
    "hidden_text": "The mail holds hidden text.",
    "hidden_characters": "The mail holds invisible characters.",
    "html_plain_mismatch": "The two versions of the mail say different things.",
    "encrypted": "The mail is encrypted or signed only.",
    "image_only": "The mail holds only a picture.",
    "forwarded": "The mail was forwarded.",
    "empty_newest": "The mail holds only quoted text.",
    "no_text": "The mail holds no text.",
    "date_missing": "The mail has no date.",
    "too_large": "The mail is too long to be read as a whole.",
    "id_missing": "The mail has no Message-ID.",
}
OUR_ID = re.compile(r"<out-[0-9a-f-]{36}\.[0-9a-f]{32}@[^<>\s]+>", re.IGNORECASE)
"""The shape of our Message-IDs (`agent/mail/threading.py`)."""
ENDLESS = re.compile(r"\S{200,}")
"""A run without a space that the word lists pass over (`agent/domain/folding.py`)."""


def parser_flags(file: CaseFile, _: Limits) -> Reason | None:
    """Whatever the parser noticed, also what has no sentence of its own yet."""
    flag = next((one for one in file.mail.flags if one != "no_text" or not asked_in_subject(file)), None)
    if flag is None:
        return None
    words = file.mail.hidden[:200] if flag == "hidden_text" else ""
    return Reason(code=flag, sentence=FLAG_SENTENCES.get(flag, "The mail is built in an odd way."), words=words)


def asked_in_subject(file: CaseFile) -> bool:
    """A mail of nothing but a subject, the sender's own, which names a paper and asks for it: it is read like a text."""
    mail = file.mail
    own = not (MARKED.match(mail.subject) or mail.in_reply_to or mail.references)
    empty = not (mail.full_text.strip() or mail.newest.strip() or mail.attachments)
    wanted = bool(find_kinds(fold(mail.subject))) and asking(mail.subject)
    return own and empty and wanted and purity("", mail.subject, file.reading.facts.asks) is None


MARKED = re.compile(r"\s*[^\W\d_]{1,7}\.?\s*(?:\[\d+\])?\s*[:：]")
"""A reply, a forward, or whatever else a mail program writes before a subject."""


def machine_by_words(file: CaseFile, _: Limits) -> Reason | None:
    """An out-of-office note, or a delivery report in plain words: a person looks, and no answer starts a loop."""
    if file.machine.kind:
        return Reason(code="system_mail_words", sentence="It reads as if a machine had written it.")
    return None


def speaking_name(file: CaseFile, _: Limits) -> Reason | None:
    """A name of so many words is a sentence, and whatever reads it may take it for one of ours."""
    if len(LETTERED.findall(file.mail.from_name)) < NAME_WORDS:
        return None
    return Reason(
        code="name_speaks", sentence="The sender's name is a whole sentence.", words=file.mail.from_name[:120]
    )


LETTERED = re.compile(r"[^\W\d_]+")
NAME_WORDS = 9
"""More than a person, a department and a company have together."""


def endless_word(file: CaseFile, _: Limits) -> Reason | None:
    found = ENDLESS.search(file.mail.newest)
    if found:
        return Reason(code="endless_word", sentence="A part of the text cannot be read as words.", words=found[0][:80])
    return None


def attachment_with_content(file: CaseFile, _: Limits) -> Reason | None:
    held = next((one for one in file.mail.attachments if not one.inline_image), None)
    if held:
        sentence = "An attachment may say more than the mail."
        return Reason(code="attachment_content", sentence=sentence, words=held.filename)
    return None


def reply_to_automatic_answer(file: CaseFile, _: Limits) -> Reason | None:
    if file.history.answered_automatically:
        return Reason(code="reply_to_automatic", sentence="This answers an automatic mail of ours: a person reads it.")
    return None


def person_in_thread(file: CaseFile, _: Limits) -> Reason | None:
    if file.history.person_wrote:
        return Reason(code="person_in_thread", sentence="A person of ours has written in this conversation.")
    if file.history.open_messages > 1:
        return Reason(code="case_open", sentence="Another mail of this conversation waits for a person.")
    return None


def stray_thread(file: CaseFile, _: Limits) -> Reason | None:
    """An answer to a mail of ours always joins that mail's case, unless the sender has no right to it."""
    named = any(OUR_ID.fullmatch(one) for one in (*file.mail.in_reply_to, *file.mail.references))
    if named and not file.history.answered_automatically and not file.history.person_wrote:
        return Reason(code="stray_thread", sentence="It answers a mail of ours that belongs to another conversation.")
    return None


def same_id_twice(file: CaseFile, _: Limits) -> Reason | None:
    if file.history.id_collision:
        return Reason(code="id_collision", sentence="Two different mails bear the same Message-ID.")
    if file.history.dkim_seen:
        return Reason(code="replayed", sentence="The same signed mail has come before.")
    return None


def budget(file: CaseFile, limits: Limits) -> Reason | None:
    history = file.history
    spent = (
        (history.auto_to_address_today, limits.auto_per_address_day),
        (history.auto_to_account_today, limits.auto_per_account_day),
        (history.auto_to_domain_hour, limits.auto_per_domain_hour),
        (history.auto_to_client_hour, limits.auto_per_client_hour),
        (history.inbound_from_address_hour, limits.inbound_per_address_hour + 1),
    )
    if history.same_documents_today or any(used >= allowed for used, allowed in spent):
        return Reason(code="budget", sentence="Enough automatic answers for now: a person looks.")
    return None
