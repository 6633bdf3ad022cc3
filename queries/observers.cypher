// title: Who observed
// description: Each party that has or had the status of an observer in a body, and each party or person that was there as an
// description: observer when a meeting was held.
// param party: id, optional: the observer, or the side for which somebody observed
// param observed: id, optional: the body, the meeting, or the standing body whose session it was
// param from: date_from, optional: what may have lasted until this day or later
// param to: date_to, optional: what may have begun by this day
// returns party_id, party, person_id, person, relation, observed_id, observed, start_date
// returns from_first, from_last, to_first, to_last, observed_until, fact
// order observed_id, party_id, person_id, from_first
// engines: cypher, sparql
CALL () {
  MATCH (party:Entity)-[tie:OBSERVER_OF]->(observed:Entity)
  RETURN party, null AS person, tie, observed
  UNION
  MATCH (party:Entity)-[tie:OBSERVER_AT]->(observed:Meeting:Held)
  RETURN party, null AS person, tie, observed
  UNION
  MATCH (person:Person)-[tie:OBSERVED_AT]->(observed:Meeting:Held)
  MATCH (person)-[:REPRESENTED {fact: tie.fact}]->(party:Entity)
  RETURN party, person, tie, observed
  UNION
  MATCH (person:Person)-[tie:OBSERVED_AT]->(observed:Meeting:Held)
  WHERE tie.on_behalf_of IS NULL
  RETURN null AS party, person, tie, observed
}
WITH party, person, tie, observed
// when party
WHERE party.id = $party
// end
// when observed
WITH *
WHERE observed.id = $observed OR EXISTS { (observed)-[:SESSION_OF]->(:Entity {id: $observed}) }
// end
// when from
WITH * WHERE coalesce(tie.to_last, observed.end_last, observed.start_last, date($from)) >= date($from)
// end
// when to
WITH * WHERE coalesce(tie.from_first, observed.start_first, date($to)) <= date($to)
// end
RETURN DISTINCT
  party.id AS party_id, party.label AS party, person.id AS person_id, person.label AS person,
  toLower(type(tie)) AS relation, observed.id AS observed_id, observed.label AS observed,
  observed.start_date AS start_date, tie.from_first AS from_first, tie.from_last AS from_last,
  tie.to_first AS to_first, tie.to_last AS to_last, tie.observed_until AS observed_until, tie.fact AS fact
