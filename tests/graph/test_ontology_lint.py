"""The ontology holds its own rules, its codes are the published ones, and the linter finds each kind of defect."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any, cast

import pyshacl
import pytest
from rdflib import Graph

from comity.graph.ledger import Ledger
from comity.graph.model import Changes
from comity.graph.ontology import ONTOLOGY_FILE, ontology
from comity.graph.ontology_lint import problems
from comity.graph.stores.rdf_drawing import draw_triples

from .reports import RURITANIA, SYLVANIA, Chair, Session, ingest, state

# The code lists of what `comity extract` prints, and the line of the annotation guide that gives each.
LISTED = {
    "role": r"// role: (.+)",
    "meeting-kind": r'"kind": "session", +// (.+)',
    "meeting-status": r'"status": "held", +// (.+)',
    "meeting-mode": r"only if stated: ([^)]+)",
    "agreement-kind": r'"kind": *"(mou[^"]+)"',
    "agreement-status": r'"status": *"(proposed[^"]+)"',
    "relation": r"// relation: (.+)",
    "sector": r"## Sector codes\n((?:[a-z_ ]+\n)+)",
}


@pytest.fixture(scope="module")
def guide(shared: Path) -> str:
    return (shared / "corpus/GUIDE.md").read_text(encoding="utf-8")


def codes(guide: str, code_list: str) -> set[str]:
    """The codes of a list as the guide gives them: what stands in brackets explains them."""
    found = re.search(LISTED[code_list], guide)
    assert found
    return set(re.findall(r"[a-z][a-z_]+", re.sub(r"\([^)]*\)|:<words>", "", found[1])))


def test_the_ontology_has_no_problems() -> None:
    assert problems(ONTOLOGY_FILE) == []


def test_the_command_says_so() -> None:
    run = subprocess.run([sys.executable, "-m", "comity.graph.ontology_lint"], check=False, capture_output=True)
    assert (run.returncode, run.stdout) == (0, b"")


@pytest.mark.parametrize("code_list", LISTED)
def test_the_codes_are_those_of_the_guide(code_list: str, guide: str) -> None:
    assert set(ontology().in_list(code_list)) == codes(guide, code_list)


@pytest.mark.parametrize("code_list", LISTED)
def test_codes_lead_to_terms_and_back(code_list: str) -> None:
    back = ontology().codes_of(code_list)
    for code, term in ontology().in_list(code_list).items():
        assert back[term] == ("held" if code == "past" else code)
        assert term in ontology().concepts or term in ontology().properties


@pytest.mark.parametrize(
    ("code_list", "term", "code"),
    [
        ("meeting-kind", "meeting-kind/state_visit", "visit"),  # by the broader kind
        ("meeting-kind", "meeting-kind/negotiation_round", "other"),
        ("agreement-status", "agreement-status/provisionally_applied", "in_force"),
        ("role", "hosted", "host"),
        ("relation", "recognises", "other"),  # by the super-property
    ],
)
def test_what_is_finer_than_the_codes_goes_to_a_broader_one(code_list: str, term: str, code: str) -> None:
    assert ontology().codes_of(code_list)[term] == code


def test_what_no_code_says_has_none() -> None:
    assert "meeting-status/cancelled" not in ontology().codes_of("meeting-status")


DEFECTS = [
    ('rdfs:label "country"@en ;', "", "Country has no label."),
    ('rdfs:comment "Presided over it alone."@en ;', "", "chaired has no comment."),
    ('comity:cypher "CHAIRED" .', 'comity:exclusive "value-per-subject" .', "chaired has no cypher."),
    ('comity:inverse_label "chaired by"@en ;', "", "chaired has no inverse_label."),
    ("rdfs:domain comity:Agreement ;", "", "has_level has no domain."),
    ("rdfs:range comity:Mechanism ;", "", "session_of has no range."),
    ("comity:Official", "comity:official", "official: a class is written InCamelCase."),
    ("comity:tenure", "comity:Tenure", "Tenure: a property is written in_snake_case."),
    ('comity:cypher "CHAIRED" .', 'comity:cypher "LED" .', "chaired is drawn as LED; by its name it would be"),
    ('comity:cypher "CHAIRED" .', 'comity:cypher "HOSTED" .', "HOSTED draws 2 terms."),
    (
        'comity:key "spell" ;\n    comity:cypher "HOLDS"',
        'comity:evolves true ;\n    comity:cypher "HOLDS"',
        "holds evolves",
    ),
    (
        'comity:key "spell" ;\n    comity:cypher "HOLDS"',
        'comity:key "day" ;\n    comity:cypher "HOLDS"',
        "its key day is",
    ),
    (
        'comity:exclusive "value-per-subject" ;\n    comity:cypher "SESSION_OF"',
        'comity:exclusive "always" ;\n    comity:cypher "SESSION_OF"',
        "not always.",
    ),
    (
        "comity:qualifier comity:tenure ;",
        "comity:qualifier comity:fashion ;",
        "holds: its qualifier fashion is no property.",
    ),
    ("rdfs:range comity:Mechanism ;", "rdfs:range comity:Mechanismus ;", "Mechanismus in its range is not declared."),
    ("rdfs:domain comity:Agreement ;", "rdfs:domain comity:Pact ;", "Pact in its domain is not declared."),
    ("rdfs:subClassOf comity:Person ;", "rdfs:subClassOf comity:Human ;", "Official stands below Human, which is not"),
    ('skos:prefLabel "tourism"@en ;', "", "sector/tourism has no prefLabel."),
    (
        ' ; comity:code "tourism" ; skos:inScheme comity:SectorScheme',
        ' ; comity:code "tourism"',
        "sector/tourism has no inScheme.",
    ),
    (
        'comity:code "tourism" ; skos:inScheme comity:SectorScheme',
        'comity:code "tourism" ; skos:inScheme comity:Areas',
        "which is no declared scheme.",
    ),
    ('comity:code "tourism"', 'comity:code "sports"', "The code sports of the list sector is given to 2 terms."),
    (
        'comity:printed_as "host"',
        'comity:printed_as "hosts"',
        "hosted is printed as hosts, which is no code of its list.",
    ),
    ('comity:printed_as "host"', 'comity:printed_as "host" ; comity:code "x"', "hosted has several codes."),
    (
        'comity:also_code "past"',
        'comity:also_code "planned"',
        "The code planned of the list meeting-status is given to 2",
    ),
    ('comity:code "tourism" ;', "", "sector/tourism has a code without its list, or a list without the code."),
    ("        <https://w3id.org/comity/id/sector/tourism>,\n", "", "sector/tourism is in 0 pillars"),
    (
        "skos:member <https://w3id.org/comity/id/sector/health>,",
        "skos:member <https://w3id.org/comity/id/sector/trade>,",
        "sector/trade is in 2 pillars",
    ),
    (
        "skos:member <https://w3id.org/comity/id/sector/health>,",
        "skos:member <https://w3id.org/comity/id/sector/healt>,",
        "sector/healt is in a pillar, and is no sector.",
    ),
    (
        "skos:broader <https://w3id.org/comity/id/sector/ict>",
        "skos:broader <https://w3id.org/comity/id/sector/it>",
        "narrower than sector/it, which is not declared.",
    ),
    (
        "sh:path comity:holds ; sh:class comity:Post",
        "sh:path comity:owns ; sh:class comity:Post",
        "A shape speaks of owns",
    ),
    (
        "sh:path comity:holds ; sh:class comity:Post",
        "sh:path comity:holds ; sh:class comity:Office",
        "A shape speaks of Office",
    ),
    ('skos:example "country/PAK" ;\n    comity:cypher "Country"', 'comity:cypher "Country"', "Country has no example."),
    ('skos:example "P1Y" ;', "", "expected_interval has no example."),
    (
        "rdfs:subClassOf comity:Entity ;\n    skos",
        "rdfs:subClassOf comity:Country ;\n    skos",
        "Party stands above itself.",
    ),
    (
        "rdfs:subPropertyOf comity:related_to ;\n    rdfs:seeAlso wdt:P463 ;\n    rdfs:domain comity:Party",
        "rdfs:subPropertyOf comity:related_to ;\n    rdfs:seeAlso wdt:P463 ;\n    rdfs:domain comity:Person",
        "member_of: Person in its domain does not fit related_to.",
    ),
    (
        'inverse_label "is allied with"',
        'inverse_label "is an ally of"',
        "allied_with is symmetric, and reads otherwise",
    ),
    (
        "[ sh:class comity:Initiative ] ) ]",
        "[ sh:class comity:Sector ] ) ]",
        "The shape of Party lets participant_in lead to Sector",
    ),
    (
        "sh:targetClass comity:Country ;\n    sh:property [ sh:path comity:has_standing",
        "sh:targetClass comity:Country ;\n    sh:property [ sh:path comity:has_rank",
        "The shape of Country speaks of has_rank, which is not said of it.",
    ),
    ("sh:path comity:demonym", "sh:path comity:acronym", "No shape speaks of demonym."),
    (
        '"minister" "deputy_minister"',
        '"minister" "vice_minister"',
        "at_level has other words than PostRankScheme: deputy_minister",
    ),
    ("comity:Entity a owl:Class ;", "comity:Entity a owl:Class", "is no Turtle that can be read"),
]


@pytest.mark.parametrize(("old", "new", "problem"), DEFECTS, ids=[problem for _, _, problem in DEFECTS])
def test_each_kind_of_defect_is_found(tmp_path: Path, old: str, new: str, problem: str) -> None:
    text = ONTOLOGY_FILE.read_text(encoding="utf-8")
    assert old in text
    broken = tmp_path / "broken.ttl"
    broken.write_text(text.replace(old, new), encoding="utf-8")
    assert [each for each in problems(broken) if problem in each] != []


@pytest.fixture
def drawn(ledger: Ledger) -> Graph:
    """A small graph as the RDF store has it."""
    chairs = (Chair("Rudolf Rassendyll", RURITANIA, ("Envoy",)), Chair("Flavia Strelsau", SYLVANIA))
    signed = (("Agreement on Bridges", "signed", "2023-09-18"),)
    session = Session("one", 7, "2023-09", chairs, place="Geneva", country="country/CHE", agreements=signed)
    ingest(ledger, session, Session("other", 7, "2023-09-20", sectors=("trade",)), Session("third", 7, "2023-09-18"))
    held = state(ledger)
    triples = draw_triples(Changes(1, held.entities, held.facts, held.quotes))
    return Graph().parse(data="\n".join(f"{' '.join(triple)} ." for triple in triples), format="nt")


def conforms(data: Graph) -> tuple[bool, str]:
    shapes = Graph().parse(ONTOLOGY_FILE, format="turtle")
    validate = cast(Any, pyshacl.validate)  # pyright: ignore[reportUnknownMemberType]
    result, _, report = validate(data, shacl_graph=shapes, meta_shacl=True)
    return bool(result), str(report)


def test_what_is_drawn_has_the_shapes(drawn: Graph) -> None:
    result, report = conforms(drawn)
    assert result, report


@pytest.mark.parametrize(
    ("change", "part"),
    [
        ("DELETE { ?s rdfs:label ?o } WHERE { ?s a c:Mechanism ; rdfs:label ?o }", "label"),
        ("INSERT { ?s c:session_number 8 } WHERE { ?s a c:Meeting }", "session_number"),
        ("INSERT { ?s c:covered ?o } WHERE { ?s a c:Meeting . ?o a c:Post }", "covered"),
        ("DELETE { ?s c:quote ?o } WHERE { ?s c:quote ?o }", "quote"),
        ("DELETE { ?s rdf:object ?o } WHERE { ?s a c:Fact ; rdf:object ?o }", "object"),
    ],
)
def test_the_shapes_find_what_is_wrong(drawn: Graph, change: str, part: str) -> None:
    prefixes = "PREFIX c: <https://w3id.org/comity/ontology#>\n"
    drawn.update(prefixes + change)
    result, report = conforms(drawn)
    assert not result
    assert part in report
