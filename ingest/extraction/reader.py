"""Text to facts, one module a step: lines, sentences, marks, event frames, what is bound to them, the Reading."""

from __future__ import annotations

from ...graph.model import Document
from .at_home import receive_at_home
from .chairs_by_office import bind_chairs_by_office
from .chairs_by_post import bind_chairs_by_post
from .confidence import calibrated
from .dates import resolve
from .frames import Reading, Said
from .framing import frame_events
from .freezing import freeze
from .instruments import gather_instruments
from .leading import begin_with_body, begin_with_people
from .nested import settle_nested
from .rhythm import set_rhythms
from .scenes import Report, read_scenes
from .side_beside import settle_beside_names
from .sides import settle_sides
from .sides_met import bind_meetings_of_sides
from .taking_part import bind_chairs_of_parts, bind_people, bind_protagonist
from .timing import time_events
from .told_posts import tell_posts
from .topics import bind_topics
from .unbound import bind_the_rest


def read_report(document: Document) -> Reading:
    """All that a report says of meetings and of what stands beside them, each value as sure as such values are.

    A pure function of the text, what its sidecar says, the rules and the packaged gazetteer.
    """
    return calibrated(read_by_rules(document))


def read_by_rules(document: Document) -> Reading:
    """The same, each value with the confidence that its rule gives it by judgement."""
    report = read_scenes(document)
    published = publication_day(report)
    day = published.value if published else ""
    story = frame_events(report)
    tell_posts(story)
    begin_with_body(story)
    if story.main is None or story.main.turn == "later":
        bind_meetings_of_sides(story)
    late = bind_people(story)
    bind_chairs_by_post(story)
    bind_chairs_by_office(story)
    bind_chairs_of_parts(story, late)
    bind_protagonist(story)
    bind_meetings_of_sides(story)
    settle_beside_names(story)
    begin_with_people(story)
    time_events(story, day)
    bind_the_rest(story)
    set_rhythms(story)
    settle_sides(story)
    settle_nested(story)
    receive_at_home(story)
    bind_topics(story)
    return freeze(story, published, gather_instruments(story, day))


def publication_day(report: Report) -> Said[str] | None:
    """The day of publication: what the sidecar says, else the date line; never a page's clock."""
    line = report.page.published_line
    if report.document.published:
        return Said(report.document.published, (line,) if line else (), 1.0, "sidecar")
    if report.page.published is None or line is None:
        return None
    day = resolve(report.page.published, "")[0]
    return Said(day, (line,), 0.95, "date-line") if day else None
