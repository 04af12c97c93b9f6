"""One address, two spellings."""

import pytest
from psycopg.conninfo import conninfo_to_dict
from sqlalchemy import create_engine, text

from agent.records.database import make_engine, sqlalchemy_url
from duecourse.postgres import NotADatabaseAddress, for_libpq, with_database

ADDRESSES = [
    "postgresql://ana:secret@db.example.test:5433/duecourse",
    "postgres://ana@db.example.test/duecourse",
    "postgresql://postgres@/duecourse?host=/run/x&port=5432",
    "postgresql:///duecourse?host=%2Frun%2Fa%20b%2Bc",
    "postgresql://ana:p%40ss%2Fw%C3%B6rd%3F@%2Frun%2Fpostgresql/duecourse",
    "postgresql://ana@[::1]:5432/duecourse?sslmode=require",
    "postgresql://a:1,b:2/duecourse?target_session_attrs=read-write",
    "postgresql://ana@db/duecourse?options=-c%20statement_timeout%3D5s&application_name=due%2Bcourse",
    "postgresql://",
]


@pytest.mark.parametrize("url", ADDRESSES)
def test_an_address_means_the_same_in_both_spellings(url: str) -> None:
    theirs = sqlalchemy_url(url).render_as_string(hide_password=False)
    assert theirs.startswith("postgresql+psycopg://")
    assert conninfo_to_dict(for_libpq(theirs)) == conninfo_to_dict(url)
    assert for_libpq(for_libpq(url)) == for_libpq(url)


@pytest.mark.parametrize("url", ADDRESSES)
def test_sqlalchemy_hands_the_driver_what_the_address_says(url: str) -> None:
    address = sqlalchemy_url(url)
    _, handed = create_engine(address).dialect.create_connect_args(address)
    handed = {name: value for name, value in handed.items() if name != "context" and value != ""}
    assert handed == conninfo_to_dict(url)


def test_the_options_of_an_address_hold_in_every_session(postgres_url: str) -> None:
    mark = "&" if "?" in postgres_url else "?"
    engine = make_engine(f"{postgres_url}{mark}options=-c%20statement_timeout%3D5s")
    with engine.connect() as connection:
        found = connection.execute(text("SELECT current_setting('statement_timeout'), current_setting('timezone')"))
        assert tuple(found.one()) == ("5s", "UTC")
        name = connection.execute(text("SELECT current_database()")).scalar_one()
    engine.dispose()
    assert name == conninfo_to_dict(postgres_url)["dbname"]


@pytest.mark.parametrize("url", ADDRESSES)
def test_another_database_of_the_same_server_differs_in_nothing_else(url: str) -> None:
    assert conninfo_to_dict(with_database(url, "other")) == {**conninfo_to_dict(url), "dbname": "other"}


@pytest.mark.parametrize("url", ["", "mysql://ana:hunter2@db/x", "duecourse.db", "host=db password=hunter2"])
def test_what_is_no_address_is_refused_without_repeating_its_password(url: str) -> None:
    with pytest.raises(NotADatabaseAddress, match="DATABASE_URL") as refusal:
        for_libpq(url)
    assert "hunter2" not in str(refusal.value)
    assert refusal.value.code == "DC-101"
