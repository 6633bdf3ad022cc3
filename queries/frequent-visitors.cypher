// title: Most frequent visitors
// description: How often each person came to a country on a visit that was held, for another party; the first and last time.
// param host: id, optional: the country that was visited
// param party: id, optional: the party for which the visitor came
// param from: date_from, optional: visits that may have lasted until this day or later
// param to: date_to, optional: visits that may have begun by this day
// returns official_id, official, party_id, party, host_id, host, visits, first_day, last_day
// order visits desc, official_id, party_id, host_id
// engines: cypher, sparql
// when host
MATCH (:Entity {id: $host})<-[:LOCATED_IN*0..]-(:Entity)<-[:HELD_IN]-(meeting:Meeting)
// end
MATCH (official:Person)-[came:CALLED_ON]->(meeting:Meeting:Held)-[:HAS_KIND]->(kind:Entity)
WHERE kind.id IN ['meeting-kind/visit', 'meeting-kind/state_visit', 'meeting-kind/official_visit', 'meeting-kind/working_visit', 'meeting-kind/private_visit', 'meeting-kind/transit_visit']
MATCH (meeting)-[:HELD_IN]->(:Entity)-[:LOCATED_IN*0..]->(host:Country)
UNWIND came.on_behalf_of AS represented
MATCH (party:Entity {id: represented})
WHERE party <> host
// when host
MATCH (host:Entity {id: $host})
// end
// when party
MATCH (party:Entity {id: $party})
// end
// when from
WITH * WHERE coalesce(meeting.end_last, meeting.start_last, date($from)) >= date($from)
// end
// when to
WITH * WHERE meeting.start_first <= date($to) OR meeting.start_first IS NULL
// end
WITH official, party, host, count(DISTINCT meeting) AS visits,
  min(meeting.start_first) AS first_day, max(meeting.start_last) AS last_day
RETURN DISTINCT
  official.id AS official_id, official.label AS official, party.id AS party_id, party.label AS party,
  host.id AS host_id, host.label AS host, visits AS visits, first_day AS first_day, last_day AS last_day
