// title: Members, observers and partners of a body
// description: Each party that stands in a relation to an organisation or grouping, from when to when, and until when its
// description: source looked (observed_until). For a day: what may have held then, and whether it certainly did (certain).
// param body: id, required: the organisation or grouping
// param at: date_to, optional: the day that is asked about; of a month or year, its last
// param relation: text, optional: one relation, as member_of, observer_of, candidate_of or dialogue_partner_of
// returns party_id, party, relation, certain, from_first, from_last, to_first, to_last, observed_until, fact
// order relation, party_id, from_first
// engines: cypher, sparql
MATCH (body:Entity {id: $body})
CALL (body) {
  MATCH (party:Entity)-[tie:MEMBER_OF|ASSOCIATE_OF|OBSERVER_OF|CANDIDATE_OF|DIALOGUE_PARTNER_OF|SECTORAL_DIALOGUE_PARTNER_OF|DEVELOPMENT_PARTNER_OF|STRATEGIC_PARTNER_OF]->(body)
  RETURN party, tie
  UNION
  MATCH (body)-[tie:STRATEGIC_PARTNER_OF]->(party:Entity)
  RETURN party, tie
}
WITH party, tie, null AS certain
// when relation
WHERE toLower(type(tie)) = $relation
// end
// when at
WITH party, tie,
  coalesce(tie.from_last <= date($at), false)
    AND coalesce(tie.to_first, date($at)) >= date($at) AND coalesce(tie.observed_until, date($at)) >= date($at) AS certain
WHERE coalesce(tie.from_first, date($at)) <= date($at) AND coalesce(tie.to_last, date($at)) >= date($at)
// end
RETURN DISTINCT
  party.id AS party_id, party.label AS party, toLower(type(tie)) AS relation, certain AS certain,
  tie.from_first AS from_first, tie.from_last AS from_last, tie.to_first AS to_first, tie.to_last AS to_last,
  tie.observed_until AS observed_until, tie.fact AS fact
