"""The text of a query file: its header, its blocks, its `$name` tokens. Knows nothing of values or engines.

A file is a header of comment lines, then a query in which `when a, b` … `end` (comment lines too) enclose what is
dropped whole when one of those parameters is absent. So the file as it stands is a valid query.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from .errors import ComityError


class MalformedQuery(ComityError):
    """A query file breaks a rule of its form: the file, the line where known, and what is wrong."""


@dataclass(frozen=True, slots=True)
class Language:
    """How a query language writes what the loader has to see.

    `skipped` are the tokens in which `$` means nothing; `result` says which SELECT or RETURN gives the rows, the first
    or the last (the others are those of sub-queries).
    """

    name: str
    suffix: str
    comment: str
    skipped: str
    result: int


_QUOTED = r"'(?:\\.|[^'\\])*' | \"(?:\\.|[^\"\\])*\""
_LONG_QUOTED = r"'''(?:'{0,2}(?:\\.|[^'\\]))*''' | \"\"\"(?:\"{0,2}(?:\\.|[^\"\\]))*\"\"\""

# Cypher manual, "Parsing" and "Comments": strings, names in back-quotes (doubled inside), two forms of comment.
CYPHER = Language("cypher", ".cypher", "//", rf"{_QUOTED} | `(?:``|[^`])*` | //[^\n]* | /\*.*?\*/", -1)
# SPARQL 1.1, 19.8, terminals: strings in four forms, IRIs, comments, and PN_LOCAL_ESC (`\$` in a local name).
_IRI = r"<[^<>\"{}|^`\\\x00-\x20]*>"
SPARQL = Language("sparql", ".rq", "#", rf"{_LONG_QUOTED} | {_QUOTED} | {_IRI} | \#[^\n]* | \\.", 0)
LANGUAGES: Mapping[str, Language] = {language.name: language for language in (CYPHER, SPARQL)}

_TOKENS: Mapping[str, re.Pattern[str]] = {
    language.name: re.compile(rf"(?P<skipped>{language.skipped}) | \$(?P<name>[^\W\d]\w*)", re.VERBOSE | re.DOTALL)
    for language in LANGUAGES.values()
}
# A result is put in order and cut by the loader alone; `x.limit`, `:Order` and `?skip` are names, not these clauses.
_MODIFIER = re.compile(r"(?<![\w.:?$])(ORDER\s+BY|SKIP|OFFSET|LIMIT)\b", re.IGNORECASE)
_RESULT = re.compile(r"(?<![\w.:?$])(?:SELECT|RETURN)\b(\s+DISTINCT\b)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a query that stands only when all the parameters it needs are given."""

    needs: frozenset[str]
    text: str


@dataclass(frozen=True, slots=True)
class Template:
    """One file: its header without comment signs, and its blocks in order."""

    file: str
    language: Language
    header: tuple[str, ...]
    blocks: tuple[Block, ...]

    def assemble(self, present: frozenset[str]) -> str:
        """The query with the blocks for these parameters, its tokens still in it."""
        return "\n".join(block.text for block in self.blocks if block.needs <= present)


def parse(file: str, text: str, language: Language) -> Template:
    """Header and blocks of a file's text. Raises MalformedQuery for a broken block, an order or a cut, no DISTINCT."""
    lines = text.splitlines()
    length = next((at for at, line in enumerate(lines) if not _in_header(line, language)), len(lines))
    header = tuple(line.removeprefix(language.comment).strip() for line in lines[:length])
    template = Template(file, language, header, tuple(_blocks(file, lines, length, language)))
    _check_result(template)
    return template


def replace_parameters(text: str, language: Language, value: Callable[[str], str]) -> str:
    """The text with each `$name` replaced, but for those in strings, IRIs, quoted names and comments."""

    def replaced(match: re.Match[str]) -> str:
        return match[0] if match["name"] is None else value(match["name"])

    return _TOKENS[language.name].sub(replaced, text)


def parameters_in(text: str, language: Language) -> frozenset[str]:
    """The names of the `$name` tokens in a text."""
    return frozenset(match["name"] for match in _TOKENS[language.name].finditer(text) if match["name"] is not None)


def without_skipped(text: str, language: Language) -> str:
    """The text with strings, IRIs, quoted names and comments blanked, for looking for words of the language."""
    return _TOKENS[language.name].sub(lambda match: match[0] if match["skipped"] is None else " ", text)


def _blocks(file: str, lines: list[str], start: int, language: Language) -> Iterator[Block]:
    needs: frozenset[str] = frozenset()
    piece: list[str] = []
    for number, line in enumerate(lines[start:], start + 1):
        condition, closes = _mark(line, language)
        if not condition and not closes:
            piece.append(line)
            continue
        if bool(needs) is not closes:
            raise MalformedQuery(f"{file}, line {number}: “when” and “end” must alternate; blocks do not nest.")
        yield Block(needs, "\n".join(piece))
        needs, piece = condition, []
    if needs:
        raise MalformedQuery(f"{file}: the block “when {', '.join(sorted(needs))}” has no “end”.")
    yield Block(needs, "\n".join(piece))


def _in_header(line: str, language: Language) -> bool:
    return line.startswith(language.comment) and not any(_mark(line, language))


def _mark(line: str, language: Language) -> tuple[frozenset[str], bool]:
    """What a line opens (the parameters after `when`), and whether it closes a block."""
    comment = line.strip()
    if not comment.startswith(language.comment):
        return frozenset(), False
    word, _, rest = comment.removeprefix(language.comment).strip().partition(" ")
    names = frozenset(name.strip() for name in rest.split(",") if name.strip()) if word == "when" else frozenset[str]()
    return names, word == "end" and not rest


def _check_result(template: Template) -> None:
    whole = template.assemble(frozenset(name for block in template.blocks for name in block.needs))
    bare = without_skipped(whole, template.language)
    if found := _MODIFIER.search(bare):
        raise MalformedQuery(f"{template.file} says {found[0]}; order and limits come from the header and the loader.")
    distinct = [match[1] for match in _RESULT.finditer(bare)]
    if not distinct or not distinct[template.language.result]:
        raise MalformedQuery(f"{template.file} returns rows without DISTINCT, so one row may come twice.")
