"""Small mails for the tests of this folder."""

from email.message import EmailMessage
from pathlib import Path

CORPORA = Path(__file__).resolve().parents[3] / "../shared/corpora"
ABSENT = "The corpora of public mails are not beside the project."


def plain(text: str = "Please send us a copy of invoice KO-26-1307.", **headers: str) -> bytes:
    """A plain mail with CRLF line ends. Header names are given with underscores; an empty value leaves a header out."""
    fields = {
        "From": "Jo Sandhu <jo.sandhu@harrowpike.example>",
        "To": "receivables@kestrel-office.example",
        "Subject": "Invoice",
        "Date": "Thu, 19 Nov 2026 09:07:00 +0000",
        "Message-ID": "<smp01@harrowpike.example>",
    } | {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value)
    body = text.replace("\r\n", "\n").replace("\n", "\r\n")
    return f"{head}MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{body}".encode()


def message(text: str | None = None, html: str | None = None, subject: str = "Invoice") -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = "Jo Sandhu <jo.sandhu@harrowpike.example>"
    mail["To"] = "receivables@kestrel-office.example"
    mail["Subject"] = subject
    mail["Date"] = "Thu, 19 Nov 2026 09:07:00 +0000"
    mail["Message-ID"] = "<smp01@harrowpike.example>"
    if text is not None:
        mail.set_content(text)
    if html is not None and text is not None:
        mail.add_alternative(html, subtype="html")
    elif html is not None:
        mail.set_content(html, subtype="html")
    return mail
