// title: Meetings at a place
// description: Each meeting in a city or venue, or anywhere in a country, with its status: planned ones are not yet held.
// param place: id, required: a place or a country
// param status: text, optional: held, planned, postponed or cancelled
// param from: date_from, optional: meetings that may have lasted until this day or later
// param to: date_to, optional: meetings that may have begun by this day
// returns meeting_id, meeting, kind, status, start_date, place_id, place, mechanism_id, mechanism, fact
// order start_date desc, meeting_id, place_id
// engines: cypher, sparql
MATCH (:Entity {id: $place})<-[:LOCATED_IN*0..]-(place:Entity)<-[held:HELD_IN]-(meeting:Meeting)
// when status
MATCH (meeting)-[:HAS_STATUS]->(:Entity {id: 'meeting-status/' + $status})
// end
// when from
WITH * WHERE coalesce(meeting.end_last, meeting.start_last, date($from)) >= date($from)
// end
// when to
WITH * WHERE meeting.start_first <= date($to) OR meeting.start_first IS NULL
// end
OPTIONAL MATCH (meeting)-[:HAS_KIND]->(kind:Entity)
OPTIONAL MATCH (meeting)-[:HAS_STATUS]->(state:Entity)
OPTIONAL MATCH (meeting)-[:SESSION_OF]->(mechanism:Entity)
RETURN DISTINCT
  meeting.id AS meeting_id, meeting.label AS meeting, kind.label AS kind,
  substring(state.id, size('meeting-status/')) AS status, meeting.start_date AS start_date,
  place.id AS place_id, place.label AS place, mechanism.id AS mechanism_id, mechanism.label AS mechanism,
  held.fact AS fact
