// title: Texts that are unsigned or pending
// description: Each agreement that is still to be signed or to enter into force (waits_for), a row for each of its sides. Since
// description: when: the date that a source gives for its status (as_of), and the first and last day it was reported so.
// param party: id, optional: a side of the agreement, a country or an organisation
// param counterpart: id, optional: another side of it
// param waits_for: text, optional: signature, or entry into force
// returns agreement_id, agreement, kind, status_id, status, waits_for, as_of, first_reported, last_reported
// returns party_id, party, fact
// order first_reported, agreement_id, party_id
// engines: cypher, sparql
MATCH (agreement:Agreement)-[so:HAS_STATUS]->(status:Entity)
// when party
MATCH (agreement)-[:BETWEEN]->(:Entity {id: $party})
// end
// when counterpart
MATCH (agreement)-[:BETWEEN]->(:Entity {id: $counterpart})
// end
// when party, counterpart
WITH * WHERE $party <> $counterpart
// end
WITH agreement, so, status, CASE
  WHEN status.id IN [
    'agreement-status/proposed', 'agreement-status/under_negotiation', 'agreement-status/initialled'
  ] THEN 'signature'
  WHEN status.id IN ['agreement-status/ratified', 'agreement-status/provisionally_applied'] THEN 'entry into force'
END AS waits_for
WHERE waits_for IS NOT NULL
// when waits_for
WITH * WHERE waits_for = $waits_for
// end
OPTIONAL MATCH (:Statement {fact: so.fact})-[:FROM]->(document:Document)
WITH agreement, so, status, waits_for,
  min(document.published_first) AS first_reported, max(document.published_last) AS last_reported
OPTIONAL MATCH (agreement)-[:HAS_KIND]->(kind:Entity)
OPTIONAL MATCH (agreement)-[:BETWEEN]->(side:Entity)
RETURN DISTINCT
  agreement.id AS agreement_id, agreement.label AS agreement, kind.label AS kind,
  status.id AS status_id, status.label AS status, waits_for AS waits_for, so.as_of AS as_of,
  first_reported AS first_reported, last_reported AS last_reported,
  side.id AS party_id, side.label AS party, so.fact AS fact
