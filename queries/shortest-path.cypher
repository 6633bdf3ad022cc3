// title: A shortest way between two things
// description: Each step of each shortest way between two entities, of at most six, that leads through no document, no item of
// description: a code list, and no hub: everything is two steps from a country. A step may go against its relation.
// param start: id, required: where the way begins
// param end: id, required: where it ends
// param most_relations: integer, default 200: a hub is what has more relations than this
// param avoid: id, optional: an entity through which no way shall lead
// returns step, from_id, from, relation, to_id, to, fact
// order step, from_id, relation, to_id, fact
// engines: cypher
MATCH (start:Entity {id: $start}), (end:Entity {id: $end})
WHERE start <> end
MATCH way = ALL SHORTEST (start) (
  (before:Entity)-[tie WHERE tie.fact IS NOT NULL AND tie.property IS NULL]-(after:Entity)
  WHERE after.id = $end OR (
    NOT after:Document AND NOT after:Concept AND COUNT { (after)--() } <= $most_relations
    // when avoid
    AND after.id <> $avoid
    // end
  )
){1,6} (end)
UNWIND range(0, size(tie) - 1) AS place
WITH place + 1 AS step, before[place] AS before, tie[place] AS tie, after[place] AS after
RETURN DISTINCT
  step AS step, before.id AS from_id, before.label AS `from`, toLower(type(tie)) AS relation,
  after.id AS to_id, after.label AS to, tie.fact AS fact
