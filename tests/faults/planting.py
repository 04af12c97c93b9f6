"""Mails with a word of their own at each place that a mail has, for the search of what leaks sideways."""

import random
from email.message import EmailMessage

from tests.faults.campaign import Scene
from tests.faults.leaks import Canaries, word
from tests.faults.mails import Letter, envelope


class Planter:
    """`planted`: every word, by what it is of which mail."""

    def __init__(self, here: Scene, seed: int) -> None:
        self.here, self.chance, self.planted, self.number = here, random.Random(seed), Canaries(), 0

    def plant(self, what: str) -> str:
        self.planted[f"{what} of mail {self.number}"] = found = word(self.chance)
        return found

    def letter(self, stranger: bool, words: str) -> Letter:
        """From a customer, or from somebody whose very address is a canary."""
        self.number += 1
        account, number = self.here.writer.invoices[self.number]
        mark = f"{self.here.home.name}-{self.number:06d}"
        sender = f"{self.plant('the address')}@{self.plant('the domain')}.example" if stranger else account.address
        head = envelope(mark, sender, f"{number} {self.plant('the subject')}")
        head = head.replace(b"From: Accounts", f"From: {self.plant('the name')}".encode()).partition(b"MIME-Version")[0]
        return Letter(
            mark, "canary", f"<{mark}@customer.example>", sender, head + self.body(words.format(number=number))
        )

    def body(self, words: str) -> bytes:
        mail = EmailMessage()
        mail["Cc"] = f"{self.plant('the copy')}@elsewhere.example"
        mail["X-Note"] = self.plant("the header")
        mail.set_content(f"{words}\n\nRegards, {self.plant('the signature')}\n")
        mail.add_alternative(
            f"<p>{words}</p><p style='display:none'>{self.plant('the hidden text')}</p>", subtype="html"
        )
        named = f"{self.plant('the file name')}.txt"
        mail.add_attachment(self.plant("the attachment").encode(), maintype="text", subtype="plain", filename=named)
        return mail.as_bytes().replace(b"\n", b"\r\n")


WORDS = ("Please send me a copy of invoice {number}.", "{number} charges 40 chairs, only 36 came. We dispute it.",
         "We go through a hard time and cannot pay {number}.", "Our lawyer will write to you about {number}.")  # fmt: skip
