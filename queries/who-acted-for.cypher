// title: Who acted for a side
// description: Each person who represented a side at a meeting that was held, in which role, and in which post.
// param party: id, optional: the side for which they acted, a country or an organisation
// param role: text, optional: how they took part, as chaired, co_chaired, led_delegation_at, spoke_at or attended
// param from: date_from, optional: meetings that may have lasted until this day or later
// param to: date_to, optional: meetings that may have begun by this day
// returns official_id, official, on_behalf_of_id, on_behalf_of, role, post_id, post
// returns meeting_id, meeting, start_date, place, fact
// order start_date desc, official_id, meeting_id
// engines: cypher, sparql
MATCH (official:Person)-[acted:REPRESENTED]->(side:Entity)
// when party
MATCH (side:Entity {id: $party})
// end
// when role
WITH * WHERE acted.role = $role
// end
MATCH (meeting:Entity:Meeting:Held {id: acted.meeting})
MATCH (official)-[part {fact: acted.fact}]->(meeting)
// when from
WITH * WHERE coalesce(meeting.end_last, meeting.start_last, date($from)) >= date($from)
// end
// when to
WITH * WHERE meeting.start_first <= date($to) OR meeting.start_first IS NULL
// end
OPTIONAL MATCH (post:Entity {id: part.in_capacity_as})
OPTIONAL MATCH (meeting)-[:HELD_IN]->(city:Place)
OPTIONAL MATCH (meeting)-[:HELD_IN]->(country:Country)
RETURN DISTINCT
  official.id AS official_id, official.label AS official,
  side.id AS on_behalf_of_id, side.label AS on_behalf_of, acted.role AS role,
  post.id AS post_id, post.label AS post,
  meeting.id AS meeting_id, meeting.label AS meeting, meeting.start_date AS start_date,
  coalesce(city.label, country.label) AS place, acted.fact AS fact
