import threading
import time
from collections.abc import Iterator

import pytest

from agent.mail.isolation import Child, Parser, parse_limited
from agent.mail.limits import Unparsable
from agent.mail.parse import parse
from tests.agent.mail.letters import message, plain


@pytest.fixture(scope="module")
def parser() -> Iterator[Parser]:
    with Parser(2) as one:
        yield one


def test_a_child_gives_the_same_view(parser: Parser) -> None:
    for raw in (plain(), message("a", "<p>b</p>").as_bytes(), b"", b"\xff\x00"):
        assert parser.parse(raw) == parse(raw)


def test_a_refusal_comes_through_with_its_sentence(parser: Parser) -> None:
    with pytest.raises(Unparsable) as caught:
        parser.parse(b"A: b\r\n" * 1001 + b"\r\n")
    assert caught.value.code == "too_many_fields"
    assert parser.parse(plain()).subject == "Invoice"


def test_many_threads_share_the_children(parser: Parser) -> None:
    seen: list[str] = []

    def work(number: int) -> None:
        seen.append(parser.parse(plain(Subject=f"Invoice {number}")).subject)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(seen) == sorted(f"Invoice {number}" for number in range(20))


def test_a_mail_costs_little_once_the_child_runs(parser: Parser) -> None:
    parser.parse(plain())
    started = time.perf_counter()
    for _ in range(30):
        parser.parse(plain())
    assert (time.perf_counter() - started) / 30 < 0.1


def test_a_dead_child_is_replaced() -> None:
    with Parser() as one:
        one.parse(plain())
        child = one._children.get()
        assert isinstance(child, Child)
        child._process.kill()
        child._process.wait()
        one._children.put(child)
        assert one.parse(plain()).subject == "Invoice"


def test_a_late_child_is_ended_and_the_next_mail_is_read() -> None:
    with Parser(seconds=5) as one:
        one.parse(plain())
        child = one._children.get()
        assert isinstance(child, Child)
        child._seconds = 0.001
        one._children.put(child)
        with pytest.raises(Unparsable) as caught:
            one.parse(message(html="<p>x</p>" * 40_000).as_bytes())
        assert caught.value.code == "parser_timeout"
        assert one.parse(plain()).subject == "Invoice"


def test_too_little_memory_is_a_refusal_not_a_crash() -> None:
    raw = plain("word " * 4_000_000)
    with pytest.raises(Unparsable) as caught:
        parse_limited(raw, memory=150 * 1024 * 1024)
    assert caught.value.code in ("out_of_memory", "parser_died", "unreadable")


def test_a_closed_parser_refuses() -> None:
    one = Parser()
    one.close()
    with pytest.raises(RuntimeError):
        one.parse(plain())


def test_a_child_knows_nothing_of_our_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUECOURSE_SECRET", "canary")
    with Parser() as one:
        one.parse(plain())
        child = one._children.get()
        assert isinstance(child, Child)
        one._children.put(child)
        with open(f"/proc/{child._process.pid}/environ", "rb") as environment:
            assert b"canary" not in environment.read()
