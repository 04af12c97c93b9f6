"""What the machine did not, or could not, check about a mail: said beside it, so that a person knows where to look."""

from collections.abc import Iterator

from agent.domain.facts import AttachmentView, MailView
from agent.domain.vocabulary import LANGUAGES

LETTERS_READ = 20_000
"""Of each part of a mail: more is no letter. What stands behind is searched for orders to machines only."""
MOST_ATTACHMENT_TEXT = 200_000
UNREAD = {
    "encrypted": "The mail is encrypted: only its frame was read.",
    "image_only": "The mail is a picture: no word of it was read.",
    "too_large": "The mail is too long: only its beginning was read.",
    "hidden_text": "Words that nobody sees on the screen were left out of the reading.",
    "html_plain_mismatch": "The mail has two versions that differ; only the plain one was read.",
}


def unchecked(mail: MailView, foreign: tuple[str, ...] = (), known: bool = True) -> tuple[str, ...]:
    """Sentences for the specialist. `foreign`: paragraphs in a language that is not read; `known`: an account was found."""
    return tuple(_unchecked(mail, foreign, known))


def _unchecked(mail: MailView, foreign: tuple[str, ...], known: bool) -> Iterator[str]:
    yield from (sentence for flag, sentence in UNREAD.items() if flag in mail.flags)
    yield from (said for one in mail.attachments if (said := _attachment(one)))
    if mail.language and mail.language not in LANGUAGES:
        yield f"The mail is in a language that is not read ({mail.language})."
    elif foreign:
        yield f"A part is in a language that is not read: “{foreign[0].strip()[:80]}…”"
    if len(mail.newest) > LETTERS_READ:
        yield f"Only the first {LETTERS_READ:,} characters were read."
    if len(mail.quote) > LETTERS_READ:
        yield f"Of the quoted text only the first {LETTERS_READ:,} characters were read."
    if not known:
        yield "Nothing was compared with the books: no account belongs to this sender."


def _attachment(one: AttachmentView) -> str:
    if one.inline_image:
        return ""
    if not one.text:
        return f"What {one.filename or 'an attachment'} shows was not read."
    if len(one.text) >= MOST_ATTACHMENT_TEXT:
        return f"Only the first {MOST_ATTACHMENT_TEXT:,} characters of {one.filename or 'an attachment'} were read."
    return ""
