// title: Evidence of a fact
// description: Each passage that speaks for a fact, verbatim, with its place in the document and what the document is.
// param fact: fact, required: the fact, as the other questions give it
// returns statement_id, property, quote, start, end, document_id, document, kind, published, publisher
// returns method, confidence
// order published, document_id, start, statement_id
// engines: cypher, sparql
MATCH (statement:Statement {fact: $fact})-[:FROM]->(document:Document)
RETURN DISTINCT
  statement.id AS statement_id, statement.property AS property, statement.quote AS quote,
  statement.start AS start, statement.end AS `end`,
  document.id AS document_id, document.label AS document, document.document_kind AS kind,
  document.published AS published, document.publisher AS publisher,
  statement.method AS method, statement.confidence AS confidence
