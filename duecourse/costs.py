"""The model: whether it answers in the form that is needed, and what it has cost."""

import time
from collections.abc import Iterator

from sqlmodel import Session, func, select

from agent.domain.facts import MailView
from agent.reading.openai import newest, question, schema
from agent.records.database import utc_now
from agent.records.spending import ModelUse, day_is_spent, spent
from agent.spending import spent_this_month, spent_today
from connectors.ports import ConnectorError, Refused
from duecourse.checks import Line
from duecourse.errors import Misconfigured
from duecourse.wiring import Installation, chat_model
from prompts import prompt

SAMPLE = MailView(message_id="", subject="Copy", newest="Please send us a copy of invoice 4711. We will pay on Friday.")
WANTED = {"document_request", "promise"}
SLOW = 20.0
"""Seconds for one short question, beyond which a mail's time is soon over."""


def check_model(here: Installation) -> Iterator[Line]:
    """One fixed mail read, by the very question that mails are read by."""
    if "openai" not in (here.settings.reader, here.settings.writer):
        yield Line("ok", "Reading and drafting need no model.")
        return
    try:
        yield from tried(here)
    except (ConnectorError, Misconfigured) as error:
        yield refused(error)
    with Session(here.engine) as session:
        yield from check_costs(session)


def tried(here: Installation) -> Iterator[Line]:
    model, began = chat_model(here.settings, here.engine), time.monotonic()
    answer = model.ask(prompt("read", 2).text, question(newest(SAMPLE)), schema())
    seconds = time.monotonic() - began
    told = f"The model {answer.model} answers in the form asked for ({seconds:.1f} s)"
    if seconds > SLOW:
        yield Line("warn", f"{told}, but slowly.", "Mails whose time is over get a standard draft.", "DC-310")
    elif answer.repaired:
        yield Line(
            "warn", f"{told} at the second attempt only.", "Try DUECOURSE_OPENAI_FORMAT, or another model.", "DC-312"
        )
    elif {one["intent"] for one in answer.data["intents"]} != WANTED:
        fix = "Measure it before you rely on it: duecourse eval --reader openai (docs/models.md)."
        yield Line("warn", f"{told}, but misread the test mail.", fix, "DC-312")
    else:
        yield Line("ok", f"{told}.")


def refused(error: ConnectorError | Misconfigured) -> Line:
    if error.code == "DC-314":
        return Line("warn", str(error), "The built-in reader and writer work until midnight UTC.", error.code)
    fix = "Check DUECOURSE_OPENAI_BASE_URL, DUECOURSE_OPENAI_MODEL and OPENAI_API_KEY."
    unfit = isinstance(error, Refused) and error.code == "DC-312" and "fit" in str(error)
    fix = "Try DUECOURSE_OPENAI_FORMAT, or a larger model: this one is too weak to read mails." if unfit else fix
    return Line("fail", str(error), fix, error.code)


def check_costs(session: Session) -> Iterator[Line]:
    """What the model cost today and this month, and whether a budget kept it from mails today."""
    now = utc_now()
    yield Line("ok", f"The model today: {spent_today(session, now)}. This month: {spent_this_month(session, now)}.")
    if day_is_spent(session, now):
        fix = "Wait for midnight UTC, or raise DUECOURSE_OPENAI_DAILY_TOKENS or _DAILY_COST."
        what = "The day's budget for the model is spent: the built-in reader and writer do its work."
        yield Line("warn", what, fix, "DC-314")


def model_told(session: Session) -> str:
    """For a measurement: what the model cost, and how many questions came to nothing."""
    query = select(ModelUse.code, func.count()).where(ModelUse.code != "").group_by(ModelUse.code)
    failed = ", ".join(f"{count} × {code}" for code, count in session.exec(query.order_by(ModelUse.code)))
    return f"Model: {spent(session)}." + (f" Questions that came to nothing: {failed}." if failed else "")
