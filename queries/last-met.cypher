// title: When two parties last met
// description: The last meeting of a party with each other one, a row for each of: the two sides (side) with the highest rank
// description: present of each (level), who led them (leader), and what was agreed (agreed). Where dates are too vague to
// description: tell which meeting was the last, each that may have been; meetings without a date are left out.
// param party: id, required: a country or organisation
// param counterpart: id, optional: the other one
// param by: date_to, optional: only meetings that may have begun by this day
// returns counterpart_id, counterpart, meeting_id, meeting, start_date, place, item, side_id, side, level
// returns official_id, official, role, post_id, post, agreed_id, agreed, fact
// order start_date desc, counterpart_id, meeting_id, item desc, side_id, official_id, agreed_id
// engines: cypher, sparql
MATCH (party:Entity {id: $party})
CALL (party) {
  MATCH (party)-[:TOOK_PART_IN]->(meeting:Meeting:Held)
  RETURN meeting
  UNION
  MATCH (party)<-[acted:REPRESENTED]-(:Person)
  MATCH (meeting:Entity {id: acted.meeting}) WHERE meeting:Held
  RETURN meeting
}
// when by
WITH * WHERE meeting.start_first <= date($by)
// end
WITH party, meeting WHERE meeting.start_last IS NOT NULL
CALL (meeting) {
  MATCH (counterpart:Entity)-[:TOOK_PART_IN]->(meeting)
  RETURN counterpart
  UNION
  MATCH (meeting)<-[part]-(person:Person)
  MATCH (person)-[:REPRESENTED {fact: part.fact}]->(counterpart:Entity)
  RETURN counterpart
}
WITH party, meeting, counterpart WHERE counterpart <> party
// when counterpart
WITH * WHERE counterpart.id = $counterpart
// end
WITH party, counterpart, max(meeting.start_first) AS latest, collect(meeting) AS meetings
UNWIND meetings AS meeting
WITH party, counterpart, meeting WHERE meeting.start_last >= latest
CALL (party, counterpart, meeting) {
  MATCH (meeting)-[held:HAS_STATUS]->(:Entity)
  UNWIND [party, counterpart] AS side
  OPTIONAL MATCH (side)-[took:TOOK_PART_IN]->(meeting)
  RETURN 'side' AS item, side, coalesce(took.at_level, [level IN [
    'head_of_state', 'head_of_government', 'deputy_head', 'minister', 'deputy_minister',
    'permanent_secretary', 'director_general', 'head_of_mission', 'charge_d_affaires', 'expert'
  ] WHERE EXISTS {
    MATCH (meeting)<-[part]-(person:Person)-[:REPRESENTED {fact: part.fact}]->(side)
    MATCH (:Entity {id: part.in_capacity_as})-[:HAS_RANK]->(:Entity {id: 'post-rank/' + level})
  }][0]) AS level, null AS official, null AS role, null AS post, null AS agreed, held.fact AS fact
  UNION
  UNWIND [party, counterpart] AS side
  MATCH (meeting)<-[led:CHAIRED|CO_CHAIRED|LED_DELEGATION_AT|HOSTED|RECEIVED|CALLED_ON]-(official:Person)
  MATCH (official)-[:REPRESENTED {fact: led.fact}]->(side)
  OPTIONAL MATCH (post:Entity {id: led.in_capacity_as})
  RETURN 'leader' AS item, side, null AS level, official, toLower(type(led)) AS role, post, null AS agreed,
    led.fact AS fact
  UNION
  MATCH (agreed:Entity)-[adopted:ADOPTED_AT]->(meeting)
  WHERE NOT EXISTS { (agreed)-[:BETWEEN]->(:Entity) }
    OR (EXISTS { (agreed)-[:BETWEEN]->(party) } AND EXISTS { (agreed)-[:BETWEEN]->(counterpart) })
  RETURN 'agreed' AS item, null AS side, null AS level, null AS official, null AS role, null AS post, agreed,
    adopted.fact AS fact
}
OPTIONAL MATCH (meeting)-[:HELD_IN]->(city:Place)
OPTIONAL MATCH (meeting)-[:HELD_IN]->(country:Country)
RETURN DISTINCT
  counterpart.id AS counterpart_id, counterpart.label AS counterpart,
  meeting.id AS meeting_id, meeting.label AS meeting, meeting.start_date AS start_date,
  coalesce(city.label, country.label) AS place, item AS item, side.id AS side_id, side.label AS side, level AS level,
  official.id AS official_id, official.label AS official, role AS role, post.id AS post_id, post.label AS post,
  agreed.id AS agreed_id, agreed.label AS agreed, fact AS fact
