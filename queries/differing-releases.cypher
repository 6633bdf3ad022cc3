// title: Where the two sides' own releases differ
// description: Each value that the release of one side gives and that is outweighed, beside the value that prevails and that
// description: the release of another side gives. A release is a document that a party, or an institution of it, issued.
// param party: id, optional: either side
// param counterpart: id, optional: the other side
// param subject: id, optional: of whom or what it is said
// returns subject_id, subject, property, party_id, party, value_id, value, document_id, document
// returns counterpart_id, counterpart, counterpart_value_id, counterpart_value, counterpart_document_id
// returns counterpart_document, fact, counterpart_fact
// order subject_id, property, party_id, counterpart_id, document_id, counterpart_document_id
// engines: cypher, sparql
MATCH (subject:Entity)-[loser:DISPUTED]->(object)
WHERE loser.disputed_qualifier IS NULL
// when subject
MATCH (subject:Entity {id: $subject})
// end
MATCH (:Statement {fact: loser.fact})-[:FROM]->(document:Document)-[:ISSUED_BY]->(:Entity)-[:PART_OF*0..]->(party:Party)
MATCH (told:Statement {subject: subject.id, property: loser.property})-[:FROM]->(other_document:Document)
WHERE told.fact <> loser.fact
  AND NOT EXISTS { (subject)-[:DISPUTED {fact: told.fact}]->() }
  AND NOT EXISTS { (subject)-[:SUPERSEDED {fact: told.fact}]->() }
MATCH (other_document)-[:ISSUED_BY]->(:Entity)-[:PART_OF*0..]->(counterpart:Party)
WHERE counterpart <> party
// when party
WITH * WHERE $party IN [party.id, counterpart.id]
// end
// when counterpart
WITH * WHERE $counterpart IN [party.id, counterpart.id]
// end
// when party, counterpart
WITH * WHERE $party <> $counterpart
// end
OPTIONAL MATCH (subject)-[winner {fact: told.fact}]->(value:Entity)
RETURN DISTINCT
  subject.id AS subject_id, subject.label AS subject, loser.property AS property,
  party.id AS party_id, party.label AS party,
  object.id AS value_id, toString(coalesce(object.label, object.value)) AS value,
  document.id AS document_id, document.label AS document,
  counterpart.id AS counterpart_id, counterpart.label AS counterpart,
  value.id AS counterpart_value_id, toString(coalesce(value.label, subject[loser.property])) AS counterpart_value,
  other_document.id AS counterpart_document_id, other_document.label AS counterpart_document,
  loser.fact AS fact, told.fact AS counterpart_fact
