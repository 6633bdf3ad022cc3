// title: Sources of an entity
// description: Each document that tells of somebody or something, and how many of its statements do: those about it, those
// description: that lead to it, and those of people who acted for it.
// param entity: id, required: any entity
// returns document_id, document, kind, published, publisher, statements
// order published desc, document_id
// engines: cypher, sparql
MATCH (entity:Entity {id: $entity})
CALL (entity) {
  MATCH (statement:Statement {subject: entity.id}) WHERE statement.property IS NOT NULL
  RETURN statement
  UNION
  MATCH (entity)<-[tie]-() WHERE tie.fact IS NOT NULL
  MATCH (statement:Statement {fact: tie.fact})
  RETURN statement
}
MATCH (statement)-[:FROM]->(document:Document)
WITH document, count(DISTINCT statement) AS statements
RETURN DISTINCT
  document.id AS document_id, document.label AS document, document.document_kind AS kind,
  document.published AS published, document.publisher AS publisher, statements AS statements
