// title: Projects by sector
// description: Each project of an area of cooperation, a row for each side that takes part; who is only invited does not.
// param sector: id, optional: an area of cooperation
// param party: id, optional: a side that takes part
// returns sector_id, sector, project_id, project, initiative_id, initiative, participant_id, participant, fact
// order sector_id, project_id, participant_id
// engines: cypher, sparql
MATCH (project:Project)-[covered:COVERED]->(sector:Sector)
// when sector
MATCH (sector:Entity {id: $sector})
// end
// when party
MATCH (:Entity {id: $party})-[:PARTICIPANT_IN]->(project)
// end
OPTIONAL MATCH (project)-[:PART_OF]->(initiative:Initiative)
OPTIONAL MATCH (participant:Entity)-[:PARTICIPANT_IN]->(project)
RETURN DISTINCT
  sector.id AS sector_id, sector.label AS sector, project.id AS project_id, project.label AS project,
  initiative.id AS initiative_id, initiative.label AS initiative,
  participant.id AS participant_id, participant.label AS participant, covered.fact AS fact
