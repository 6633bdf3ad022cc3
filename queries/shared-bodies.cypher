// title: Bodies that two parties share
// description: Each organisation or grouping in which two parties both were on a day, as what, and whether that is certain
// description: of both (certain): a source that stopped before that day (observed_until) cannot say so.
// param party: id, required: a country or organisation
// param counterpart: id, required: the other one
// param at: date_to, required: the day that is asked about; of a month or year, its last
// param relation: text, optional: what both were, as member_of
// returns body_id, body, relation, counterpart_relation, certain, observed_until, counterpart_observed_until
// returns fact, counterpart_fact
// order body_id, relation, counterpart_relation
// engines: cypher, sparql
MATCH (one:Entity {id: $party})-[tie:MEMBER_OF|ASSOCIATE_OF|OBSERVER_OF|CANDIDATE_OF|DIALOGUE_PARTNER_OF|SECTORAL_DIALOGUE_PARTNER_OF|DEVELOPMENT_PARTNER_OF]->(body:Bloc)
MATCH (body)<-[other:MEMBER_OF|ASSOCIATE_OF|OBSERVER_OF|CANDIDATE_OF|DIALOGUE_PARTNER_OF|SECTORAL_DIALOGUE_PARTNER_OF|DEVELOPMENT_PARTNER_OF]-(:Entity {id: $counterpart})
WHERE $party <> $counterpart
  AND coalesce(tie.from_first, date($at)) <= date($at) AND coalesce(tie.to_last, date($at)) >= date($at)
  AND coalesce(other.from_first, date($at)) <= date($at) AND coalesce(other.to_last, date($at)) >= date($at)
// when relation
WITH * WHERE toLower(type(tie)) = $relation AND toLower(type(other)) = $relation
// end
RETURN DISTINCT
  body.id AS body_id, body.label AS body,
  toLower(type(tie)) AS relation, toLower(type(other)) AS counterpart_relation,
  coalesce(tie.from_last <= date($at), false)
    AND coalesce(tie.to_first, date($at)) >= date($at) AND coalesce(tie.observed_until, date($at)) >= date($at)
    AND coalesce(other.from_last <= date($at), false)
    AND coalesce(other.to_first, date($at)) >= date($at) AND coalesce(other.observed_until, date($at)) >= date($at) AS certain,
  tie.observed_until AS observed_until, other.observed_until AS counterpart_observed_until,
  tie.fact AS fact, other.fact AS counterpart_fact
