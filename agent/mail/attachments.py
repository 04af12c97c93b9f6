"""What hangs on a mail: its true type by its first bytes, a safe name, and the text of PDF and plain-text files.

Archives, Office files, HTML, SVG, calendars and TNEF are never opened.
"""

import hashlib
import io
import logging
import re
import struct
import time
import zlib
from dataclasses import dataclass
from email.message import Message

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from agent.domain.facts import AttachmentView
from agent.mail.headers import PARSER_TROUBLE, decoded
from agent.mail.text import clean, clean_line, decode, tidy
from agent.mail.tree import content_of

MAX_PDF = 5 * 1024 * 1024
MAX_PAGES = 30
MAX_TEXT = 200_000
PDF_SECONDS = 5
"""Processor seconds, looked at between pages; the limits of the parser's process hold within one."""
SMALL_IMAGE = 100 * 1000
DECORATION = 30 * 1000
"""Bytes of the largest picture that counts as a decoration by its name alone."""
PICTURE = r"\.(?:png|jpe?g|gif|webp)"
BY_PROGRAM = re.compile(rf"(?:image\d{{3}}|outlook-[a-z0-9_-]{{1,24}}){PICTURE}", re.IGNORECASE)
"""How mail programs name the pictures of a signature."""
BADGE = re.compile(
    r"logo(?:s|type|tipo)?|firma|signatur|signature|handtekening|banner|bandeau|facebook|linkedin|twitter|instagram|youtube|xing|tiktok"
    r"|whatsapp|icon|icono|icone|footer",
    re.IGNORECASE,
)
LOGO = re.compile(r"logo(?:s|type|tipo)?", re.IGNORECASE)
PLAIN_PART = re.compile(
    r"mail|email|e|der|de|la|le|el|van|co|the|small|klein|petit|neu|new|web|rgb|cmyk|hd|x|[A-Z]{2,6}|\d{1,2}|20\d\d",
    re.ASCII,
)
"""What else such a name may hold: a firm's letters, a year, how it was made."""
DEPICTS = re.compile(
    r"scan|foto|photo|bild|screen|captur|sample|muster|proof|print|druck|impres|invoice|rechnung|factur|faktu|deliver|liefer|livraison|albaran"
    r"|pakbon|pod|cmr|kund|client|custom|klant|driver|fahrer|chauffeur|chofer|goods|ware|packag|verpack|embal|karton|carton|caja|doos|label|etikett"
    r"|crook|schief|off|bad|alt|old|miss|fehl|manq|falt|ontbr|wrong|falsch|faux|mal|fout|kaputt|damag|schad|casse|roto|stuk|small",
    re.IGNORECASE,
)
"""Begins of words in the name of a picture that shows something."""

SIGNS = (
    (b"%PDF-", "application/pdf"), (b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"), (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"), (b"II*\x00", "image/tiff"), (b"MM\x00*", "image/tiff"), (b"PK\x03\x04", "application/zip"),
    (b"\xd0\xcf\x11\xe0", "application/x-ole-storage"), (b"\x78\x9f\x3e\x22", "application/ms-tnef"), (b"{\\rtf", "application/rtf"),
    (b"MZ", "application/x-msdownload"), (b"\x7fELF", "application/x-executable"), (b"Rar!", "application/vnd.rar"),
    (b"7z\xbc\xaf", "application/x-7z-compressed"), (b"\x1f\x8b", "application/gzip"), (b"BEGIN:VCARD", "text/vcard"),
    (b"BEGIN:VCALENDAR", "text/calendar"),
)  # fmt: skip
MARKUP = re.compile(rb"<(!doctype html|html|head|body|script|svg)\b", re.IGNORECASE)
OFFICE = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
ENDINGS = {"application/pdf": "pdf", "image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "message/rfc822": "eml",
           "text/plain": "txt", "text/csv": "csv", "text/html": "html", "text/calendar": "ics"}  # fmt: skip
NO_CONTENT = frozenset({"text/vcard", "text/x-vcard", "text/directory", "application/pkcs7-signature", "application/x-pkcs7-signature",
                        "application/pgp-signature", "application/pgp-keys"})  # fmt: skip
"""Contact cards and detached signatures: they say nothing by themselves."""
CARD = re.compile(rb"BEGIN:VCARD\r?\n(?:(?!NOTE|END:VCARD)[^\r\n]*\r?\n)*END:VCARD", re.IGNORECASE)
ARMOUR = re.compile(
    rb"-----BEGIN PGP (SIGNATURE|MESSAGE|PUBLIC KEY BLOCK)-----\r?\n(?:[A-Za-z-]+: [^\r\n]{0,80}\r?\n)*\r?\n"
    rb"[A-Za-z0-9+/=\s]*-----END PGP \1-----"
)
SEAL = re.compile(rb"\x30[\x80-\x84].*", re.DOTALL)
"""The first bytes of a binary signature (DER, a long SEQUENCE)."""
WRAPPED = {"text/vcard": CARD, "text/x-vcard": CARD, "text/directory": CARD, "application/pgp-signature": ARMOUR,
           "application/pgp-keys": ARMOUR}  # fmt: skip
"""What a thing of this type looks like from its first byte to its last."""
MIME_TYPE = re.compile(r"[a-z0-9.+-]{1,60}/[a-z0-9.+-]{1,100}")
UNSAFE_NAME = re.compile(r"[^\w .,()+&@=\[\]-]")
PDF_TROUBLE = (
    PyPdfError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RuntimeError, AssertionError, OSError,
    struct.error, zlib.error, MemoryError,
)  # fmt: skip

logging.getLogger("pypdf").setLevel(logging.CRITICAL)


@dataclass(frozen=True)
class Attachment:
    view: AttachmentView
    content: bytes


def attachment(
    part: "Message[str, str]", number: int, referenced: frozenset[str], text: str | None = None
) -> Attachment:
    """One attachment. `referenced`: the content ids that the HTML shows; `text`: already known (a mail inside the mail)."""
    content = content_of(part)
    declared = part.get_content_type()
    mime = sniffed(content, declared, _declared_name(part))
    view = AttachmentView(
        filename=safe_name(_declared_name(part), number, mime),
        mime=mime,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        text=text_of(content, mime, _charset(part)) if text is None else text[:MAX_TEXT],
        inline_image=_without_content(part, mime, len(content), referenced),
    )
    return Attachment(view, content)


def _declared_name(part: "Message[str, str]") -> str:
    try:
        return decoded(part.get_filename() or "")
    except PARSER_TROUBLE:
        return ""


def _charset(part: "Message[str, str]") -> str | None:
    try:
        return part.get_content_charset()
    except PARSER_TROUBLE:
        return None


def sniffed(content: bytes, declared: str, name: str) -> str:
    """The type by the first bytes; the declared one is believed only for text and for mails inside mails."""
    mime = next((mime for sign, mime in SIGNS if content.startswith(sign)), "")
    if content[8:12] == b"WEBP" and content.startswith(b"RIFF"):
        return "image/webp"
    if mime == "application/zip":
        return OFFICE.get(name.rpartition(".")[2].lower(), mime)
    if mime:
        return mime
    markup = MARKUP.match(_after_preamble(content[:4096]))
    if markup:
        return "image/svg+xml" if markup.group(1).lower() == b"svg" else "text/html"
    if not MIME_TYPE.fullmatch(declared):
        return "application/octet-stream"
    believed = declared.startswith(("text/", "message/")) or declared in NO_CONTENT or "pkcs7" in declared
    return declared if believed else "application/octet-stream"


def _after_preamble(content: bytes) -> bytes:
    """The bytes after white space, an XML declaration and comments."""
    rest = content.lstrip()
    for opening, closing in ((b"<?xml", b"?>"), *[(b"<!--", b"-->")] * 20):
        if rest.startswith(opening):
            rest = rest.partition(closing)[2].lstrip()
    return rest


def safe_name(name: str, number: int, mime: str) -> str:
    """A file name without folders, controls or markup; made up where the mail gives none."""
    last = clean_line(name).replace("\\", "/").rpartition("/")[2]
    last = UNSAFE_NAME.sub("_", last).strip(" .")
    if not last:
        return f"attachment-{number}.{ENDINGS.get(mime, 'bin')}"
    stem, dot, ending = last.rpartition(".")
    return f"{stem[:100]}.{ending[:12]}" if dot and stem else last[:100]


def text_of(content: bytes, mime: str, charset: str | None) -> str:
    if mime == "application/pdf":
        return pdf_text(content)
    if mime in ("text/plain", "text/csv") and len(content) <= MAX_PDF:
        return tidy(clean(decode(content, charset))[0])[:MAX_TEXT]
    return ""


def pdf_text(content: bytes) -> str:
    """Text of at most 30 pages of a PDF of at most 5 MiB; "" where there is none to be had."""
    if len(content) > MAX_PDF:
        return ""
    pages: list[str] = []
    until = time.process_time() + PDF_SECONDS
    try:
        for page in PdfReader(io.BytesIO(content)).pages[:MAX_PAGES]:
            pages.append(page.extract_text())
            if time.process_time() > until or sum(map(len, pages)) > MAX_TEXT:
                break
    except PDF_TROUBLE:
        pass
    return tidy(clean("\n".join(pages))[0])[:MAX_TEXT]


def _without_content(part: "Message[str, str]", mime: str, size: int, referenced: frozenset[str]) -> bool:
    """A signature's picture, a contact card, a detached signature: nothing that somebody must look at.

    A name alone proves none of these: anything could be sent under it.
    """
    if mime in NO_CONTENT:
        return bool(WRAPPED.get(mime, SEAL).fullmatch(content_of(part).strip()))
    if _decoration(part, mime, size):
        return True
    if not mime.startswith("image/") or mime == "image/svg+xml" or size >= SMALL_IMAGE:
        return False
    shown = str(part.get("Content-ID", "")).strip().strip("<>").strip() in referenced
    return shown or _disposition(part) == "inline"


def _decoration(part: "Message[str, str]", mime: str, size: int) -> bool:
    """A logo or an icon, by its name and its size; mail programs attach them, too, or leave their empty shell."""
    drawn = (mime if size else part.get_content_type()) in ("image/png", "image/jpeg", "image/gif", "image/webp")
    return drawn and size <= DECORATION and decorates(_declared_name(part))


def decorates(name: str) -> bool:
    """Whether a picture's name is one that a mail program or a signature gives, and tells of nothing else."""
    if BY_PROGRAM.fullmatch(name.strip()):
        return True
    stem, _, ending = name.strip().rpartition(".")
    words = re.findall(r"[^\W_]+", re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[^\W\d_])(?=\d)", " ", stem))
    others = [word for word in words if not BADGE.fullmatch(word) and not PLAIN_PART.fullmatch(word)]
    a_firm = len(others) <= any(LOGO.fullmatch(word) for word in words)
    shows = any(not word.isalpha() or DEPICTS.match(word) for word in others)
    return (
        bool(re.fullmatch(PICTURE, f".{ending}", re.IGNORECASE))
        and any(map(BADGE.fullmatch, words))
        and a_firm
        and not shows
    )


def _disposition(part: "Message[str, str]") -> str:
    try:
        return str(part.get_content_disposition() or "")
    except PARSER_TROUBLE:
        return ""
