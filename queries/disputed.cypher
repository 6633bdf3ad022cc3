// title: What is disputed
// description: Each value that a source gives and that is outweighed by others, shown as said, not as so.
// param subject: id, optional: of whom or what it is said
// returns subject_id, subject, property, value_id, value, fact
// order subject_id, property, value_id, value
// engines: cypher, sparql
MATCH (subject:Entity)-[loser:DISPUTED]->(object)
// when subject
MATCH (subject:Entity {id: $subject})
// end
RETURN DISTINCT
  subject.id AS subject_id, subject.label AS subject, loser.property AS property,
  object.id AS value_id, toString(coalesce(object.label, object.value)) AS value, loser.fact AS fact
