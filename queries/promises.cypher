// title: Promises: done, late, open
// description: Each promise as of a day, a row for each who made it: done if something that has come about fulfils it (not
// description: what is only planned or proposed, nor a text of unknown status), late if it was due before that day, else open.
// param on: date_to, required: the day by which promises are judged; of a month or year, its last
// param party: id, optional: who promised, was promised, or took part in the meeting or agreement it comes from
// param counterpart: id, optional: another such side; with both, the promises that either made
// param state: text, optional: done, late or open
// returns promise_id, promise, state, promiser_id, promiser, addressee_id, addressee, due_date
// returns fulfilled_by_id, fulfilled_by, meeting_id, meeting, fact
// order due_date, promise_id, promiser_id
// engines: cypher, sparql
MATCH (promise:Commitment)-[made:COMMITTED_BY]->(promiser:Entity)
// when party
MATCH (party:Entity {id: $party})
WHERE EXISTS { (promise)-[:COMMITTED_BY|COMMITTED_TO]->(party) }
  OR EXISTS { (promise)-[:ADOPTED_AT]->(:Meeting)<-[:TOOK_PART_IN]-(party) }
  OR EXISTS { (promise)-[:PART_OF]->(:Agreement)-[:BETWEEN]->(party) }
// end
// when counterpart
MATCH (counterpart:Entity {id: $counterpart})
WHERE EXISTS { (promise)-[:COMMITTED_BY|COMMITTED_TO]->(counterpart) }
  OR EXISTS { (promise)-[:ADOPTED_AT]->(:Meeting)<-[:TOOK_PART_IN]-(counterpart) }
  OR EXISTS { (promise)-[:PART_OF]->(:Agreement)-[:BETWEEN]->(counterpart) }
// end
// when party, counterpart
WITH * WHERE $party <> $counterpart AND (promiser.id IN [$party, $counterpart] OR NOT promiser:Party)
// end
WITH promise, made, promiser, CASE
  WHEN EXISTS {
    MATCH (promise)-[:FULFILLED_BY]->(deed:Entity)
    WHERE (EXISTS { (deed)-[:HAS_STATUS]->() } OR NOT (deed:Meeting OR deed:Agreement)) AND NOT EXISTS {
      MATCH (deed)-[:HAS_STATUS]->(status:Entity)
      WHERE status.id IN [
        'meeting-status/planned', 'meeting-status/postponed', 'meeting-status/cancelled',
        'agreement-status/proposed', 'agreement-status/under_negotiation', 'agreement-status/initialled'
      ]
    }
  } THEN 'done'
  WHEN promise.due_last < date($on) THEN 'late'
  ELSE 'open'
END AS state
// when state
WHERE state = $state
// end
OPTIONAL MATCH (promise)-[:COMMITTED_TO]->(addressee:Entity)
OPTIONAL MATCH (promise)-[:FULFILLED_BY]->(deed:Entity)
OPTIONAL MATCH (promise)-[:ADOPTED_AT]->(meeting:Entity)
RETURN DISTINCT
  promise.id AS promise_id, promise.label AS promise, state AS state,
  promiser.id AS promiser_id, promiser.label AS promiser, addressee.id AS addressee_id, addressee.label AS addressee,
  promise.due_date AS due_date, deed.id AS fulfilled_by_id, deed.label AS fulfilled_by,
  meeting.id AS meeting_id, meeting.label AS meeting, made.fact AS fact
