// title: Chairs of unequal rank
// description: Each meeting that was held and chaired by two people for different parties, one of a post that ranks above
// description: the other's; the higher comes first. Where the rank of a post is not known, nothing is said.
// param party: id, optional: either side
// param mechanism: id, optional: the standing body whose session it was
// param from: date_from, optional: meetings that may have lasted until this day or later
// param to: date_to, optional: meetings that may have begun by this day
// returns meeting_id, meeting, start_date, official_id, official, party_id, party, post_id, post, rank_id, rank
// returns lower_official_id, lower_official, lower_party_id, lower_party, lower_post_id, lower_post
// returns lower_rank_id, lower_rank, fact, lower_fact
// order start_date desc, meeting_id, official_id, lower_official_id
// engines: cypher, sparql
MATCH (official:Person)-[chair:CHAIRED|CO_CHAIRED]->(meeting:Meeting:Held)
MATCH (meeting)<-[lower_chair:CHAIRED|CO_CHAIRED]-(lower:Person)
WHERE official <> lower
// when mechanism
MATCH (meeting)-[:SESSION_OF]->(:Entity {id: $mechanism})
// end
// when party
WITH * WHERE $party IN chair.on_behalf_of OR $party IN lower_chair.on_behalf_of
// end
// when from
WITH * WHERE coalesce(meeting.end_last, meeting.start_last, date($from)) >= date($from)
// end
// when to
WITH * WHERE meeting.start_first <= date($to) OR meeting.start_first IS NULL
// end
MATCH (post:Entity {id: chair.in_capacity_as})-[:HAS_RANK]->(rank:Entity)
MATCH (lower_post:Entity {id: lower_chair.in_capacity_as})-[:HAS_RANK]->(lower_rank:Entity)
WITH *, [
  'head_of_state', 'head_of_government', 'deputy_head', 'minister', 'deputy_minister',
  'permanent_secretary', 'director_general', 'head_of_mission', 'charge_d_affaires', 'expert'
] AS ranks
WHERE any(place IN range(0, size(ranks) - 2) WHERE rank.id = 'post-rank/' + ranks[place]
  AND any(below IN ranks[place + 1..] WHERE lower_rank.id = 'post-rank/' + below))
MATCH (official)-[:REPRESENTED {fact: chair.fact}]->(party:Entity)
MATCH (lower)-[:REPRESENTED {fact: lower_chair.fact}]->(lower_party:Entity)
WHERE NOT party.id IN lower_chair.on_behalf_of AND NOT lower_party.id IN chair.on_behalf_of
RETURN DISTINCT
  meeting.id AS meeting_id, meeting.label AS meeting, meeting.start_date AS start_date,
  official.id AS official_id, official.label AS official, party.id AS party_id, party.label AS party,
  post.id AS post_id, post.label AS post, rank.id AS rank_id, rank.label AS rank,
  lower.id AS lower_official_id, lower.label AS lower_official,
  lower_party.id AS lower_party_id, lower_party.label AS lower_party,
  lower_post.id AS lower_post_id, lower_post.label AS lower_post,
  lower_rank.id AS lower_rank_id, lower_rank.label AS lower_rank, chair.fact AS fact, lower_chair.fact AS lower_fact
