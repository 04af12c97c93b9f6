"""The limited process that parses mails: `python -m agent.mail.child MEMORY SECONDS`.

Reads, again and again, eight bytes of length and a raw mail from standard input; writes eight bytes of length and
JSON to standard output: {"view": {…}} or {"unparsable": [code, sentence]}. It holds no secret and writes no file.
"""

import json
import os
import resource
import sys
from typing import BinaryIO

from agent.mail.language import language_of
from agent.mail.limits import Unparsable
from agent.mail.parse import parse

LENGTH = 8


def main(memory: int, seconds: int) -> None:
    source = sys.stdin.buffer
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    language_of("The model is loaded once, before the memory is limited.")
    _limit(resource.RLIMIT_AS, memory)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_CORE, 0)
    while (raw := _read(source)) is not None:
        _allow(seconds)
        answer = _answer(raw)
        answers.write(len(answer).to_bytes(LENGTH, "big") + answer)
        answers.flush()


def _answer(raw: bytes) -> bytes:
    try:
        return b'{"view":' + parse(raw).model_dump_json().encode("utf-8") + b"}"
    except Unparsable as trouble:
        return json.dumps({"unparsable": [trouble.code, trouble.sentence]}).encode()
    except MemoryError:
        return json.dumps(
            {"unparsable": ["out_of_memory", "Reading the mail takes more memory than is allowed."]}
        ).encode()
    except Exception as trouble:  # noqa: BLE001 - here a job ends: the mail is put aside with the name of the trouble
        return json.dumps(
            {"unparsable": ["unreadable", f"The mail could not be read ({type(trouble).__name__})."]}
        ).encode()


def _read(source: BinaryIO) -> bytes | None:
    head = source.read(LENGTH)
    if len(head) < LENGTH:
        return None
    size = int.from_bytes(head, "big")
    raw = source.read(size)
    return raw if len(raw) == size else None


def _limit(what: int, value: int) -> None:
    _, hard = resource.getrlimit(what)
    resource.setrlimit(what, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))


def _allow(seconds: int) -> None:
    """Processor time for one more mail: the limit counts from the start of the process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _limit(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + 1 + seconds)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
