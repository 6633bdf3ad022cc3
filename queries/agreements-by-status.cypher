// title: Agreements by status
// description: Each agreement with the newest status that a source gives, a row for each of its sides and meetings.
// param status: id, optional: the status, as agreement-status/signed
// param party: id, optional: a side of the agreement, a country or an organisation
// param counterpart: id, optional: another side of it
// param sector: id, optional: an area of cooperation that it covers
// returns agreement_id, agreement, kind, status_id, status, as_of, party_id, party, meeting_id, meeting, fact
// order as_of desc, agreement_id, party_id, meeting_id
// engines: cypher, sparql
MATCH (agreement:Agreement)-[so:HAS_STATUS]->(status:Entity)
// when status
MATCH (status:Entity {id: $status})
// end
// when party
MATCH (agreement)-[:BETWEEN]->(:Entity {id: $party})
// end
// when counterpart
MATCH (agreement)-[:BETWEEN]->(:Entity {id: $counterpart})
// end
// when party, counterpart
WITH * WHERE $party <> $counterpart
// end
// when sector
MATCH (agreement)-[:COVERED]->(:Entity {id: $sector})
// end
OPTIONAL MATCH (agreement)-[:HAS_KIND]->(kind:Entity)
OPTIONAL MATCH (agreement)-[:BETWEEN]->(side:Entity)
OPTIONAL MATCH (agreement)-[:ADOPTED_AT]->(meeting:Entity)
RETURN DISTINCT
  agreement.id AS agreement_id, agreement.label AS agreement, kind.label AS kind,
  status.id AS status_id, status.label AS status, so.as_of AS as_of,
  side.id AS party_id, side.label AS party,
  meeting.id AS meeting_id, meeting.label AS meeting, so.fact AS fact
