"""Mails as they come to the test company's mailbox: through its own server, which judged the sender."""

from datetime import datetime
from email.utils import format_datetime
from itertools import count

OURS = "receivables@kestrel-office.example"
SERVER = "mx.kestrel-office.example"
JO = "jo.sandhu@harrowpike.example"
NUMBERS = count(1)
REQUEST = "Please send us a copy of invoice KO-26-1307."
DISPUTE = "The price on invoice KO-26-1307 is wrong."


def letter(
    text: str,
    sent_at: datetime,
    sender: str = JO,
    name: str = "Jo Sandhu",
    subject: str = "Invoice KO-26-1307",
    checked: str = "passed",
    **headers: str,
) -> bytes:
    """One plain mail. `checked`: how our server judged the sender, passed | unsigned | forged.

    Further headers are given with underscores; an empty value leaves a header out.
    """
    domain = sender.rpartition("@")[2]
    judged = {
        "passed": f"dkim=pass header.d={domain}; spf=pass smtp.mailfrom={sender}; dmarc=pass header.from={domain}",
        "unsigned": "dkim=none",
        "forged": "dkim=none; spf=fail; dmarc=fail",
    }
    fields = {
        "Authentication-Results": f"{SERVER}; {judged[checked]}",
        "Received": f"from mail.{domain} by {SERVER}; {format_datetime(sent_at)}",
        "From": f"{name} <{sender}>",
        "To": OURS,
        "Subject": subject,
        "Date": format_datetime(sent_at),
        "Message-ID": f"<mail-{next(NUMBERS)}@{domain}>",
    } | {key.replace("_", "-"): value for key, value in headers.items()}
    head = "".join(f"{key}: {value}\r\n" for key, value in fields.items() if value)
    kind = "" if "Content-Type" in fields else "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
    return (head + kind + "\r\n" + text.replace("\n", "\r\n") + "\r\n").encode()


def broken(sent_at: datetime) -> bytes:
    """A mail that no parser of ours takes: more header than a mail may have."""
    return letter("Hello", sent_at, subject="Poison", **{f"X_Padding_{n}": "x" * 900 for n in range(200)})


def bounce(mail_id: str, address: str, sent_at: datetime, to: str = OURS) -> bytes:
    """A delivery report of the customer's server about our mail with this Message-ID ("" where it does not say)."""
    returned = f"Message-ID: {mail_id}\r\n" if mail_id else "Subject: returned\r\n"
    body = (
        "--sep\r\nContent-Type: text/plain\r\n\r\nDelivery failed.\r\n"
        "--sep\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mail.example\r\n\r\n"
        f"Final-Recipient: rfc822; {address}\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n"
        f"--sep\r\nContent-Type: text/rfc822-headers\r\n\r\n{returned}\r\n--sep--"
    )
    return letter(
        "", sent_at, sender="mailer-daemon@mail.example", name="Mail Delivery", subject="Undelivered mail",
        checked="unsigned", To=to, Return_Path="<>", MIME_Version="1.0",
        Content_Type='multipart/report; report-type=delivery-status; boundary="sep"',
    )[:-2] + body.encode()  # fmt: skip
