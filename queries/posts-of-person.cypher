// title: Posts of a person
// description: The posts that a person is said to have held, in the order of the time at which they were seen in them.
// param person: id, required: the person
// returns person_id, person, post_id, post, institution_id, institution, party_id, party, tenure
// returns from_first, from_last, to_first, to_last, fact
// order from_last, to_first, post_id
// engines: cypher, sparql
MATCH (person:Entity {id: $person})-[tenure:HOLDS]->(post:Post)
OPTIONAL MATCH (post)-[:POST_IN]->(institution:Entity)
OPTIONAL MATCH (post)-[:POST_OF]->(party:Entity)
RETURN DISTINCT
  person.id AS person_id, person.label AS person, post.id AS post_id, post.label AS post,
  institution.id AS institution_id, institution.label AS institution, party.id AS party_id, party.label AS party,
  tenure.tenure AS tenure, tenure.from_first AS from_first, tenure.from_last AS from_last,
  tenure.to_first AS to_first, tenure.to_last AS to_last, tenure.fact AS fact
