// title: Sectors between two parties by year
// description: In how many meetings of two parties that were held each area of cooperation was covered, and in how many
// description: agreements between them, year by year; an agreement counts for the meeting at which it was agreed. Without a
// description: year: what has no date, or one that may lie in several years.
// param party: id, required: a country or organisation
// param counterpart: id, required: the other one
// param sector: id, optional: an area of cooperation
// returns sector_id, sector, year, meetings, agreements
// order year desc, sector_id
// engines: cypher, sparql
MATCH (one:Entity {id: $party}), (other:Entity {id: $counterpart})
WHERE one <> other
CALL (one, other) {
  CALL (one) {
    MATCH (one)-[:TOOK_PART_IN]->(meeting:Meeting:Held)
    RETURN meeting
    UNION
    MATCH (one)<-[acted:REPRESENTED]-(:Person)
    MATCH (meeting:Entity {id: acted.meeting}) WHERE meeting:Held
    RETURN meeting
  }
  MATCH (meeting)-[:COVERED]->(sector:Entity)
  WHERE EXISTS { (other)-[:TOOK_PART_IN]->(meeting) }
    OR EXISTS { MATCH (meeting)<-[part]-(person:Person) MATCH (person)-[:REPRESENTED {fact: part.fact}]->(other) }
  RETURN sector, meeting AS dated, meeting AS meeting, null AS agreement
  UNION
  MATCH (one)<-[:BETWEEN]-(agreement:Agreement)-[:BETWEEN]->(other)
  MATCH (agreement)-[:COVERED]->(sector:Entity)
  RETURN sector, COLLECT { MATCH (agreement)-[:ADOPTED_AT]->(dated:Meeting:Held) RETURN dated }[0] AS dated,
    null AS meeting, agreement
}
// when sector
WITH * WHERE sector.id = $sector
// end
WITH sector, CASE WHEN dated.start_first.year = dated.start_last.year THEN dated.start_first.year END AS year,
  count(DISTINCT meeting) AS meetings, count(DISTINCT agreement) AS agreements
RETURN DISTINCT
  sector.id AS sector_id, sector.label AS sector, year AS year, meetings AS meetings, agreements AS agreements
