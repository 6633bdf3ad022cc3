// title: What is disputed
// description: Each value that a source gives and that is outweighed by others, shown as said, not as so. Where only
// description: a qualifier is disputed (for whom somebody acted, say), the value is that of another fact too.
// param subject: id, optional: of whom or what it is said
// returns subject_id, subject, property, value_id, value, qualifier, qualifier_value_id, qualifier_value, fact
// order subject_id, property, value_id, value, qualifier, qualifier_value_id, qualifier_value, fact
// engines: cypher, sparql
MATCH (subject:Entity)-[loser:DISPUTED]->(object)
// when subject
MATCH (subject:Entity {id: $subject})
// end
WITH subject, loser, object,
  CASE WHEN loser.disputed_qualifier IS NULL THEN [null] ELSE [] + loser[loser.disputed_qualifier] END AS told
UNWIND told AS said
OPTIONAL MATCH (named:Entity {id: said})
RETURN DISTINCT
  subject.id AS subject_id, subject.label AS subject, loser.property AS property,
  object.id AS value_id, toString(coalesce(object.label, object.value)) AS value,
  loser.disputed_qualifier AS qualifier, named.id AS qualifier_value_id,
  coalesce(named.label, toString(said)) AS qualifier_value, loser.fact AS fact
