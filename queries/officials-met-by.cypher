// title: Officials met by an official
// description: Each person who took part in a meeting that was held and at which a person was, unless both acted for one side.
// param person: id, required: the person who met them
// param from: date_from, optional: meetings that may have lasted until this day or later
// param to: date_to, optional: meetings that may have begun by this day
// returns official_id, official, on_behalf_of_id, on_behalf_of, role, post_id, post, meeting_id, meeting, start_date, place
// returns fact
// order start_date desc, meeting_id, official_id
// engines: cypher, sparql
MATCH (person:Entity {id: $person})-[:PARTICIPATED_IN|CHAIRED|CO_CHAIRED|LED_DELEGATION_AT|HOSTED|RECEIVED|CALLED_ON|SIGNED_AT|SPOKE_AT|ATTENDED|ACCOMPANIED|OBSERVED_AT]->(meeting:Meeting:Held)
MATCH (meeting)<-[part:PARTICIPATED_IN|CHAIRED|CO_CHAIRED|LED_DELEGATION_AT|HOSTED|RECEIVED|CALLED_ON|SIGNED_AT|SPOKE_AT|ATTENDED|ACCOMPANIED|OBSERVED_AT]-(official:Person)
WHERE official <> person AND NOT EXISTS {
  MATCH (person)-[own:REPRESENTED {meeting: meeting.id}]->(side:Entity)
  MATCH (official)-[their:REPRESENTED {meeting: meeting.id}]->(side)
}
// when from
WITH * WHERE coalesce(meeting.end_last, meeting.start_last, date($from)) >= date($from)
// end
// when to
WITH * WHERE meeting.start_first <= date($to) OR meeting.start_first IS NULL
// end
OPTIONAL MATCH (official)-[:REPRESENTED {fact: part.fact}]->(side:Entity)
OPTIONAL MATCH (post:Entity {id: part.in_capacity_as})
OPTIONAL MATCH (meeting)-[:HELD_IN]->(city:Place)
OPTIONAL MATCH (meeting)-[:HELD_IN]->(country:Country)
RETURN DISTINCT
  official.id AS official_id, official.label AS official,
  side.id AS on_behalf_of_id, side.label AS on_behalf_of, toLower(type(part)) AS role,
  post.id AS post_id, post.label AS post,
  meeting.id AS meeting_id, meeting.label AS meeting, meeting.start_date AS start_date,
  coalesce(city.label, country.label) AS place, part.fact AS fact
