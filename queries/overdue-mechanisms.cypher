// title: Mechanisms that are overdue
// description: Each standing body that has not met for longer than its rhythm, by a day, with what stands under it and what is
// description: planned. The rhythm is the expected interval that a source states, or inferred: the months from the first
// description: to the last session known to have been held, for each step of their numbers (or count), rounded up.
// param on: date_to, required: the day by which it is judged; of a month or year, its last
// param party: id, optional: a side of the mechanism, or one that took part in its sessions
// param mechanism: id, optional: the standing body
// returns mechanism_id, mechanism, rhythm, every_months, months_since, sessions_held, last_meeting_id, last_meeting
// returns last_date, planned_id, planned, planned_date, part_id, part, fact
// order months_since desc, mechanism_id, last_meeting_id, planned_id, part_id
// engines: cypher, sparql
MATCH (mechanism:Mechanism)<-[:SESSION_OF]-(meeting:Meeting:Held)
WHERE meeting.start_first <= date($on) AND meeting.start_last IS NOT NULL
// when mechanism
MATCH (mechanism:Entity {id: $mechanism})
// end
// when party
MATCH (party:Entity {id: $party})
WHERE EXISTS { (mechanism)-[:BETWEEN]->(party) }
  OR EXISTS { (party)-[:TOOK_PART_IN]->(:Meeting)-[:SESSION_OF]->(mechanism) }
// end
WITH mechanism, count(DISTINCT meeting) AS held, max(meeting.session_number) - min(meeting.session_number) AS steps,
  min(meeting.start_first) AS first_day, max(meeting.start_first) AS latest_day, max(meeting.start_last) AS last_day
WITH mechanism, held, last_day,
  CASE WHEN steps >= held THEN steps ELSE held - 1 END AS steps,
  12 * (latest_day.year - first_day.year) + latest_day.month - first_day.month AS span
WITH mechanism, held, last_day,
  CASE WHEN mechanism.expected_interval IS NULL THEN 'inferred' ELSE 'stated' END AS rhythm,
  CASE
    WHEN mechanism.expected_interval IS NOT NULL THEN duration(mechanism.expected_interval).months
    WHEN steps > 0 THEN (span + steps - 1) / steps
  END AS every_months,
  12 * (date($on).year - last_day.year) + date($on).month - last_day.month AS months_since
WHERE every_months > 0 AND months_since > every_months
MATCH (mechanism)<-[session:SESSION_OF]-(last:Meeting:Held)
WHERE last.start_last = last_day AND last.start_first <= date($on)
OPTIONAL MATCH (planned:Meeting:Planned)-[:SESSION_OF]->(mechanism)
OPTIONAL MATCH (part:Mechanism)-[:PART_OF]->(mechanism)
RETURN DISTINCT
  mechanism.id AS mechanism_id, mechanism.label AS mechanism, rhythm AS rhythm, every_months AS every_months,
  months_since AS months_since, held AS sessions_held, last.id AS last_meeting_id, last.label AS last_meeting,
  last.start_date AS last_date, planned.id AS planned_id, planned.label AS planned, planned.start_date AS planned_date,
  part.id AS part_id, part.label AS part, session.fact AS fact
