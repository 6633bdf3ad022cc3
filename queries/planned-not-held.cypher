// title: Planned and not known to have been held
// description: Each meeting that was announced and that no source read so far reports as held (it may have been).
// param party: id, optional: a side that was to take part, or a side of the mechanism
// param mechanism: id, optional: the standing body whose session it was to be
// param by: date_to, optional: meetings that were to be over by this day
// returns meeting_id, meeting, mechanism_id, mechanism, session_number, start_date, place, fact
// order start_date, meeting_id
// engines: cypher, sparql
MATCH (meeting:Meeting:Planned)-[status:HAS_STATUS]->(:Entity {id: 'meeting-status/planned'})
// when mechanism
MATCH (meeting)-[:SESSION_OF]->(:Entity {id: $mechanism})
// end
// when party
MATCH (party:Entity {id: $party})
WHERE EXISTS { (party)-[:TOOK_PART_IN]->(meeting) } OR EXISTS { (meeting)-[:SESSION_OF]->()-[:BETWEEN]->(party) }
// end
// when by
WITH * WHERE meeting.start_last <= date($by) AND coalesce(meeting.end_last, date($by)) <= date($by)
// end
OPTIONAL MATCH (meeting)-[:SESSION_OF]->(mechanism:Entity)
OPTIONAL MATCH (meeting)-[:HELD_IN]->(city:Place)
OPTIONAL MATCH (meeting)-[:HELD_IN]->(country:Country)
RETURN DISTINCT
  meeting.id AS meeting_id, meeting.label AS meeting,
  mechanism.id AS mechanism_id, mechanism.label AS mechanism,
  meeting.session_number AS session_number, meeting.start_date AS start_date,
  coalesce(city.label, country.label) AS place, status.fact AS fact
