"""Settings: unknown names are refused, values stay out of what is said."""

import os

import pytest

from duecourse.errors import Misconfigured
from duecourse.settings import load


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [one for one in os.environ if one.startswith(("DUECOURSE_", "OPENAI_", "DATABASE_URL"))]:
        monkeypatch.delenv(name)


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("DUECOURSE_PROT", "Did you mean DUECOURSE_PORT?"),
        ("DUECOURSE_DATABASE_URL", "Did you mean DATABASE_URL?"),
        ("DUECOURSE_OPENAI_MODLE", "Did you mean DUECOURSE_OPENAI_MODEL?"),
        ("DUECOURSE_QX", "Known: DUECOURSE_BASE_URL, "),
    ],
)
def test_an_unknown_name_is_refused_with_a_suggestion(monkeypatch: pytest.MonkeyPatch, name: str, hint: str) -> None:
    monkeypatch.setenv(name, "s3cret")
    with pytest.raises(Misconfigured) as refused:
        load()
    assert refused.value.code == "DC-110"
    assert name in str(refused.value) and hint in str(refused.value) and "s3cret" not in str(refused.value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DUECOURSE_PORT", "s3cret"),
        ("DUECOURSE_PORT", "70000"),
        ("DUECOURSE_WORKERS", "0"),
        ("DUECOURSE_READER", "s3cret"),
        ("DUECOURSE_BASE_URL", "inbox.firm.example"),
        ("DUECOURSE_TRUSTED_PROXIES", "proxy.firm.example"),
        ("DUECOURSE_OPENAI_FORMAT", "s3cret"),
        ("DUECOURSE_OPENAI_MAIL_SECONDS", "110"),
        ("DUECOURSE_OPENAI_CURRENCY", "euros"),
        ("DUECOURSE_OPENAI_DAILY_COST", "-7"),
    ],
)
def test_a_wrong_value_is_named_and_not_repeated(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(Misconfigured) as refused:
        load()
    assert refused.value.code == "DC-110"
    assert name in str(refused.value) and value not in str(refused.value)


@pytest.mark.parametrize("name", ["DUECOURSE_OPENAI_DAILY_COST", "DUECOURSE_OPENAI_PRICE_INPUT"])
def test_a_cost_is_known_only_with_both_prices(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "12.34")
    with pytest.raises(Misconfigured) as refused:
        load()
    assert refused.value.code == "DC-110"
    assert "DUECOURSE_OPENAI_PRICE_INPUT" in str(refused.value) and "12.34" not in str(refused.value)


def test_secrets_are_hidden_however_settings_are_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://ana:s3cret@db.example/duecourse")
    monkeypatch.setenv("OPENAI_API_KEY", "sk-s3cret")
    settings = load()
    assert "s3cret" not in f"{settings} {settings!r} {settings.model_dump()}"


@pytest.mark.parametrize(
    ("environment", "address"),
    [
        ({}, "http://localhost:8765"),
        ({"DUECOURSE_HOST": "::1", "DUECOURSE_PORT": "9000"}, "http://localhost:9000"),
        ({"DUECOURSE_HOST": "0.0.0.0"}, "http://localhost:8765"),
        ({"DUECOURSE_HOST": "fd00::5"}, "http://[fd00::5]:8765"),
        ({"DUECOURSE_HOST": "10.0.0.5"}, "http://10.0.0.5:8765"),
        ({"DUECOURSE_BASE_URL": "https://inbox.firm.example/"}, "https://inbox.firm.example"),
    ],
)
def test_the_address_that_people_type(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], address: str
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert load().address == address


@pytest.mark.parametrize("name", ["DUECOURSE_DATA", "DUECOURSE_POLICY", "DUECOURSE_LEDGER_PATH", "DUECOURSE_PORT"])
def test_an_empty_setting_counts_as_not_set(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    expected = load()
    monkeypatch.setenv(name, "")
    assert load() == expected


def test_an_empty_database_address_does_not_mean_another_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "")
    with pytest.raises(Misconfigured, match="unset it for the embedded database") as refused:
        load()
    assert refused.value.code == "DC-101"


def test_names_that_others_read_are_no_trouble(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DUECOURSE_MAILBOX_PASSWORD", "DUECOURSE_TEST_DATABASE_URL", "DUECOURSE_REQUIRE_PARTS"):
        monkeypatch.setenv(name, "1")
    assert load().port == 8765


def test_settings_cannot_be_changed_afterwards() -> None:
    with pytest.raises(ValueError, match="frozen"):
        load().__setattr__("port", 1)
