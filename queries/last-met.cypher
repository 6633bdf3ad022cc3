// title: When two parties last met
// description: Their last meeting, at what level (the highest rank present of each side), and a row for each who led a side
// description: (leader) and each text or promise of theirs that was agreed (agreed). Where dates are too vague to tell which
// description: meeting was the last, each that may have been; meetings without a date are left out.
// param party: id, required: a country or organisation
// param counterpart: id, required: the other one
// param by: date_to, optional: only meetings that may have begun by this day
// returns meeting_id, meeting, start_date, place, party_level, counterpart_level, item, side_id, side
// returns official_id, official, role, post_id, post, agreed_id, agreed, fact, held_fact
// order start_date desc, meeting_id, item desc, side_id, official_id, agreed_id
// engines: cypher, sparql
MATCH (party:Entity {id: $party}), (counterpart:Entity {id: $counterpart})
WHERE party <> counterpart
CALL (party) {
  MATCH (party)-[:TOOK_PART_IN]->(meeting:Meeting:Held)
  RETURN meeting
  UNION
  MATCH (party)<-[acted:REPRESENTED]-(:Person)
  MATCH (meeting:Entity {id: acted.meeting}) WHERE meeting:Held
  RETURN meeting
}
WITH party, counterpart, meeting
WHERE meeting.start_last IS NOT NULL AND (EXISTS { (counterpart)-[:TOOK_PART_IN]->(meeting) }
  OR EXISTS { MATCH (meeting)<-[part:!DISPUTED&!SUPERSEDED]-(:Person) WHERE counterpart.id IN part.on_behalf_of })
// when by
WITH * WHERE meeting.start_first <= date($by)
// end
WITH party, counterpart, max(meeting.start_first) AS latest, collect(meeting) AS meetings
UNWIND meetings AS meeting
WITH party, counterpart, meeting WHERE meeting.start_last >= latest
MATCH (meeting)-[held:HAS_STATUS]->(:Entity {id: 'meeting-status/held'})
OPTIONAL CALL (party, counterpart, meeting) {
  UNWIND [party, counterpart] AS side
  MATCH (meeting)<-[led:CHAIRED|CO_CHAIRED|LED_DELEGATION_AT|HOSTED|RECEIVED|CALLED_ON]-(official:Person)
  MATCH (official)-[:REPRESENTED {fact: led.fact}]->(side)
  RETURN 'leader' AS item, side, official, toLower(type(led)) AS role, led.in_capacity_as AS capacity,
    null AS agreed, led.fact AS fact
  UNION
  MATCH (agreed:Entity)-[adopted:ADOPTED_AT]->(meeting)
  WHERE NOT EXISTS { (agreed)-[:BETWEEN]->(:Entity) }
    OR (EXISTS { (agreed)-[:BETWEEN]->(party) } AND EXISTS { (agreed)-[:BETWEEN]->(counterpart) })
  RETURN 'agreed' AS item, null AS side, null AS official, null AS role, null AS capacity, agreed, adopted.fact AS fact
}
WITH *, [
  'head_of_state', 'head_of_government', 'deputy_head', 'minister', 'deputy_minister',
  'permanent_secretary', 'director_general', 'head_of_mission', 'charge_d_affaires', 'expert'
] AS ranks
WITH *,
  coalesce(
    COLLECT { MATCH (party)-[took:TOOK_PART_IN]->(meeting) RETURN took.at_level }[0],
    [level IN ranks WHERE EXISTS {
      MATCH (meeting)<-[part:!DISPUTED&!SUPERSEDED]-(:Person) WHERE party.id IN part.on_behalf_of
      MATCH (:Entity {id: part.in_capacity_as})-[:HAS_RANK]->(:Entity {id: 'post-rank/' + level})
    }][0]
  ) AS party_level,
  coalesce(
    COLLECT { MATCH (counterpart)-[took:TOOK_PART_IN]->(meeting) RETURN took.at_level }[0],
    [level IN ranks WHERE EXISTS {
      MATCH (meeting)<-[part:!DISPUTED&!SUPERSEDED]-(:Person) WHERE counterpart.id IN part.on_behalf_of
      MATCH (:Entity {id: part.in_capacity_as})-[:HAS_RANK]->(:Entity {id: 'post-rank/' + level})
    }][0]
  ) AS counterpart_level
OPTIONAL MATCH (post:Entity {id: capacity})
OPTIONAL MATCH (meeting)-[:HELD_IN]->(city:Place)
OPTIONAL MATCH (meeting)-[:HELD_IN]->(country:Country)
RETURN DISTINCT
  meeting.id AS meeting_id, meeting.label AS meeting, meeting.start_date AS start_date,
  coalesce(city.label, country.label) AS place,
  party_level AS party_level, counterpart_level AS counterpart_level,
  item AS item, side.id AS side_id, side.label AS side, official.id AS official_id, official.label AS official,
  role AS role, post.id AS post_id, post.label AS post, agreed.id AS agreed_id, agreed.label AS agreed,
  fact AS fact, held.fact AS held_fact
