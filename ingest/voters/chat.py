"""Asks a language model behind an OpenAI-compatible address: a cache, a budget, a deadline, and a few tries."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from ...graph.errors import ComityError
from ...graph.local.records import write_private

TRIES = 3
OK = 200
PASSING = frozenset({408, 409, 425, 429, 500, 502, 503, 504})  # statuses that may be others another time
LONGEST_ANSWER = 1_000_000  # bytes


class NoAnswer(ComityError):
    """The model gave no answer that can be used; the reason is for the list of what was refused."""

    exit_code = 3


@dataclass(frozen=True, slots=True)
class Address:
    """Where the model is, which one, and what it may cost. `key_file` is empty where it asks for none."""

    url: str  # as in http://localhost:11434/v1
    model: str
    key_file: str = ""
    seconds: float = 60.0
    tokens: int = 200_000  # for one run
    pause: float = 1.0  # seconds before the second try; twice as many before the next

    @property
    def headers(self) -> dict[str, str]:
        """With the key, read each time it is needed."""
        key = Path(self.key_file).read_text("utf-8").strip() if self.key_file else ""
        return {"Authorization": f"Bearer {key}"} if key else {}


@dataclass(slots=True)
class Chat:
    """One run's conversation with a model: answers are kept by what was asked, in files that can be deleted."""

    address: Address
    cache: Path
    spent: int = field(default=0)  # tokens

    def ask(self, system: str, text: str, schema: Mapping[str, Any]) -> str:
        """The text of the model's answer. Raises NoAnswer."""
        body = self._body(system, text, schema)
        kept = self.cache / f"{hashlib.sha256(json.dumps([self.address.url, body]).encode()).hexdigest()}.txt"
        if kept.is_file():
            return kept.read_text("utf-8")
        if self.spent >= self.address.tokens:
            raise NoAnswer(f"the model was not asked: the {self.address.tokens} tokens of COMITY_LLM_TOKENS are spent")
        answer = self._content(self._post(body))
        write_private(kept, answer)
        return answer

    def _body(self, system: str, text: str, schema: Mapping[str, Any]) -> dict[str, Any]:
        shape = {"name": "statements", "strict": True, "schema": schema}
        return {
            "model": self.address.model,
            "temperature": 0,
            "messages": [{"role": "system", "content": system}, {"role": "user", "content": text}],
            "response_format": {"type": "json_schema", "json_schema": shape},
        }

    def _post(self, body: Mapping[str, Any]) -> bytes:
        """The bytes of an answer, after so many tries. Raises NoAnswer."""
        reason = ""
        for number in range(TRIES):
            if number:
                time.sleep(self.address.pause * 2 ** (number - 1))
            try:
                status, made = self._once(body)
            except (httpx.HTTPError, OSError) as error:
                reason = f"the model did not answer ({type(error).__name__})"
                continue
            if status == OK:
                return made
            reason = f"the model's server answered with status {status}"
            if status not in PASSING:
                break
        raise NoAnswer(reason)

    def _once(self, body: Mapping[str, Any]) -> tuple[int, bytes]:
        """Status and bytes; an answer may neither last longer nor be longer than it may. Raises httpx.HTTPError."""
        address, end = self.address, time.monotonic() + self.address.seconds
        url = f"{address.url.rstrip('/')}/chat/completions"
        made = bytearray()
        with httpx.stream("POST", url, json=body, headers=address.headers, timeout=address.seconds) as response:
            for part in response.iter_bytes():
                made += part
                if len(made) > LONGEST_ANSWER or time.monotonic() > end:
                    raise httpx.ReadTimeout("too long")
        return response.status_code, bytes(made)

    def _content(self, answer: bytes) -> str:
        try:
            made = json.loads(answer)
            content: object = made["choices"][0]["message"]["content"]
            self.spent += _tokens(made, len(answer) // 4)
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
            raise NoAnswer("the model's server answered in another form than the protocol's") from None
        if not isinstance(content, str):
            raise NoAnswer("the model refused to answer")
        return content


def _tokens(made: dict[str, Any], usual: int) -> int:
    """What an answer says that it cost; by its length where it does not say."""
    used: dict[str, Any] = made.get("usage") or {}
    total: object = used.get("total_tokens")
    return total if isinstance(total, int) and total > 0 else usual
