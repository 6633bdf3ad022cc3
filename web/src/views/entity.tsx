/** One entity: what it is called, its neighbours drawn and in tables that say the same, and what is disputed of it. */

import { useEffect, useState } from "preact/hooks";
import { betweenAddress, go, inPath } from "../address";
import { Failure, get, useLoaded } from "../api";
import { intervalInWords, inWords } from "../dates";
import { Neighbourhood } from "../drawing/neighbourhood";
import { isTerm, kindOf, type Tone } from "../kinds";
import { Failed, Heading, ListedLink, Mark, Qualifiers, Sentence, Shown, Status, Text, Value } from "../parts";
import { Pick } from "../pick";
import type { Entity, Fact, FactList, NeighbourList, Relation } from "../wire";

interface Loaded {
  entity: Entity;
  values: FactList;
  outweighed: FactList;
  groups: Group[];
}

export interface Group extends NeighbourList {
  relation: Relation;
}

const FIRST = 12; // neighbours of each relation at first
const MORE = 50;

async function loadEntity(id: string, signal: AbortSignal): Promise<Loaded> {
  const at = `/entities/${inPath(id)}`;
  const [entity, values, outweighed] = await Promise.all([
    get<Entity>(at, signal),
    get<FactList>(`${at}/facts?only=values`, signal),
    get<FactList>(`${at}/facts?only=outweighed`, signal),
  ]);
  const groups = await Promise.all(
    entity.relations.map(async (relation) => ({ relation, ...(await neighbours(entity.id, relation, "", signal)) })),
  );
  return { entity, values, outweighed, groups: groups.sort((one, other) => place(one) - place(other)) };
}

const ORDER: Tone[] = ["meeting", "agreement", "person", "mission", "organisation", "country", "other"];

/** Meetings come first, words of lists last. */
function place({ neighbours: [first] }: Group): number {
  if (!first || isTerm(first.entity.id)) return ORDER.length;
  return ORDER.indexOf(kindOf(first.entity.id).tone);
}

function neighbours(id: string, relation: Relation, cursor: string, signal?: AbortSignal): Promise<NeighbourList> {
  const { property, direction } = relation;
  const asked = new URLSearchParams({ relation: property, direction, limit: String(cursor ? MORE : FIRST), cursor });
  return get<NeighbourList>(`/entities/${inPath(id)}/neighbours?${asked}`, signal);
}

export function EntityView({ id }: { id: string }) {
  const loaded = useLoaded(id, (signal) => loadEntity(id, signal));
  return <Shown of={loaded}>{(value) => <EntityOf {...value} />}</Shown>;
}

function EntityOf({ entity, values, outweighed, groups }: Loaded) {
  const isParty = entity.classes.includes("Party");
  return (
    <>
      <Heading title={entity.label}>
        <Mark id={entity.id} planned={entity.states.includes("planned")} /> <Text of={entity.label} />
      </Heading>
      <p class="about">
        {kindOf(entity.id).title}
        {entity.states.map((state) => (
          <Status key={state} of={state} />
        ))}
        {entity.date && <span class="date">{inWords(entity.date)}</span>}
        <a href={`/id/${inPath(entity.id)}`} class="id" type="text/turtle" title={entity.iri}>
          <Text of={entity.id} most={80} />
        </a>
      </p>
      {isParty && (
        <Pick
          label={`What is there between ${entity.label.slice(0, 60)} and …`}
          value=""
          placeholder="another country or organisation"
          onChoose={(other) => other.id !== entity.id && go(betweenAddress(entity.id, other.id))}
        />
      )}
      <Outweighed of={outweighed} />
      <div class="beside">
        <Neighbourhood entity={entity} groups={groups} />
        <div class="tables">
          {groups.map((group) => (
            <GroupOf key={`${group.relation.property} ${group.relation.direction}`} of={group} entity={entity} />
          ))}
          {groups.length === 0 && <p>No relation of it is known.</p>}
          <Values of={values} />
        </div>
      </div>
    </>
  );
}

function GroupOf({ of: group, entity }: { of: Group; entity: Entity }) {
  const [shown, setShown] = useState(group.neighbours);
  const [next, setNext] = useState(group.next);
  const [failure, setFailure] = useState<Failure>();
  useEffect(() => {
    setShown(group.neighbours);
    setNext(group.next);
  }, [group]);
  const more = () =>
    neighbours(entity.id, group.relation, next ?? "").then(
      (page) => {
        setShown([...shown, ...page.neighbours]);
        setNext(page.next);
        setFailure(undefined);
      },
      (error: unknown) => setFailure(error instanceof Failure ? error : new Failure(String(error), "")),
    );
  const { label, count } = group.relation;
  return (
    <table>
      <caption>
        {label} <span class="count">{shown.length < count ? `${shown.length} of ${count}` : count}</span>
      </caption>
      <thead class="unseen">
        <tr>
          <th scope="col">What</th>
          <th scope="col">How we know it</th>
        </tr>
      </thead>
      <tbody>
        {shown.map(({ entity: other, fact }) => (
          <tr key={fact.fact}>
            <td>
              <ListedLink of={other} />
              <Qualifiers of={fact.qualifiers} />
              <Interval of={fact} />
            </td>
            <td class="how">
              <Sentence of={fact} about={`${fact.subject_label} ${fact.property_label} ${fact.value_label}`} />
            </td>
          </tr>
        ))}
      </tbody>
      {(next || failure) && (
        <tfoot>
          <tr>
            <td colSpan={2}>
              {failure && <Failed of={failure} />}
              {next && (
                <button type="button" onClick={more}>
                  Show {Math.min(MORE, count - shown.length)} more
                </button>
              )}
            </td>
          </tr>
        </tfoot>
      )}
    </table>
  );
}

function Interval({ of }: { of: Fact }) {
  const words = intervalInWords(of);
  return words ? <span class="interval">{words}</span> : null;
}

/** What lost to another value, or was so until a later source told otherwise: never among what holds. */
function Outweighed({ of }: { of: FactList }) {
  if (of.facts.length === 0) return null;
  return (
    <section class="outweighed" aria-labelledby="outweighed">
      <h2 id="outweighed">Also said, and not what we hold</h2>
      <ul class="plain">
        {of.facts.map((fact) => (
          <li key={fact.fact}>
            <Text of={fact.subject_label} /> <span class="relation">{fact.property_label}</span> <Value of={fact} />
            <Interval of={fact} /> <Sentence of={fact} about={`${fact.subject_label} ${fact.property_label}`} />
          </li>
        ))}
      </ul>
      {of.next && <p class="left-out">There is more of this than the first {of.facts.length}.</p>}
    </section>
  );
}

function Values({ of }: { of: FactList }) {
  const told = of.facts.filter((fact) => fact.property !== "type");
  if (told.length === 0) return null;
  return (
    <table>
      <caption>Names, dates, codes</caption>
      <thead class="unseen">
        <tr>
          <th scope="col">What</th>
          <th scope="col">Value</th>
          <th scope="col">How we know it</th>
        </tr>
      </thead>
      <tbody>
        {told.map((fact) => (
          <tr key={fact.fact}>
            <td>{fact.property_label}</td>
            <td>
              <Value of={fact} />
              <Interval of={fact} />
            </td>
            <td class="how">
              <Sentence of={fact} about={`${fact.subject_label} ${fact.property_label} ${fact.value}`} />
            </td>
          </tr>
        ))}
      </tbody>
      {of.next && (
        <tfoot>
          <tr>
            <td colSpan={3} class="left-out">
              There is more of this than the first {of.facts.length}.
            </td>
          </tr>
        </tfoot>
      )}
    </table>
  );
}
