"""The mail as it came: headers and text, the inert file, what hangs on it, and the formatted view behind three walls."""

import hashlib
from email import message_from_bytes
from html import escape
from html.parser import HTMLParser
from urllib.parse import quote, urlsplit

import nh3
from fastapi import APIRouter
from sqlmodel import col, select
from starlette.responses import HTMLResponse, Response

from agent.domain.facts import MailView
from agent.mail.attachments import safe_name
from agent.mail.headers import PARSER_TROUBLE, as_text, header_block
from agent.mail.limits import Unparsable, check_bytes, check_tree
from agent.mail.tree import content_of
from agent.records.ledger import Document
from agent.records.mail import Message, raw_of
from approvals import pages
from approvals.errors import NotFound
from approvals.security import DOWNLOAD_POLICY, MAIL_POLICY
from approvals.visits import ReaderVisit, Visit, identity

router = APIRouter()
SHOWN_HEADERS = 32_768
RISKY = frozenset("html htm svg js exe iso lnk docm xlsm pptm zip rar 7z bat cmd scr vbs jar msi hta img xll".split())
TAGS = frozenset("p br div span b strong i em u s ul ol li table thead tbody tfoot tr td th blockquote pre code hr "
                 "h1 h2 h3 h4 h5 h6 dl dt dd sub sup a".split())  # fmt: skip
DROPPED = frozenset("script style title head template noscript svg math iframe object".split())


def loaded(visit: Visit, case_id: str, message_id: str) -> Message:
    case = visit.case(case_id)
    query = select(Message).where(Message.id == identity(message_id), Message.case_id == case.id)
    return found_or_not(visit.session.exec(query).first())


def found_or_not(message: Message | None) -> Message:
    if message is None or message.removed_at:
        raise NotFound("mail")
    return message


@router.get("/case/{case_id}/original/{message_id}")
def read_original(visit: ReaderVisit, case_id: str, message_id: str) -> HTMLResponse:
    message = loaded(visit, case_id, message_id)
    headers = as_text(header_block(raw_of(visit.session, message), SHOWN_HEADERS))
    view = MailView.model_validate(message.view) if message.view else None
    return pages.page(
        visit,
        "original.html",
        here="queue",
        case=visit.case(case_id),
        message=message,
        view=view,
        headers_text=headers,
        formatted=bool(visit.request.query_params.get("formatted")) and bool(view and view.html),
        base=f"/case/{case_id}/original/{message_id}",
        risky=RISKY,
    )


@router.get("/case/{case_id}/original/{message_id}/formatted")
def read_formatted(visit: ReaderVisit, case_id: str, message_id: str) -> Response:
    message = loaded(visit, case_id, message_id)
    view = MailView.model_validate(message.view) if message.view else None
    if view is None or not view.html:
        raise NotFound("formatted view")
    body = f'<!doctype html><html lang="{escape(view.language)}"><title>Formatted mail</title><body>{inert(view.html)}'
    return HTMLResponse(body, headers={"content-security-policy": MAIL_POLICY})


@router.get("/case/{case_id}/original/{message_id}/mail.eml")
def download_mail(visit: ReaderVisit, case_id: str, message_id: str) -> Response:
    message = loaded(visit, case_id, message_id)
    return download(raw_of(visit.session, message), f"mail-{str(message.id)[:8]}.eml")


@router.get("/case/{case_id}/attachment/{message_id}/{number}")
def download_attachment(visit: ReaderVisit, case_id: str, message_id: str, number: int) -> Response:
    message = loaded(visit, case_id, message_id)
    view = MailView.model_validate(message.view) if message.view else None
    if view is None or not 0 <= number < len(view.attachments):
        raise NotFound("attachment")
    wanted = view.attachments[number]
    return download(content_by_hash(raw_of(visit.session, message), wanted.sha256), wanted.filename)


def content_by_hash(raw: bytes, sha256: str) -> bytes:
    """The bytes of the part with this hash; nothing inside it is opened. Raises NotFound."""
    try:
        check_bytes(raw)
        message = message_from_bytes(raw)
        check_tree(message)
        for part in message.walk():
            content = content_of(part)
            if hashlib.sha256(content).hexdigest() == sha256:
                return content
    except (Unparsable, *PARSER_TROUBLE):
        pass
    raise NotFound("attachment")


@router.get("/document/{document_id}")
def download_document(visit: ReaderVisit, document_id: str) -> Response:
    query = select(Document).where(Document.id == identity(document_id), col(Document.client_id).in_(visit.client_ids))
    found = visit.session.exec(query).first()
    if found is None or found.sha256 is None:
        raise NotFound("document")
    try:
        content = visit.config.blobs.get(found.sha256)
    except visit.config.blob_trouble as trouble:
        raise NotFound("document") from trouble
    pdf = content.startswith(b"%PDF-")
    return download(content, found.filename, "application/pdf" if pdf else "application/octet-stream")


def download(content: bytes, filename: str, mime: str = "application/octet-stream") -> Response:
    """Bytes that no browser opens in our name."""
    name = safe_name(filename, 1, mime)
    plain = name.encode("ascii", "ignore").decode().replace('"', "").strip() or "download"
    headers = {
        "content-disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}",
        "content-security-policy": DOWNLOAD_POLICY,
    }
    return Response(content, media_type=mime, headers=headers)


# --- formatted mail ---------------------------------------------------------------------------------------------------


def inert(html: str) -> str:
    """The mail's markup without anything that acts: tags of text only, no attribute; links as text with their host."""
    cleaned = nh3.clean(
        html,
        tags=set(TAGS),
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        clean_content_tags=set(DROPPED),
        link_rel=None,
    )
    writer = Rewriter()
    writer.feed(cleaned)
    writer.close()
    return "".join(writer.out)


class Rewriter(HTMLParser):
    """Second wall: writes every tag anew, without attributes; a link becomes its text and, beside it, where it leads."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.hosts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.hosts.append(host_of(dict(attrs).get("href") or ""))
            self.out.append("<u>")
        elif tag in TAGS:
            self.out.append(f"<{tag}>")

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self.hosts:
            host = self.hosts.pop()
            self.out.append("</u>" + (f" [{escape(host)}]" if host else ""))
        elif tag in TAGS and tag not in ("a", "br", "hr"):
            self.out.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.out.append(escape(data))


def host_of(href: str) -> str:
    """Where an absolute link leads; "" for anything else."""
    try:
        parts = urlsplit(href.strip())
    except ValueError:
        return ""
    if parts.scheme in ("http", "https"):
        return parts.netloc.rpartition("@")[2]
    return parts.path if parts.scheme == "mailto" else ""
