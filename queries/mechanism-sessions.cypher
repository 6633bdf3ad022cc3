// title: Sessions of a mechanism
// description: The sessions of each standing body, held or planned, in the order of their numbers.
// param mechanism: id, optional: the standing body
// param status: text, optional: held, planned, postponed or cancelled
// returns mechanism_id, mechanism, meeting_id, meeting, session_number, status, start_date, place, fact
// order mechanism_id, session_number, start_date, meeting_id
// engines: cypher, sparql
MATCH (meeting:Meeting)-[session:SESSION_OF]->(mechanism:Mechanism)
// when mechanism
MATCH (mechanism:Entity {id: $mechanism})
// end
// when status
MATCH (meeting)-[:HAS_STATUS]->(:Entity {id: 'meeting-status/' + $status})
// end
OPTIONAL MATCH (meeting)-[:HAS_STATUS]->(state:Entity)
OPTIONAL MATCH (meeting)-[:HELD_IN]->(city:Place)
OPTIONAL MATCH (meeting)-[:HELD_IN]->(country:Country)
RETURN DISTINCT
  mechanism.id AS mechanism_id, mechanism.label AS mechanism,
  meeting.id AS meeting_id, meeting.label AS meeting,
  meeting.session_number AS session_number,
  substring(state.id, size('meeting-status/')) AS status, meeting.start_date AS start_date,
  coalesce(city.label, country.label) AS place, session.fact AS fact
