"""A language model against a small real server of the protocol: what it says is quoted, fits, and waits."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from comity.graph.door import admit
from comity.graph.fuse import SURE
from comity.graph.ledger import Ledger
from comity.graph.model import Link, Span
from comity.ingest.extraction import read_report
from comity.ingest.extraction.statements import METHOD, statements
from comity.ingest.pipeline import ingest
from comity.ingest.reading.files import find_files
from comity.ingest.voters.chat import Address, Chat
from comity.ingest.voters.llm import CHUNK, LanguageModelVoter, parts

from ..samples import document

TEXT = "The third Canada-Japan Forum was held in Vienna on 2 May 2024. Anna Berg works at the Zenda Institute."
ITEM: dict[str, Any] = {
    "subject": "Zenda Institute",
    "subject_class": "Institution",
    "property": "located_in",
    "value": "Vienna",
    "value_class": "Place",
    "quote": TEXT,
    "confidence": 0.99,
}
Answer = Callable[[dict[str, Any]], tuple[int, bytes]]


def said(content: object, tokens: int = 10) -> tuple[int, bytes]:
    message = {"role": "assistant", "content": content}
    return 200, json.dumps({"choices": [{"message": message}], "usage": {"total_tokens": tokens}}).encode()


def proposing(*items: object) -> tuple[int, bytes]:
    return said(json.dumps({"statements": items}))


@dataclass
class Model:
    """A server of the protocol, with the answers that it gives in turn, the last again and again."""

    url: str = ""
    answers: list[Answer] = field(default_factory=list[Answer])
    asked: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])

    def answer(self, path: str, body: dict[str, Any]) -> tuple[int, bytes]:
        assert path == "/v1/chat/completions"
        self.asked.append(body)
        return self.answers[min(len(self.asked), len(self.answers)) - 1](body)


@pytest.fixture
def model() -> Iterator[Model]:
    made = Model()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            status, answer = made.answer(self.path, body)
            self.send_response(status)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    made.url = f"http://127.0.0.1:{server.server_port}/v1"
    yield made
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def voter(model: Model, tmp_path: Path) -> LanguageModelVoter:
    return LanguageModelVoter(Chat(Address(model.url, "small", seconds=20, pause=0), tmp_path / "answers"))


def reasons(voter: LanguageModelVoter, text: str = TEXT) -> list[str]:
    made = document(text, "2024-05-03")
    return [reason for reason, _ in voter.vote(made, read_report(made)).refused]


def test_a_proposal_is_a_statement_of_the_models_that_waits(model: Model, voter: LanguageModelVoter) -> None:
    model.answers = [lambda _: proposing(ITEM)]
    made = document(TEXT, "2024-05-03")
    said = statements(voter.vote(made, read_report(made)), made)
    admitted, refused = admit(made, said)
    proposed = [each for each in admitted if each.method == "model:small@statements@1"]
    assert refused == []
    assert {each.property for each in proposed} == {"type", "name", "located_in"}
    assert all(each.confidence < SURE for each in proposed)
    fact = next(each for each in proposed if each.property == "located_in")
    span = fact.reference.spans[0]
    assert TEXT[span.start : span.end] == ITEM["quote"]
    assert isinstance(fact.value, Link)
    assert {each.method for each in admitted} == {METHOD, voter.method}


def test_the_schema_and_the_text_are_sent_and_an_answer_is_kept(model: Model, voter: LanguageModelVoter) -> None:
    model.answers = [lambda _: proposing(ITEM)]
    for _ in range(2):
        assert reasons(voter) == []
    (asked,) = model.asked
    assert asked["messages"][1] == {"role": "user", "content": TEXT}
    assert asked["response_format"]["json_schema"]["strict"] is True
    other = replace(voter.chat.address, model="another")
    reasons(LanguageModelVoter(Chat(other, voter.chat.cache)))
    assert len(model.asked) == 2


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"quote": "The Zenda Institute was closed."}, "does not stand in the text"),
        ({"subject": "Rupert of Hentzau"}, "does not stand in the text"),
        ({"value": "Strelsau"}, "does not stand in the quote"),
        ({"quote": "enna on 2 May 2024."}, "does not stand in the text"),
        ({"quote": ""}, "does not stand in the text"),
        ({"property": "drop_table"}, "not one of the ontology"),
        ({"subject_class": "Robot"}, "not one of the ontology"),
        ({"property": "start_date", "value": "soon"}, "does not fit the property"),
        ({"confidence": 7}, "confidence is not between"),
        ({"confidence": True}, "confidence is not between"),
        ({"value": None}, "a part is missing"),
    ],
)
def test_what_is_invented_or_does_not_fit_is_refused(
    model: Model, voter: LanguageModelVoter, change: dict[str, Any], reason: str
) -> None:
    model.answers = [lambda _: proposing({**ITEM, **change}, "no object")]
    told = reasons(voter)
    assert reason in told[0]
    assert "a part is missing" in told[-1]


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (said("I would rather write a poem."), "not the JSON"),
        (said('{"statements": "many"}'), "not the JSON"),
        (said("[" * 100_000), "not the JSON"),
        (said(None), "refused to answer"),
        ((200, b"<html>"), "another form"),
        ((200, b'{"choices": []}'), "another form"),
        ((200, b" " * 1_100_000), "did not answer"),
        ((401, b"{}"), "status 401"),
        ((503, b"{}"), "status 503"),
    ],
)
def test_a_part_that_comes_to_nothing_is_told_and_the_rest_is_read(
    model: Model, voter: LanguageModelVoter, tmp_path: Path, answer: tuple[int, bytes], reason: str
) -> None:
    model.answers = [lambda _: answer]
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    ledger = Ledger(tmp_path / "ledger.sqlite")
    outcome = ingest(ledger, find_files([tmp_path / "one.txt"]), "2024-05-03", voters=[voter])
    assert outcome.new == 1
    assert outcome.statements > 0
    assert [reason in each.reason for each in outcome.refused] == [True]
    assert len(model.asked) == (1 if "did not" not in reason and "503" not in reason else 3)


def test_what_passes_is_asked_again(model: Model, voter: LanguageModelVoter) -> None:
    model.answers = [lambda _: (429, b"{}"), lambda _: proposing(ITEM)]
    assert reasons(voter) == []
    assert len(model.asked) == 2


def test_a_model_that_does_not_answer_in_time_is_left(model: Model, tmp_path: Path) -> None:
    over = threading.Event()
    model.answers = [lambda _: (over.wait(30), said("{}"))[1]]
    chat = Chat(Address(model.url, "slow", seconds=0.2, pause=0), tmp_path)
    assert reasons(LanguageModelVoter(chat)) == ["the model did not answer (ReadTimeout)"]
    over.set()


def test_nobody_there_is_no_answer(tmp_path: Path) -> None:
    chat = Chat(Address("http://127.0.0.1:9/v1", "none", pause=0), tmp_path)
    assert reasons(LanguageModelVoter(chat)) == ["the model did not answer (ConnectError)"]


def test_a_budget_that_is_spent_ends_the_asking_not_the_run(model: Model, tmp_path: Path) -> None:
    model.answers = [lambda _: said('{"statements": []}', tokens=70)]
    voter = LanguageModelVoter(Chat(Address(model.url, "small", tokens=100, pause=0), tmp_path))
    text = "\n".join(f"{TEXT} It was meeting number {number}." for number in range(CHUNK * 4 // len(TEXT)))
    told = reasons(voter, text)
    assert len(model.asked) == 2
    assert sum("COMITY_LLM_TOKENS" in reason for reason in told) >= 1


def test_parts_are_the_text_cut_at_lines() -> None:
    text = ("x" * 1000 + "\n") * 20 + "y" * (2 * CHUNK)
    found = list(parts(text))
    assert "".join(text[part.start : part.end] for part in found) == text
    assert all(part.end - part.start <= CHUNK for part in found)
    assert text[found[0].end - 1] == "\n"
    assert list(parts(" \n ")) == []
    assert list(parts("a")) == [Span(0, 1)]
