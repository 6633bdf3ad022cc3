"""Texts that anybody may put to the consoles, made by two grammars: honest, heavy, broken, and such as mean harm.

A rule is a name and what it may stand for; `«name»` is replaced by one of that name’s texts, deeper and deeper down to
a depth at which the first, plainest one is taken. The same seed makes the same texts.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .console_rules import COMMON, CYPHER, SPARQL, Rules

_DEPTH = 6
_PLACE = re.compile(r"«(\w+)»")

# How often which kind is asked for.
KINDS = {"reading": 40, "writing": 15, "outside": 15, "ruling": 10, "deep": 5, "garbled": 12, "heavy": 3}
LANGUAGES: Mapping[str, Rules] = {"cypher": CYPHER, "sparql": SPARQL}


@dataclass(frozen=True, slots=True)
class Made:
    """A text for a console: in which language, and what it is meant to be."""

    language: str
    kind: str
    text: str


def made(seed: str, file: str, address: str, kinds: Mapping[str, int] = KINDS) -> Made:
    """One text. `file` and `address` are what those that mean harm try to read."""
    chance = random.Random(seed)
    language = chance.choice(list(LANGUAGES))
    rules = {**COMMON, **LANGUAGES[language], "file": [file], "address": [address]}
    kind = chance.choices(list(kinds), list(kinds.values()))[0]
    if kind == "deep":
        return Made(language, kind, _deep(language, chance))
    text = _grown(f"«{chance.choice(['reading', 'writing', 'outside']) if kind == 'garbled' else kind}»", rules, chance)
    if kind == "garbled":
        text = _garbled(text, chance)
    elif chance.random() < 0.5:
        text = _disguised(text, language, chance)
    return Made(language, kind, text)


def _grown(text: str, rules: Rules, chance: random.Random, depth: int = 0) -> str:
    def replaced(match: re.Match[str]) -> str:
        choices = rules[match[1]]
        chosen = chance.choice(choices) if depth < _DEPTH else choices[0]
        return _grown(chosen, rules, chance, depth + 1)

    return _PLACE.sub(replaced, text)


def _disguised(text: str, language: str, chance: random.Random) -> str:
    """The same text to an engine: keywords in other letters, comments and odd spaces between the words."""
    gaps = [" ", "\n", "\t "] + (
        ["/**/", " /* RETURN 1 */ ", " // '\n"] if language == "cypher" else [" # '\n", "\r\n#\n"]
    )
    words = text.split(" ")
    changed = [
        word.swapcase() if word.isalpha() and word.isupper() and chance.random() < 0.5 else word for word in words
    ]
    return "".join(f"{word}{chance.choice(gaps)}" for word in changed)


def _garbled(text: str, chance: random.Random) -> str:
    """A text with some characters gone, doubled, or others in their place."""
    signs = [
        "'",
        '"',
        "`",
        "\\",
        "{",
        "}",
        "(",
        ")",
        "\x00",
        "\u2028",
        "\\u0027",
        "\u017f",
        "\ud7ff",
        "/*",
        "*/",
        "//",
        "#",
        ";",
        "«",
    ]
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(text) + 1)
        text = text[:at] + chance.choice(["", *signs]) + text[at + chance.randint(0, 2) :]
    return text


def _deep(language: str, chance: random.Random) -> str:
    """One of a few shapes of thousands of levels, or of very many pieces."""
    size = chance.choice([50, 1000, 10_000, 60_000])
    shapes = {
        "cypher": [
            f"RETURN {'(' * size}1{')' * size} AS x",
            f"RETURN {'[' * size}{']' * size} AS x",
            "RETURN " + "+".join("1" for _ in range(size)) + " AS x",
            f"RETURN {'NOT ' * size}true AS x",
            "CALL () { " * (size // 20) + "RETURN 1 AS x" + " }" * (size // 20) + " RETURN x",
            "MATCH " + ",".join(f"(n{at})" for at in range(size // 100)) + " RETURN 1",
            " UNION ".join("RETURN 1 AS x" for _ in range(size // 20)),
        ],
        "sparql": [
            f"SELECT * WHERE {'{' * size} ?s ?p ?o {'}' * size}",
            f"SELECT (({'(' * size}1{')' * size}) AS ?x) WHERE {{}}",
            "SELECT * WHERE { FILTER(" + " || ".join("1 = 2" for _ in range(size)) + ") }",
            "SELECT * WHERE { " + "OPTIONAL { ?s ?p ?o " * (size // 20) + "}" * (size // 20) + " }",
            "SELECT * WHERE { " + " UNION ".join("{ ?s a ?o }" for _ in range(size // 20)) + " }",
            f"SELECT * WHERE {{ ?s {'^' * size}<x:p> ?o }}",
            "SELECT * WHERE { " + "." * size + "}",
            "SELECT * WHERE { ?s ?p " + '\\"' * size,
        ],
    }
    return chance.choice(shapes[language])


def texts(seed: int, numbers: range, file: str, address: str, kinds: Mapping[str, int] = KINDS) -> Iterator[Made]:
    """The texts of these numbers: each hangs on seed and number alone."""
    return (made(f"{seed}:{number}", file, address, kinds) for number in numbers)
