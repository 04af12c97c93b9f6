"""What was not checked about a mail is said in words; where all was looked at, nothing is."""

import pytest

from agent.domain.facts import AttachmentView, MailView
from agent.domain.unchecked import LETTERS_READ, MOST_ATTACHMENT_TEXT, unchecked

PLAIN = MailView(message_id="<1@x.example>", newest="Please send invoice 4411.", language="en")


def file(name: str, text: str = "", inline_image: bool = False) -> AttachmentView:
    return AttachmentView(filename=name, mime="image/jpeg", size=9, sha256=name, text=text, inline_image=inline_image)


def test_of_a_plain_mail_there_is_nothing_to_say() -> None:
    assert unchecked(PLAIN) == ()
    read = PLAIN.model_copy(update={"attachments": (file("list.txt", "4411"), file("logo.png", inline_image=True))})
    assert unchecked(read) == ()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"attachments": (file("broken-chair.jpg"),)}, "What broken-chair.jpg shows was not read."),
        ({"attachments": (file("all.txt", "x" * MOST_ATTACHMENT_TEXT),)}, "characters of all.txt were read."),
        ({"language": "it"}, "in a language that is not read (it)"),
        ({"newest": "x" * (LETTERS_READ + 1)}, "Only the first 20,000 characters were read."),
        ({"quote": "x" * (LETTERS_READ + 1)}, "Of the quoted text only the first 20,000 characters"),
        ({"flags": ("encrypted",)}, "only its frame was read"),
        ({"flags": ("image_only",)}, "no word of it was read"),
    ],
)
def test_each_thing_left_out_has_its_sentence(change: dict[str, object], said: str) -> None:
    (only,) = unchecked(PLAIN.model_copy(update=change))
    assert said in only


def test_a_part_in_another_language_and_an_unknown_sender_are_said() -> None:
    part, books = unchecked(PLAIN, foreign=("Buongiorno, la merce è arrivata rotta.",), known=False)
    assert "Buongiorno" in part and "compared with the books" in books
