"""What goes to an OpenAI-compatible server and what comes back: ways of asking, answers, troubles."""

import json
import re
from typing import Any, Literal

import httpx2
import openai
from openai.types.chat import ChatCompletion, ChatCompletionMessage
from openai.types.chat.chat_completion import Choice

from connectors.json_answers import NotAnAnswer
from connectors.llm_rest import Broken, Busy
from connectors.ports import ConnectorError, ModelAnswer, Refused

Mode = Literal["json_schema", "json_object", "text"]
MODES: tuple[Mode, ...] = ("json_schema", "json_object", "text")
UNSUPPORTED = frozenset({400, 415, 422, 500, 501})
"""What servers answer to a way of asking that they do not know."""
MAX_ANSWER, MOST_NAME, MOST_TOKENS = 200_000, 200, 10_000_000
BYTES_A_TOKEN = 3
"""For what a server does not count: rather too many tokens than too few."""
Message = dict[str, str]


class WayUnknown(Exception):
    """The server does not know this way of asking for a structured answer."""


def response_format(way: Mode, schema: dict[str, Any]) -> dict[str, Any]:
    if way == "json_schema":
        named = {"name": "answer", "strict": True, "schema": schema}
        return {"response_format": {"type": "json_schema", "json_schema": named}}
    return {"response_format": {"type": "json_object", "schema": schema}} if way == "json_object" else {}


def with_schema(messages: list[Message], schema: dict[str, Any]) -> list[Message]:
    """For servers that do not enforce the schema: the model is told it in words."""
    system = f"{messages[0]['content']}\n\nThe JSON object must fit this JSON schema:\n{json.dumps(schema)}"
    return [{"role": "system", "content": system}, *messages[1:]]


def tokens_of(messages: list[Message], settings: dict[str, Any] | None = None) -> int:
    """About how many tokens these are."""
    return len(json.dumps([messages, settings or {}], ensure_ascii=False).encode(errors="replace")) // BYTES_A_TOKEN


def repair(text: str, problem: NotAnAnswer) -> list[Message]:
    again = f"That does not fit: {problem}. Answer again with the JSON object alone."
    return [{"role": "assistant", "content": text[:4000]}, {"role": "user", "content": again}]


def model_answer(completion: object, model: str) -> tuple[ModelAnswer, bool]:
    """And whether it was cut off. Raises Refused("DC-312") for anything but an answer in words."""
    choice = first_choice(completion)
    message = choice.message
    declined = message.refusal or choice.finish_reason == "content_filter"
    if declined or not isinstance(message.content, str):
        raise Refused("DC-312", "The model declined to answer.")
    if len(message.content) > MAX_ANSWER:
        raise Refused("DC-312", "The model's answer is far too long.")
    words = THOUGHTS.sub("", message.content)
    named = getattr(completion, "model", None)
    named = named if isinstance(named, str) else ""
    return ModelAnswer(words, {}, named[:MOST_NAME] or model, *counted(completion)), choice.finish_reason == "length"


def first_choice(completion: object) -> Choice:
    """The client library takes any JSON for an answer. Raises Refused("DC-312") for what is none."""
    choices: Any = completion.choices if isinstance(completion, ChatCompletion) else None
    first = choices[0] if isinstance(choices, list) and choices else None
    if not isinstance(first, Choice) or not isinstance(first.message, ChatCompletionMessage):
        raise Refused("DC-312", "The model's server did not answer as such servers do.")
    return first


def counted(completion: object) -> tuple[int, int]:
    """Tokens in and out as the server counts them; 0 for what is no sensible number."""
    usage = getattr(completion, "usage", None)
    said = [getattr(usage, name, 0) for name in ("prompt_tokens", "completion_tokens")]
    given, answered = (one if isinstance(one, int) and 0 < one < MOST_TOKENS else 0 for one in said)
    return given, answered


THOUGHTS = re.compile(r"\A\s*<think>.*?(?:</think>|\Z)", re.DOTALL)
"""What some models write to themselves before they answer."""


def with_data(answer: ModelAnswer, data: dict[str, Any], earlier: ModelAnswer | None = None) -> ModelAnswer:
    """The answer with its object; tokens of an earlier attempt are added."""
    spent = (answer.input_tokens, answer.output_tokens)
    if earlier:
        spent = (spent[0] + earlier.input_tokens, spent[1] + earlier.output_tokens)
    return ModelAnswer(answer.text, data, answer.model, *spent, repaired=earlier is not None)


def trouble(error: Exception, probing: bool) -> Exception:
    """Ours for theirs. Nothing of the server's own words is repeated: they may hold the key or the mail."""
    if isinstance(error, openai.APIStatusError):
        status = error.status_code
        return WayUnknown() if probing and status in UNSUPPORTED else status_trouble(status, error.response)
    if isinstance(error, openai.APITimeoutError):
        return Broken("The model did not answer in time.")
    if isinstance(error.__cause__, httpx2.ConnectError):
        return Busy("The model's server cannot be reached.")
    if isinstance(error, openai.APIConnectionError):
        return Broken("The model's server broke the connection.")
    return Refused("DC-312", "The model's server did not answer as such servers do.")


def status_trouble(status: int, response: httpx2.Response) -> ConnectorError:
    if status in (408, 409, 429) or status >= 500:
        return Busy(f"The model's server is busy or broken (status {status}).", retry_after(response))
    if status in (401, 403):
        return Refused("DC-312", f"The model's server does not accept the key (status {status}).")
    if status == 404:
        return Refused("DC-312", "The model's server does not know this model or address (status 404).")
    return Refused("DC-312", f"The model's server refused the question (status {status}).")


def retry_after(response: httpx2.Response) -> float:
    """Seconds after which the server wants to be asked again, as far as it says so."""
    for name, unit in (("retry-after-ms", 1000.0), ("retry-after", 1.0)):
        try:
            return max(0.0, float(response.headers[name]) / unit)
        except (KeyError, ValueError):
            continue
    return 0.0
