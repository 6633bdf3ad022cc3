"""The words of days, months and years, and the patterns in which texts write them."""

from __future__ import annotations

import re

_MONTH_NAMES = "january february march april may june july august september october november december".split()
_DAY_NAMES = "monday tuesday wednesday thursday friday saturday sunday".split()
MONTHS = {name[:length]: number for number, name in enumerate(_MONTH_NAMES, 1) for length in (3, len(name))} | {
    "sept": 9
}
DAYS = {name[:length]: number for number, name in enumerate(_DAY_NAMES) for length in (3, len(name))} | {
    "tues": 1,
    "thurs": 3,
}
RELATIVE = {
    "today": 0, "tonight": 0, "this morning": 0, "this evening": 0, "this afternoon": 0, "earlier today": 0,
    "yesterday": -1, "last evening": -1, "last night": -1, "a day ago": -1, "later today": 0,
    "tomorrow": 1,
}  # fmt: skip
# From the day of what is told before.
BESIDE = {
    "the next day": 1, "the following day": 1, "the day after": 1, "a day later": 1, "one day later": 1,
    "two days later": 2, "the following morning": 1, "the next morning": 1, "the day before": -1, "a day earlier": -1,
    "a day before": -1, "one day earlier": -1, "one day before": -1, "the previous day": -1, "the evening before": -1,
    "two days earlier": -2, "the previous evening": -1, "two days before": -2, "on the eve": -1,
}  # fmt: skip

MONTH = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[6-9]|20)\d\d"
_TO = r"\s?(?:-|–|—|to|and|until|till)\s?"
NUMBERS: tuple[str, ...] = tuple("a two three four five six seven eight nine ten eleven twelve".split())
_COUNT = rf"(?:{'|'.join(NUMBERS)}|\d{{1,2}})"
_WEEKDAY = rf"(?:{'|'.join(sorted(DAYS, key=len, reverse=True))})"
_WEEKDAYS = rf"(?:{_WEEKDAY}{_TO}{_WEEKDAY},?\s\(?)?"  # before the days of a range
_BEFORE_YEAR = "|".join(
    rf"(?<={word}\s)" for word in ("in", "since", "by", "of", "year", "end", "from", "for", "until", "extended to")
)
# By what has to stand in a text for them to be tried: words of the kinds of `KINDS`, numbers among them.
PATTERNS = tuple(
    (frozenset(needs.split()), re.compile(rf"(?<![\w-])(?:{pattern})(?![\w])", re.IGNORECASE))
    for needs, patterns in (
        (
            "number",
            (
                rf"(?P<year>{_YEAR})-(?P<month>0[1-9]|1[0-2])-(?P<day>{_DAY})",
                rf"(?P<day>0?[1-9]|[12]\d|3[01])\.(?P<month>0?[1-9]|1[0-2])\.(?P<year>{_YEAR})",
            ),
        ),
        (
            "month shift",
            (
                rf"(?:(?P<day>{_DAY})\s)?(?P<month>{MONTH}),?\s(?:of\s)?(?P<shift>this|next|last|(?:the\s)?(?:following|previous))\s(?P<unit>year)",
            ),
        ),
        (
            "number month",
            (
                rf"(?P<day>{_DAY})\s(?P<month>{MONTH}),?(?:\s(?P<year>{_YEAR}))?{_TO}(?P<day2>{_DAY})\s(?P<month2>{MONTH})(?:,?\s(?P<year2>{_YEAR}))?",
                rf"{_WEEKDAYS}(?P<day>{_DAY}){_TO}(?P<day2>{_DAY})\s(?:of\s)?(?P<month>{MONTH})(?:,?\s?(?P<year>{_YEAR}))?",
                rf"(?P<month>{MONTH})\s(?P<day>{_DAY}){_TO}(?P<month2>{MONTH})\s(?P<day2>{_DAY})(?:,?\s(?P<year>{_YEAR}))?",
                rf"{_WEEKDAYS}(?P<month>{MONTH})\s(?P<day>{_DAY}){_TO}(?P<day2>{_DAY})(?!\s{MONTH})(?:,?\s(?P<year>{_YEAR}))?",
                rf"(?:{_WEEKDAY},?\s)?(?P<day>{_DAY})[\s-](?:of\s|day\sof\s)?(?P<month>{MONTH})(?:[,\s-]{{1,2}}(?P<year>{_YEAR}))?",
                rf"(?:{_WEEKDAY},?\s)?(?P<month>{MONTH})\s?(?P<day>{_DAY})(?:,?\s(?P<year>{_YEAR}))?(?!\d)",
                rf"(?P<month>{MONTH}),?\s(?:of\s)?(?P<year>{_YEAR})",
            ),
        ),
        (
            "relative",
            (
                rf"(?P<relative>yesterday|today){_TO}(?P<relative2>today|tomorrow)",
                rf"(?P<relative>{'|'.join(sorted(RELATIVE, key=len, reverse=True))})",
            ),
        ),
        (
            "relative",
            (rf"(?P<beside>{'|'.join(sorted(BESIDE, key=len, reverse=True))})(?!\s(?:of|yesterday|tomorrow)\b)",),
        ),
        (
            "shift",
            (
                rf"(?P<ahead>in)\s(?P<count>{_COUNT})\s(?P<unit>year|month|week)s(?:['’]\stime)?",
                rf"(?P<count>{_COUNT})\s(?P<unit>year|month|week)s?\s(?P<ago>ago)",
                r"(?:(?:first|second|latter|later|last)\s(?:half|quarter)|end|beginning|middle|later)(?:\sof)?\s(?P<shift>this|next|last)\s(?P<unit>year)",
                r"(?P<shift>next|last|this|previous|following)\s(?P<unit>year|month|week)(?!end)",
            ),
        ),
        (
            "",
            (
                rf"(?:on\s|last\s|this\s|next\s)?(?P<weekday>{_WEEKDAY}){_TO}(?P<weekday2>{_WEEKDAY})",
                rf"(?:on\s|last\s|this\s|next\s|the\s)?(?P<weekday>(?!(?-i:sat|sun|wed|mon)\b){_WEEKDAY})",
            ),
        ),
        (
            "month",
            (
                rf"(?<=in\s)(?:early\s|late\s|mid-|mid\s|end-|end\s)?(?P<month>{MONTH})",
                rf"(?:(?:this|last|next|since|of|until|by|early|late|mid)\s)(?P<month>{MONTH})",
            ),
        ),
        (
            "number",
            (rf"(?:{_BEFORE_YEAR})(?P<year>{_YEAR})(?!-\d)",),
        ),
    )
    for pattern in patterns
)
KINDS = {
    **dict.fromkeys(MONTHS, "month"),
    **dict.fromkeys(_DAY_NAMES, "weekday"),  # a short one alone may be a name: "Sun"
    **dict.fromkeys((words.split()[-1] for words in (*RELATIVE, *BESIDE)), "relative"),
    **dict.fromkeys(("year", "month", "week", "years", "months", "weeks"), "shift"),
    **dict.fromkeys("0123456789", "number"),
}
