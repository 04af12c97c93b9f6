"""A chat model behind an OpenAI-compatible address.

Servers differ in how they keep a model to a JSON schema. Three ways are tried, strictest first, and the first that
works is kept: `json_schema` (OpenAI and most servers), `json_object` with the schema beside it (llama-cpp-python and
others), and plain text. Whatever the way, the answer is held against the schema here, and repaired at most once.
"""

import json
import threading
from ipaddress import ip_address
from typing import Any, Literal
from urllib.parse import urlsplit

import httpx2
import openai
from openai.types.chat import ChatCompletion

from connectors.json_answers import NotAnAnswer, answer_in
from connectors.ports import ConnectorError, ModelAnswer, Refused, Unavailable

Mode = Literal["json_schema", "json_object", "text"]
MODES: tuple[Mode, ...] = ("json_schema", "json_object", "text")
RETRIES = 2
"""By the client library, for refused connections, 429 and 5xx. Nothing else here tries again."""
UNSUPPORTED = frozenset({400, 415, 422, 500, 501})
"""What servers answer to a way of asking that they do not know."""
MAX_ANSWER = 200_000
Message = dict[str, str]


class OpenAiModel:
    """`mode`: "auto", or one of MODES. `timeout`: seconds for one attempt. Safe to share between threads."""

    def __init__(
        self,
        base_url: str,
        api_key: str,
        model: str,
        mode: str = "auto",
        timeout: float = 60.0,
        http_client: httpx2.Client | None = None,
    ) -> None:
        """Raises Refused("DC-311") for an address outside this machine that is not https, or an unknown mode."""
        check_address(base_url)
        self._ways = MODES if mode == "auto" else tuple(one for one in MODES if one == mode)
        if not self._ways:
            raise Refused("DC-311", f"Unknown mode {mode!r}: use auto, {', '.join(MODES)}.")
        self.name = model
        self._options: dict[str, Any] = {"temperature": 0}
        self._lock = threading.Lock()
        client = http_client or httpx2.Client(timeout=timeout, follow_redirects=False)
        self._client = openai.OpenAI(
            base_url=base_url, api_key=api_key or "none", timeout=timeout, max_retries=RETRIES, http_client=client
        )

    def __repr__(self) -> str:
        return f"OpenAiModel({self.name!r}, {self._client.base_url.host!r})"

    def ask(self, system: str, user: str, schema: dict[str, Any] | None = None) -> ModelAnswer:
        messages = [{"role": "system", "content": system}, {"role": "user", "content": user}]
        if schema is None:
            return self._answer(messages, {})
        for way in self._ways:
            try:
                answer = self._fitting(way, messages, schema, probing=len(self._ways) > 1 and way != "text")
            except _WayUnknown:
                continue
            self._keep(way)
            return answer
        raise Refused("DC-312", "The model's server knows none of the ways to ask for a structured answer.")

    def _keep(self, way: Mode) -> None:
        with self._lock:
            self._ways = (way,)

    def _fitting(self, way: Mode, messages: list[Message], schema: dict[str, Any], *, probing: bool) -> ModelAnswer:
        """An answer that fits the schema, at the second attempt if need be."""
        asked = messages if way == "json_schema" else with_schema(messages, schema)
        settings = response_format(way, schema)
        answer = self._answer(asked, settings, probing=probing)
        try:
            return with_data(answer, answer_in(answer.text, schema))
        except NotAnAnswer as first:
            again = self._answer([*asked, *repair(answer.text, first)], settings)
        try:
            return with_data(again, answer_in(again.text, schema), earlier=answer)
        except NotAnAnswer as second:
            raise Refused("DC-312", f"The model's answer does not fit: {second}.") from None

    def _answer(self, messages: list[Message], settings: dict[str, Any], *, probing: bool = False) -> ModelAnswer:
        try:
            return self._once(messages, settings, probing)
        except openai.BadRequestError as error:
            if "temperature" not in self._options or "temperature" not in str(error.body):
                raise trouble(error, probing) from None
            with self._lock:
                self._options = {}
        except (openai.OpenAIError, ValueError) as error:
            raise trouble(error, probing) from None
        try:
            return self._once(messages, settings, probing)
        except (openai.OpenAIError, ValueError) as error:
            raise trouble(error, probing) from None

    def _once(self, messages: list[Message], settings: dict[str, Any], probing: bool) -> ModelAnswer:
        client = self._client.with_options(max_retries=0) if probing else self._client
        body: Any = {"model": self.name, "messages": messages, **self._options, **settings}
        completion = client.chat.completions.create(**body)
        return model_answer(completion, self.name)


class _WayUnknown(Exception):
    """The server does not know this way of asking for a structured answer."""


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


def response_format(way: Mode, schema: dict[str, Any]) -> dict[str, Any]:
    if way == "json_schema":
        named = {"name": "answer", "strict": True, "schema": schema}
        return {"response_format": {"type": "json_schema", "json_schema": named}}
    return {"response_format": {"type": "json_object", "schema": schema}} if way == "json_object" else {}


def with_schema(messages: list[Message], schema: dict[str, Any]) -> list[Message]:
    """For servers that do not enforce the schema: the model is told it in words."""
    system = f"{messages[0]['content']}\n\nThe JSON object must fit this JSON schema:\n{json.dumps(schema)}"
    return [{"role": "system", "content": system}, *messages[1:]]


def repair(text: str, problem: NotAnAnswer) -> list[Message]:
    again = f"That does not fit: {problem}. Answer again with the JSON object alone."
    return [{"role": "assistant", "content": text[:4000]}, {"role": "user", "content": again}]


def model_answer(completion: object, model: str) -> ModelAnswer:
    """Raises Refused("DC-312") for anything but an answer in words."""
    if not isinstance(completion, ChatCompletion) or not completion.choices:
        raise Refused("DC-312", "The model's server did not answer as such servers do.")
    message = completion.choices[0].message
    if message is None or message.refusal or message.content is None:
        raise Refused("DC-312", "The model declined to answer.")
    if len(message.content) > MAX_ANSWER:
        raise Refused("DC-312", "The model's answer is far too long.")
    usage = completion.usage
    spent = (usage.prompt_tokens, usage.completion_tokens) if usage else (0, 0)
    return ModelAnswer(message.content, {}, completion.model or model, *spent)


def with_data(answer: ModelAnswer, data: dict[str, Any], earlier: ModelAnswer | None = None) -> ModelAnswer:
    """The answer with its object; tokens of an earlier attempt are added."""
    spent = (answer.input_tokens, answer.output_tokens)
    if earlier:
        spent = (spent[0] + earlier.input_tokens, spent[1] + earlier.output_tokens)
    return ModelAnswer(answer.text, data, answer.model, *spent, repaired=earlier is not None)


def trouble(error: Exception, probing: bool) -> Exception:
    """Ours for theirs. Nothing of the server's own words is repeated: they may hold the key or the mail."""
    status = error.status_code if isinstance(error, openai.APIStatusError) else None
    if probing and status in UNSUPPORTED:
        return _WayUnknown()
    if isinstance(error, openai.APITimeoutError):
        return Unavailable("DC-310", "The model did not answer in time.")
    if isinstance(error, openai.APIConnectionError):
        return Unavailable("DC-310", "The model's server cannot be reached.")
    if status is None:
        return Refused("DC-312", "The model's server did not answer as such servers do.")
    return status_trouble(status)


def status_trouble(status: int) -> ConnectorError:
    if status in (408, 409, 429) or status >= 500:
        return Unavailable("DC-310", f"The model's server is busy or broken (status {status}).")
    if status in (401, 403):
        return Refused("DC-312", f"The model's server does not accept the key (status {status}).")
    if status == 404:
        return Refused("DC-312", "The model's server does not know this model or address (status 404).")
    return Refused("DC-312", f"The model's server refused the question (status {status}).")
