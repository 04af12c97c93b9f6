"""The customers' side of the demo as a page: their mailboxes, and a form to write as one of them or as somebody worse.

An app of its own, made only by `duecourse demo`. No script; the mailbox page loads itself again so that an answer appears.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.templating import Jinja2Templates

from connectors.ports import Books, ClientRecord, ContactRecord, CustomerRecord
from duecourse.demo.host import MailHost
from duecourse.demo.shown import Shown, shown
from duecourse.demo.writing import Refusal, WrittenForm, answer_to, letter_from

HERE = Path(__file__).parent
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}
SHOWN_MAILS = 50


def customers_app(host: MailHost, books: Books) -> Starlette:
    """To be mounted at one path, such as `/demo`."""
    desk = Desk(host, books)
    return Starlette(
        routes=[
            Route("/", desk.boxes, name="boxes"),
            Route("/demo.css", desk.style, name="style"),
            Route("/box/{address}", desk.box, name="box"),
            Route("/box/{address}/{key}/{place:int}", desk.file, name="file"),
            Route("/write", desk.write, name="write"),
            Route("/write", desk.send, name="send", methods=["POST"]),
        ]
    )


class Desk:
    """The pages. They are plain functions, so that the server runs them beside each other."""

    def __init__(self, host: MailHost, books: Books) -> None:
        self._host = host
        self._books = books
        self._templates = Jinja2Templates(HERE / "templates")

    def boxes(self, request: Request) -> Response:
        return self._page(request, "boxes.html", groups=list(self._groups()), others=self._others())

    def style(self, _: Request) -> Response:
        return FileResponse(HERE / "templates" / "demo.css", media_type="text/css", headers=HEADERS)

    def box(self, request: Request) -> Response:
        """All mails of one address, newest first. What is shown here counts as read from then on."""
        address = self._known(request.path_params["address"])
        mails = sorted(self._mails(address), key=lambda one: one.at, reverse=True)[:SHOWN_MAILS]
        self._host.post.inbox(address).mark_read()
        firm = next((one for one in self._books.customers if address.endswith(f"@{one.domain}")), None)
        numbers = self._numbers().get(firm.id, []) if firm else []
        return self._page(
            request,
            "box.html",
            address=address,
            firm=firm,
            numbers=numbers,
            mails=mails,
            sent=request.query_params.get("sent", ""),
        )

    def file(self, request: Request) -> Response:
        """One attachment, to be saved and never shown inside a page."""
        mail = self._find(request.path_params["address"], request.path_params["key"])
        if request.path_params["place"] >= len(mail.files):
            raise HTTPException(404)
        found = mail.files[request.path_params["place"]]
        name = "".join(sign if (sign.isalnum() and sign.isascii()) or sign in "-_. " else "_" for sign in found.name)
        kind = "application/pdf" if found.content.startswith(b"%PDF-") else "application/octet-stream"
        headers = {**HEADERS, "Content-Disposition": f'attachment; filename="{name}"'}
        return Response(found.content, media_type=kind, headers=headers)

    def write(self, request: Request) -> Response:
        """The empty form, or one that answers the mail `key` in the mailbox `box`."""
        box, key = request.query_params.get("box", ""), request.query_params.get("key", "")
        form = answer_to(self._find(box, key), box) if key else WrittenForm(contact=request.query_params.get("as", ""))
        return self._form(request, form)

    async def send(self, request: Request) -> Response:
        if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            raise HTTPException(403)
        async with request.form(max_files=0, max_fields=12) as fields:
            form = WrittenForm.model_validate({key: value for key, value in fields.items() if isinstance(value, str)})
        return await run_in_threadpool(self._send, request, form)

    def _send(self, request: Request, form: WrittenForm) -> Response:
        try:
            letter = letter_from(form, self._books)
        except Refusal as refusal:
            return self._form(request, form, str(refusal), 422)
        answered = self._raw(form.box, form.key) if form.key else None
        self._host.send_as(letter, date.today(), answered)
        return RedirectResponse(f"{request.url_for('box', address=letter.sender).path}?sent={letter.how}", 303)

    def _form(self, request: Request, form: WrittenForm, problem: str = "", status: int = 200) -> Response:
        groups = list(self._groups())
        numbers = self._numbers()
        return self._page(request, "write.html", status, form=form, problem=problem, groups=groups, numbers=numbers)

    def _page(self, request: Request, name: str, status: int = 200, **data: object) -> Response:
        return self._templates.TemplateResponse(request, name, data, status_code=status, headers=HEADERS)

    # --- what the pages show ---

    def _groups(self) -> Iterator[tuple[ClientRecord, list[tuple[CustomerRecord, list[tuple[ContactRecord, int]]]]]]:
        """Each client with its customers, each of these with its addresses and how many unread mails they hold."""
        for client in self._books.clients:
            customers = [
                (customer, [(one, self._host.post.inbox(one.email).unread()) for one in customer.contacts])
                for customer in self._books.customers
                if customer.client_id == client.id
            ]
            yield client, customers

    def _numbers(self) -> dict[str, list[str]]:
        """Invoice numbers by the customer's id, the newest first: something to ask for."""
        found: dict[str, list[str]] = {}
        for one in sorted(self._books.invoices, key=lambda one: one.issue_date, reverse=True):
            found.setdefault(one.customer_id, []).append(one.number)
        return found

    def _others(self) -> list[tuple[str, int]]:
        """Addresses that have written or been written to and are nobody's contact."""
        contacts = {one.email for customer in self._books.customers for one in customer.contacts}
        found = [one for one in self._host.post.addresses() if one not in contacts]
        return [(one, self._host.post.inbox(one).unread()) for one in found]

    def _known(self, address: str) -> str:
        """The address, if it has a mailbox here; nobody looks into the clients' own."""
        contacts = {one.email for customer in self._books.customers for one in customer.contacts}
        if address not in contacts and address not in self._host.post.addresses():
            raise HTTPException(404)
        return address

    def _mails(self, address: str) -> Iterator[Shown]:
        for kept in self._host.post.inbox(address).mails():
            yield shown(kept)
        for kept in self._host.post.sent(address).mails():
            yield shown(kept, outgoing=True)

    def _find(self, address: str, key: str) -> Shown:
        found = next((one for one in self._mails(self._known(address)) if one.key == key), None)
        if found is None:
            raise HTTPException(404)
        return found

    def _raw(self, address: str, key: str) -> bytes:
        inbox = self._host.post.inbox(self._known(address)).mails()
        found = next((one.raw for one in inbox if one.key == key), None)
        if found is None:
            raise HTTPException(404)
        return found
