"""The demo's customers write: all their mails, once, though the demo may be left in between."""

import threading

from duecourse.demo.host import MailHost
from duecourse.demo.mails import demo_mails, header


def send_letters(host: MailHost, stop: threading.Event) -> None:
    """The customers' mails that have not come yet, in order; a reply to an answer is sent once that has come."""
    waiting, come = [], letters_that_came(host)
    for letter in demo_mails():
        if stop.is_set():
            return
        if letter.id in come:
            continue
        if letter.after:
            waiting.append(letter)
        else:
            host.send_as(letter)
    senders = {letter.id: letter.sender for letter in demo_mails()}
    while waiting and not stop.wait(0.3):
        for letter in list(waiting):
            if letter.after and (answers := host.received(senders[letter.after])):
                host.send_as(letter, answering=answers[-1])
                waiting.remove(letter)


def letters_that_came(host: MailHost) -> set[str]:
    """By their ids, with which their Message-IDs begin."""
    mails = (one.raw for address in host.mailboxes for one in host.post.inbox(address).mails())
    return {header(raw, "Message-ID").removeprefix("<").partition(".")[0] for raw in mails}
