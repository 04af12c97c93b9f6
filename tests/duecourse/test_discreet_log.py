"""What an error says never reaches the log: it may hold a mail's words, an address, or what a server said."""

import logging
import sys

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from agent.records.database import make_engine
from duecourse.roles import Discreet

SUBJECT, SERVER = "dispute-of-zebrafish", "no mailbox for jo@harrowpike.example"


def record(database_url: str) -> logging.LogRecord:
    """A row that the database refuses, while another error is being handled."""
    engine = make_engine(database_url)
    try:
        raise ValueError(SERVER)
    except ValueError:
        try:
            with engine.connect() as connection:
                connection.execute(text("SELECT CAST(:subject AS integer)"), {"subject": SUBJECT})
        except DBAPIError:
            return logging.LogRecord("x", logging.ERROR, __file__, 1, "mail %s", ("17",), sys.exc_info())
        finally:
            engine.dispose()
    raise AssertionError("the database took it")


def test_a_traceback_says_where_and_of_which_kind_and_no_more(database_url: str) -> None:
    said = Discreet("%(message)s").format(record(database_url))
    assert said.startswith("mail 17") and "sqlalchemy.exc.DataError" in said and "test_discreet_log.py" in said
    assert SUBJECT not in said and SERVER not in said


def test_without_that_the_usual_words_would_hold_both(database_url: str) -> None:
    said = logging.Formatter("%(message)s").format(record(database_url))
    assert SUBJECT in said and SERVER in said


def test_the_parameters_of_a_statement_are_in_no_error(database_url: str) -> None:
    trouble = record(database_url).exc_info
    assert trouble and "parameters" in str(trouble[1]) and f"'subject': '{SUBJECT}'" not in str(trouble[1])
