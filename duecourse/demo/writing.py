"""What a visitor writes on the customers' page, as a letter."""

from uuid import uuid4

from pydantic import BaseModel, ConfigDict

from connectors.ports import Books, ContactRecord, CustomerRecord
from duecourse.demo.keys import FREE_MAIL
from duecourse.demo.mails import How, Letter
from duecourse.demo.shown import Shown

LONGEST = 20_000
ALIKE = (("l", "1"), ("o", "0"), ("i", "1"), ("m", "rn"), ("e", "ee"))
"""Signs that pass for others at a glance."""


class Refusal(ValueError):
    """The form cannot be sent; the message is for whoever filled it in."""


class WrittenForm(BaseModel):
    """The form's fields. `box` and `key` name the mail that is answered, where one is. `to`: "" for the company they buy from."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    contact: str = ""
    how: str = "signed"
    to: str = ""
    subject: str = ""
    body: str = ""
    box: str = ""
    key: str = ""


def answer_to(mail: Shown, box: str) -> WrittenForm:
    """The form filled in as a mail program does for "Reply"."""
    subject = mail.subject if mail.subject.lower().startswith("re:") else f"Re: {mail.subject}"
    quoted = "\n".join(f"> {line}" for line in mail.text.splitlines())
    body = f"\n\n{mail.sender}:\n{quoted}\n"
    return WrittenForm(contact=box, to=mail.sender_address, subject=subject, body=body, box=box, key=mail.key)


def letter_from(form: WrittenForm, books: Books) -> Letter:
    """Raises Refusal for what cannot be sent."""
    known = {address for client in books.clients for address in (client.mailbox, *client.aliases)}
    to = form.to or supplier_of(form.contact, books)
    if to not in known:
        raise Refusal("Choose which of the two companies the mail is for.")
    if not form.body.strip():
        raise Refusal("Write something first.")
    if len(form.body) > LONGEST or len(form.subject) > LONGEST // 40:
        raise Refusal("That is longer than the demo takes.")
    name, sender, how, language = writer_of(form, books)
    return Letter(
        id=f"page-{uuid4().hex[:12]}",
        how=how,
        language=language,
        from_name=name,
        sender=sender,
        to=to,
        subject=" ".join(form.subject.split()),
        body=form.body.replace("\r\n", "\n"),
    )


def writer_of(form: WrittenForm, books: Books) -> tuple[str, str, How, str]:
    """Name, address, manner and language of whoever writes. An answer comes from the mailbox it is written in."""
    if form.key:
        return answering_writer(form.box, books)
    found = contact_of(form.contact, books)
    if found is None:
        raise Refusal("Choose in whose name you write.")
    customer, contact = found
    local = contact.email.partition("@")[0]
    senders: dict[How, str] = {
        "signed": contact.email,
        "spoofed": contact.email,
        "lookalike": f"{local}@{lookalike(customer.domain)}",
        "stranger": f"{local.replace('.', '')}2@{FREE_MAIL}",
    }
    how = next((one for one in senders if one == form.how), None)
    if how is None:
        raise Refusal("Choose as what you write.")
    return contact.name, senders[how], how, customer.language


def supplier_of(address: str, books: Books) -> str:
    """The mailbox of the company that this contact's firm buys from; "" for nobody's contact."""
    found = contact_of(address, books)
    return next((one.mailbox for one in books.clients if found and one.id == found[0].client_id), "")


def answering_writer(address: str, books: Books) -> tuple[str, str, How, str]:
    found = contact_of(address, books)
    if found is not None:
        customer, contact = found
        return contact.name, address, "signed", customer.language
    how: How = "stranger" if address.endswith(f"@{FREE_MAIL}") else "lookalike"
    return address.partition("@")[0].replace(".", " ").title(), address, how, "en"


def contact_of(address: str, books: Books) -> tuple[CustomerRecord, ContactRecord] | None:
    pairs = ((customer, contact) for customer in books.customers for contact in customer.contacts)
    return next((pair for pair in pairs if pair[1].email == address), None)


def lookalike(domain: str) -> str:
    """Another domain that passes for this one at a glance."""
    name, _, rest = domain.partition(".")
    changed = next((name.replace(one, other, 1) for one, other in ALIKE if one in name), f"{name}-group")
    return f"{changed}.{rest}"
