// title: What is new between two parties
// description: Each meeting (held, planned and so on), agreement, promise and standing relation of two parties of which no
// description: source tells that was published before a day. Sources without a date count neither way.
// param party: id, required: a country or organisation
// param counterpart: id, required: the other one
// param since: date_from, required: the day; of a month or year, its first
// returns item, thing_id, thing, status, date, first_reported, fact
// order first_reported desc, item, thing_id
// engines: cypher, sparql
MATCH (one:Entity {id: $party}), (other:Entity {id: $counterpart})
WHERE one <> other
CALL (one, other) {
  CALL (one) {
    MATCH (one)-[:TOOK_PART_IN]->(thing:Meeting)
    RETURN thing
    UNION
    MATCH (one)<-[acted:REPRESENTED]-(:Person)
    MATCH (thing:Entity {id: acted.meeting}) WHERE thing:Meeting
    RETURN thing
  }
  MATCH (thing)-[so:HAS_STATUS]->(status:Entity)
  WHERE EXISTS { (other)-[:TOOK_PART_IN]->(thing) }
    OR EXISTS { MATCH (thing)<-[part:!DISPUTED&!SUPERSEDED]-(:Person) WHERE other.id IN part.on_behalf_of }
  RETURN 'meeting' AS item, thing, status.label AS status, thing.start_date AS date, so.fact AS fact
  UNION
  MATCH (one)<-[:BETWEEN]-(series:Mechanism)-[:BETWEEN]->(other)
  MATCH (thing:Meeting)-[:SESSION_OF]->(series) MATCH (thing)-[so:HAS_STATUS]->(status:Entity)
  RETURN 'meeting' AS item, thing, status.label AS status, thing.start_date AS date, so.fact AS fact
  UNION
  MATCH (one)<-[:BETWEEN]-(thing:Agreement)-[:BETWEEN]->(other) MATCH (thing)-[so:HAS_STATUS]->(status:Entity)
  RETURN 'agreement' AS item, thing, status.label AS status, so.as_of AS date, so.fact AS fact
  UNION
  MATCH (thing:Commitment)-[so:COMMITTED_BY]->(promiser:Entity)
  WHERE promiser IN [one, other] AND (
    EXISTS { MATCH (one)<-[:COMMITTED_BY]-(thing) MATCH (thing)-[:COMMITTED_BY|COMMITTED_TO]->(other) }
    OR EXISTS { MATCH (other)<-[:COMMITTED_BY]-(thing) MATCH (thing)-[:COMMITTED_TO]->(one) }
    OR EXISTS {
      MATCH (thing)-[:ADOPTED_AT]->(:Meeting)<-[:TOOK_PART_IN]-(one)
      MATCH (thing)-[:ADOPTED_AT]->(:Meeting)<-[:TOOK_PART_IN]-(other)
    }
  )
  RETURN 'promise' AS item, thing, null AS status, thing.due_date AS date, so.fact AS fact
  UNION
  MATCH (one)-[so:RELATED_TO|MEMBER_OF|ASSOCIATE_OF|OBSERVER_OF|CANDIDATE_OF|DIALOGUE_PARTNER_OF|SECTORAL_DIALOGUE_PARTNER_OF|DEVELOPMENT_PARTNER_OF|STRATEGIC_PARTNER_OF|HOSTS_SECRETARIAT_OF|DIPLOMATIC_RELATIONS_WITH|RECOGNISES|ALLIED_WITH]->(other)
  RETURN 'relation' AS item, other AS thing, toLower(type(so)) AS status, null AS date, so.fact AS fact
  UNION
  MATCH (other)-[so:RELATED_TO|MEMBER_OF|ASSOCIATE_OF|OBSERVER_OF|CANDIDATE_OF|DIALOGUE_PARTNER_OF|SECTORAL_DIALOGUE_PARTNER_OF|DEVELOPMENT_PARTNER_OF|STRATEGIC_PARTNER_OF|HOSTS_SECRETARIAT_OF|DIPLOMATIC_RELATIONS_WITH|RECOGNISES|ALLIED_WITH]->(one)
  RETURN 'relation' AS item, one AS thing, toLower(type(so)) AS status, null AS date, so.fact AS fact
}
MATCH (:Statement {fact: fact})-[:FROM]->(document:Document)
WITH item, thing, status, date, fact, min(document.published_first) AS first_reported,
  min(document.published_last) AS reported_by
WHERE reported_by >= date($since)
RETURN DISTINCT
  item AS item, thing.id AS thing_id, thing.label AS thing, status AS status, date AS date,
  first_reported AS first_reported, fact AS fact
