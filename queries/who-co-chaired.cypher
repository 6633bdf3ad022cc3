// title: Who co-chaired what
// description: Each person who co-chaired a meeting that was held, for whom, and in which capacity.
// param party: id, optional: the side for which they acted, a country or an organisation
// param counterpart: id, optional: any other side of that meeting
// param person: id, optional: the person who co-chaired
// param mechanism: id, optional: the standing body whose session it was
// param sector: id, optional: an area of cooperation that the meeting covered
// param from: date_from, optional: meetings that may have lasted until this day or later
// param to: date_to, optional: meetings that may have begun by this day
// returns official_id, official, on_behalf_of_id, on_behalf_of, post_id, post, meeting_id, meeting
// returns mechanism_id, mechanism, session_number, start_date, place, fact
// order start_date desc, official_id, meeting_id
// engines: cypher, sparql
// when counterpart
MATCH (counterpart:Entity {id: $counterpart})
CALL (counterpart) {
  MATCH (counterpart)-[:TOOK_PART_IN]->(meeting:Meeting) RETURN meeting
  UNION
  MATCH (counterpart)<-[acted:REPRESENTED]-() MATCH (meeting:Entity {id: acted.meeting}) RETURN meeting
}
// end
MATCH (official:Person)-[chair:CO_CHAIRED]->(meeting:Meeting:Held)
// when counterpart
WHERE NOT EXISTS { (official)-[:REPRESENTED {fact: chair.fact}]->(counterpart) }
// end
// when party
MATCH (official)-[:REPRESENTED {fact: chair.fact}]->(:Entity {id: $party})
// end
// when person
MATCH (official:Entity {id: $person})
// end
// when mechanism
MATCH (meeting)-[:SESSION_OF]->(:Entity {id: $mechanism})
// end
// when sector
MATCH (meeting)-[:COVERED]->(:Entity {id: $sector})
// end
// when from
WITH * WHERE coalesce(meeting.end_last, meeting.start_last, date($from)) >= date($from)
// end
// when to
WITH * WHERE meeting.start_first <= date($to) OR meeting.start_first IS NULL
// end
OPTIONAL MATCH (official)-[:REPRESENTED {fact: chair.fact}]->(side:Entity)
// when party
WHERE side.id = $party
// end
OPTIONAL MATCH (post:Entity {id: chair.in_capacity_as})
OPTIONAL MATCH (meeting)-[:SESSION_OF]->(mechanism:Entity)
OPTIONAL MATCH (meeting)-[:HELD_IN]->(city:Place)
OPTIONAL MATCH (meeting)-[:HELD_IN]->(country:Country)
RETURN DISTINCT
  official.id AS official_id, official.label AS official,
  side.id AS on_behalf_of_id, side.label AS on_behalf_of,
  post.id AS post_id, post.label AS post,
  meeting.id AS meeting_id, meeting.label AS meeting,
  mechanism.id AS mechanism_id, mechanism.label AS mechanism,
  meeting.session_number AS session_number, meeting.start_date AS start_date,
  coalesce(city.label, country.label) AS place, chair.fact AS fact
