"""A chat model behind an OpenAI-compatible address.

Servers differ in how they keep a model to a JSON schema. Three ways are tried, strictest first, and the first that
works is kept: `json_schema` (OpenAI and most servers), `json_object` with the schema beside it (llama-cpp-python and
others), and plain text. Whatever the way, the answer is held against the schema here, and repaired at most once.

A question ends in time whatever the server does, and a server in trouble is left alone for a while. What each answer
cost is told to the meter, which also says beforehand whether another question may be asked.
"""

import threading
import time
from collections.abc import Callable
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

import httpx2
import openai

from connectors.json_answers import NotAnAnswer, answer_in
from connectors.llm_answers import (
    MODES,
    Message,
    Mode,
    WayUnknown,
    model_answer,
    repair,
    response_format,
    tokens_of,
    trouble,
    with_data,
    with_schema,
)
from connectors.llm_costs import Bill, Meter, Unmetered
from connectors.llm_http import CONNECT_SECONDS, TooLong, Watch, guarded
from connectors.llm_rest import Broken, Busy, Rest
from connectors.ports import ConnectorError, ModelAnswer, Refused

ATTEMPTS = 3
"""At a server that says it is busy, as long as the time allows."""
FIRST_WAIT = 0.5
ANSWER_TOKENS, THINKING = 2_000, 4
"""A model that takes its limit under the newer name may think aloud before it answers: it gets so many times more."""


class OpenAiModel:
    """`mode`: "auto", or one of MODES. `timeout`: seconds for one question with its repair and every new attempt. Safe to
    share between threads, and to be shared: the rest of a server in trouble is known to those who share it."""

    def __init__(
        self,
        base_url: str,
        api_key: str,
        model: str,
        mode: str = "auto",
        timeout: float = 60.0,
        http_client: httpx2.Client | None = None,
        meter: Meter | None = None,
    ) -> None:
        """Raises Refused("DC-311") for an address outside this machine that is not https, or an unknown mode."""
        check_address(base_url)
        self._ways = MODES if mode == "auto" else tuple(one for one in MODES if one == mode)
        if not self._ways:
            raise Refused("DC-311", f"Unknown mode {mode!r}: use auto, {', '.join(MODES)}.")
        self.name = model
        self._meter = meter or Unmetered()
        self._timeout = timeout
        self._options: dict[str, Any] = {"temperature": 0, "max_tokens": ANSWER_TOKENS}
        self._lock = threading.Lock()
        self._rest = Rest()
        self._client = openai.OpenAI(
            base_url=base_url, api_key=api_key or "none", max_retries=0, http_client=guarded(http_client)
        )

    def __repr__(self) -> str:
        return f"OpenAiModel({self.name!r}, {self._client.base_url.host!r})"

    @property
    def ways(self) -> tuple[Mode, ...]:
        """The ways of asking for a structured answer that are left: one, once an answer came."""
        return self._ways

    def ask(self, system: str, user: str, schema: dict[str, Any] | None = None) -> ModelAnswer:
        messages = [{"role": "system", "content": system}, {"role": "user", "content": user}]
        seconds = min(self._timeout, self._meter.may(tokens_of(messages)))
        ends = time.monotonic() + seconds
        with self._rest.turn(seconds):
            return self._words(messages, ends) if schema is None else self._structured(messages, schema, ends)

    def _words(self, messages: list[Message], ends: float) -> ModelAnswer:
        answer, cut = self._answer(messages, {}, ends)
        if cut:
            raise self._unfit("The model's answer was cut off at the length that it may have.")
        return answer

    def _structured(self, messages: list[Message], schema: dict[str, Any], ends: float) -> ModelAnswer:
        for way in self._ways:
            try:
                answer = self._fitting(way, messages, schema, ends)
            except WayUnknown:
                continue
            with self._lock:
                self._ways = (way,)
            return answer
        raise Refused("DC-312", "The model's server knows none of the ways to ask for a structured answer.")

    def _fitting(self, way: Mode, messages: list[Message], schema: dict[str, Any], ends: float) -> ModelAnswer:
        """An answer that fits the schema, at the second attempt if need be."""
        asked = messages if way == "json_schema" else with_schema(messages, schema)
        settings = response_format(way, schema)
        answer, _ = self._answer(asked, settings, ends, probing=len(self._ways) > 1 and way != "text")
        try:
            return with_data(answer, answer_in(answer.text, schema))
        except NotAnAnswer as first:
            again, _ = self._answer([*asked, *repair(answer.text, first)], settings, ends)
        try:
            return with_data(again, answer_in(again.text, schema), earlier=answer)
        except NotAnAnswer as second:
            raise self._unfit(f"The model's answer does not fit: {second}.") from None

    def _unfit(self, why: str) -> Refused:
        """An answer that was paid for and cannot be used."""
        self._meter.spent(self.name, (0, 0), 0.0, estimated=False, code="DC-312")
        return Refused("DC-312", why)

    def _answer(
        self, messages: list[Message], settings: dict[str, Any], ends: float, *, probing: bool = False
    ) -> tuple[ModelAnswer, bool]:
        """The answer, and whether it was cut off. Asks again where the server takes an option not, or is busy."""
        attempt, adapted = 1, 0
        while True:
            try:
                return self._once(messages, settings, ends, probing)
            except openai.BadRequestError as error:
                adapted += 1
                if adapted > len(self._options) or not self._adapt(error):
                    raise trouble(error, probing) from None
            except Broken:
                raise
            except Busy as busy:
                wait = busy.again or FIRST_WAIT * 2 ** (attempt - 1)
                if attempt == ATTEMPTS or time.monotonic() + wait >= ends:
                    raise
                time.sleep(wait)
                attempt += 1

    def _adapt(self, error: openai.BadRequestError) -> bool:
        """Leave out or rename the option that the server says it does not take. False: it named none of ours."""
        said = str(error.body)
        with self._lock:
            if "max_tokens" in said and "max_tokens" in self._options:
                del self._options["max_tokens"]
                self._options["max_completion_tokens"] = ANSWER_TOKENS * THINKING
            elif "temperature" in said and "temperature" in self._options:
                del self._options["temperature"]
            else:
                return False
            return True

    def _once(
        self, messages: list[Message], settings: dict[str, Any], ends: float, probing: bool
    ) -> tuple[ModelAnswer, bool]:
        """One question over the wire, counted whatever becomes of it."""
        guess = tokens_of(messages, settings)
        began = time.monotonic()
        seconds = min(ends - began, self._meter.may(guess))
        if seconds <= 0:
            raise Busy("The model did not answer in time.")
        bill = Bill(self.name, guess)
        try:
            completion = self._completion({"messages": messages, **self._options, **settings}, seconds, probing)
            bill.of(completion)
            return model_answer(completion, self.name)
        except ConnectorError as error:
            bill.failed(error)
            raise
        finally:
            bill.pay(self._meter, time.monotonic() - began)

    def _completion(self, body: dict[str, Any], seconds: float, probing: bool) -> object:
        create: Callable[..., object] = self._client.chat.completions.create
        limits = httpx2.Timeout(seconds, connect=min(seconds, CONNECT_SECONDS))
        with Watch(seconds) as watch:
            try:
                return create(model=self.name, timeout=limits, **body)
            except openai.BadRequestError:
                raise
            except TooLong:
                raise Refused("DC-312", "The model's answer is far too long.") from None
            except (openai.OpenAIError, ValueError, RecursionError) as error:
                if watch.over:
                    raise Broken("The model did not answer in time.") from None
                raise trouble(error, probing) from None


def check_address(base_url: str) -> None:
    """Mails go to this address: it must be encrypted, or on this machine."""
    parts = urlsplit(base_url)
    if parts.scheme == "https" and parts.hostname:
        return
    if parts.scheme == "http" and on_this_machine(parts.hostname or ""):
        return
    raise Refused("DC-311", "The model's address must begin with https:// unless it is on this machine.")


def on_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
