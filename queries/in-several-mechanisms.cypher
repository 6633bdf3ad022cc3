// title: Who represented a party in two or more mechanisms
// description: Each part that a person took, for one and the same party, in sessions of two or more standing bodies that
// description: were held; the column mechanisms says in how many.
// param party: id, optional: the party for which they acted
// param person: id, optional: the person
// returns official_id, official, party_id, party, mechanisms, mechanism_id, mechanism, meeting_id, meeting
// returns role, start_date, fact
// order mechanisms desc, official_id, party_id, mechanism_id, start_date, meeting_id
// engines: cypher, sparql
MATCH (mechanism:Mechanism)<-[:SESSION_OF]-(meeting:Meeting:Held)<-[part]-(official:Person)
MATCH (official)-[acted:REPRESENTED {fact: part.fact}]->(party:Entity)
// when party
MATCH (party:Entity {id: $party})
// end
// when person
MATCH (official:Entity {id: $person})
// end
WITH official, party, count(DISTINCT mechanism) AS mechanisms,
  collect({mechanism: mechanism, meeting: meeting, acted: acted}) AS parts
WHERE mechanisms > 1
UNWIND parts AS part
RETURN DISTINCT
  official.id AS official_id, official.label AS official, party.id AS party_id, party.label AS party,
  mechanisms AS mechanisms, part.mechanism.id AS mechanism_id, part.mechanism.label AS mechanism,
  part.meeting.id AS meeting_id, part.meeting.label AS meeting, part.acted.role AS role,
  part.meeting.start_date AS start_date, part.acted.fact AS fact
