// title: Whose turn it is to host
// description: For each standing body of two parties: where its last session was held, and so whose turn it is if the two take
// description: turns (stated, if a source says that they do, else assumed); beside it where the next session is planned, if a
// description: source says so. Missing where no place is known.
// param mechanism: id, optional: the standing body
// param party: id, optional: a side of it
// param by: date_to, optional: as it was on this day, by the sessions that may have begun by then
// returns mechanism_id, mechanism, last_meeting_id, last_meeting, last_date, last_host_id, last_host, turn_id, turn, turns
// returns planned_id, planned, planned_date, planned_host_id, planned_host, fact
// order mechanism_id, last_meeting_id, planned_id
// engines: cypher, sparql
MATCH (mechanism:Mechanism)-[:BETWEEN]->(side:Entity)
// when mechanism
MATCH (mechanism:Entity {id: $mechanism})
// end
// when party
MATCH (mechanism)-[:BETWEEN]->(:Entity {id: $party})
// end
WITH mechanism, collect(DISTINCT side) AS sides WHERE size(sides) = 2
MATCH (mechanism)<-[session:SESSION_OF]-(meeting:Meeting:Held)
// when by
WHERE meeting.start_first <= date($by)
// end
WITH mechanism, sides, max(meeting.start_last) AS last_day
MATCH (mechanism)<-[session:SESSION_OF]-(last:Meeting:Held {start_last: last_day})
// when by
WHERE last.start_first <= date($by)
// end
OPTIONAL MATCH (last)-[:HELD_IN]->(:Entity)-[:LOCATED_IN*0..]->(host:Entity)
WHERE host IN sides
OPTIONAL MATCH (planned:Meeting:Planned)-[:SESSION_OF]->(mechanism)
OPTIONAL MATCH (planned)-[:HELD_IN]->(:Entity)-[:LOCATED_IN*0..]->(planned_host:Country)
WITH *, [side IN sides WHERE side <> host][0] AS turn
RETURN DISTINCT
  mechanism.id AS mechanism_id, mechanism.label AS mechanism,
  last.id AS last_meeting_id, last.label AS last_meeting, last.start_date AS last_date,
  host.id AS last_host_id, host.label AS last_host, turn.id AS turn_id, turn.label AS turn,
  CASE WHEN mechanism.host_rotation IS NULL THEN 'assumed' ELSE 'stated' END AS turns,
  planned.id AS planned_id, planned.label AS planned, planned.start_date AS planned_date,
  planned_host.id AS planned_host_id, planned_host.label AS planned_host, session.fact AS fact
