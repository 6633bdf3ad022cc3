/** Two parties: when they last met, what is next, what is open; each line leads to its sentence. */

import type { ComponentChildren } from "preact";
import { betweenAddress, questionAddress } from "../address";
import { get, useLoaded } from "../api";
import { inWords, lastDay } from "../dates";
import { isTerm } from "../kinds";
import { CoverageLine, counted, EntityLink, Heading, ListedLink, Mark, Sentence, Shown, Status, Text } from "../parts";
import type { Fact, Listed, Pair, Query, QueryList, Shared, Start } from "../wire";
import { EntityView } from "./entity";
import { aboutOf, chairsInOrder, factsOf, hostOf, type Told } from "./meeting";

export function StartView() {
  const start = useLoaded("start", (signal) => get<Start>("/start", signal));
  return (
    <Shown of={start}>
      {({ one, other }) => {
        if (one && other) return <PairView one={one.id} other={other.id} />;
        return one ? <EntityView id={one.id} /> : <Nothing />;
      }}
    </Shown>
  );
}

function Nothing() {
  return (
    <>
      <Heading title="Nothing was read yet" />
      <p>
        Read reports by <code>comity ingest FOLDER/</code>, then load this page again.
      </p>
    </>
  );
}

interface Loaded {
  pair: Pair;
  /** The host of the last meeting first, then by name. */
  order: [Listed, Listed];
  met: Told | undefined;
  next: Told | undefined;
  open: Told[];
}

const MOST_OPEN = 10;

async function loadPair(one: string, other: string, signal: AbortSignal): Promise<Loaded> {
  const pair = await get<Pair>(betweenAddress(one, other), signal);
  const tell = (of: Shared) => factsOf(of.entity, signal);
  const [met, next, open] = await Promise.all([
    pair.last_met ? tell(pair.last_met) : undefined,
    pair.next_meeting ? tell(pair.next_meeting) : undefined,
    Promise.all(pair.open.slice(0, MOST_OPEN).map(tell)),
  ]);
  const byName = [pair.one, pair.other].sort((a, b) => a.label.localeCompare(b.label, "en")) as [Listed, Listed];
  const host = met && hostOf(met);
  const order: [Listed, Listed] = host === byName[1].id ? [byName[1], byName[0]] : byName;
  return { pair, order, met, next, open };
}

export function PairView({ one, other }: { one: string; other: string }) {
  const loaded = useLoaded(`${one} ${other}`, (signal) => loadPair(one, other, signal));
  return <Shown of={loaded}>{(value) => <PairOf {...value} />}</Shown>;
}

function PairOf({ pair, order, met, next, open }: Loaded) {
  const [first, second] = order;
  return (
    <>
      <Heading title={`${first.label} and ${second.label}`}>
        <EntityLink id={first.id} label={first.label} /> <span class="and">and</span>{" "}
        <EntityLink id={second.id} label={second.label} />
      </Heading>
      <div class="cards">
        <section class="card" aria-labelledby="last-met">
          <h2 id="last-met">Last met</h2>
          {met ? <Meeting of={met} /> : <p>No meeting of the two is known to have been held.</p>}
        </section>
        <section class="card ahead" aria-labelledby="next">
          <h2 id="next">{next && isPast(next.entity) ? "Planned, not known to have been held" : "Next"}</h2>
          {next ? <Meeting of={next} /> : <p>No meeting is known to be planned.</p>}
        </section>
        <section class="card ahead" aria-labelledby="open">
          <h2 id="open">Open{pair.open.length > 0 && `: ${counted(pair.open.length, "agreement")}`}</h2>
          {open.length ? <Open of={open} /> : <p>No agreement is known to be in the making.</p>}
          {pair.open.length > open.length && <p class="left-out">The rest is in the table below.</p>}
        </section>
      </div>
      <Questions one={first} other={second} />
      <Between pair={pair} shown={[met, next, ...open].flatMap((each) => each?.entity.id ?? [])} />
      <CoverageLine of={pair.coverage} />
    </>
  );
}

function isPast(meeting: Listed): boolean {
  const last = lastDay(meeting.date);
  return last !== "" && last < new Date().toISOString().slice(0, 10);
}

function Meeting({ of: told }: { of: Told }) {
  const { entity, date, place, session } = told;
  const chairs = chairsInOrder(told);
  return (
    <>
      <p class="what">
        <EntityLink id={entity.id} label={entity.label} states={entity.states} />
        {entity.states.map((state) => (
          <Status key={state} of={state} />
        ))}
      </p>
      <dl>
        {date && (
          <Line title="When" fact={date} about={`when the ${entity.label} was`}>
            {inWords(String(date.value))}
          </Line>
        )}
        {place && (
          <Line title="Where" fact={place} about={`where the ${entity.label} was`}>
            <EntityLink id={String(place.value)} label={place.value_label ?? String(place.value)} />
          </Line>
        )}
        {session && (
          <Line title="Session of" fact={session} about={`of what the ${entity.label} is a session`}>
            <EntityLink id={String(session.value)} label={session.value_label ?? String(session.value)} />
          </Line>
        )}
        {chairs.map((fact, at) => (
          <Line
            key={fact.fact}
            title={chairs[at - 1]?.property === fact.property ? "" : capital(fact.property_label)}
            fact={fact}
            about={`${fact.subject_label} ${fact.property_label} it`}
          >
            <EntityLink id={fact.subject} label={fact.subject_label} />
            <span class="capacity">
              <Text of={aboutOf(fact)} />
            </span>
          </Line>
        ))}
      </dl>
    </>
  );
}

interface LineProps {
  title: string;
  fact: Fact;
  about: string;
  children: ComponentChildren;
}

function Line({ title, fact, about, children }: LineProps) {
  return (
    <div>
      <dt class={title ? "" : "unseen"}>{title || "and"}</dt>
      <dd class="line">
        <span>{children}</span>
        <Sentence of={fact} about={about} />
      </dd>
    </div>
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function Open({ of }: { of: Told[] }) {
  return (
    <ul class="plain">
      {of.map(({ entity, status }) => (
        <li key={entity.id} class="line">
          <span>
            <EntityLink id={entity.id} label={entity.label} states={entity.states} />
            {entity.states.map((state) => (
              <Status key={state} of={state} />
            ))}
          </span>
          {status && <Sentence of={status} about={`how the ${entity.label} stands`} />}
        </li>
      ))}
    </ul>
  );
}

/** The questions that take two sides, ready to be asked about these. */
function Questions({ one, other }: { one: Listed; other: Listed }) {
  const loaded = useLoaded("questions", (signal) => get<QueryList>("/queries", signal));
  const fitting = loaded.value?.queries.filter(takesTwo) ?? [];
  if (fitting.length === 0) return null;
  return (
    <section aria-labelledby="ask">
      <h2 id="ask">Ask about the two</h2>
      <ul class="asks">
        {fitting.map((query) => (
          <li key={query.name}>
            <a href={questionAddress(query.name, { party: one.id, counterpart: other.id })}>{query.title}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function takesTwo(query: Query): boolean {
  const names = query.parameters.map((each) => each.name);
  return names.includes("party") && names.includes("counterpart");
}

function Between({ pair, shown }: { pair: Pair; shown: string[] }) {
  const rest = pair.shared.filter((each) => !isTerm(each.entity.id) && !shown.includes(each.entity.id));
  if (rest.length + pair.direct.length === 0) return null;
  return (
    <section aria-labelledby="shared">
      <h2 id="shared">What else the two have to do with</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">How each has to do with it</th>
          </tr>
        </thead>
        <tbody>
          {pair.direct.map((fact) => (
            <tr key={fact.fact}>
              <td>
                <Mark id={fact.subject} /> <Text of={fact.subject_label} /> {fact.property_label}{" "}
                <Text of={fact.value_label ?? String(fact.value)} />
              </td>
              <td>
                <Sentence of={fact} about={`${fact.subject_label} ${fact.property_label} ${fact.value_label}`} />
              </td>
            </tr>
          ))}
          {rest.map(({ entity, facts }) => (
            <tr key={entity.id}>
              <td>
                <ListedLink of={entity} />
              </td>
              <td>
                <ul class="plain">
                  {facts.map((fact) => (
                    <li key={fact.fact}>
                      <Text of={fact.subject_label} most={60} /> {fact.property_label}{" "}
                      <Text of={fact.value_label ?? String(fact.value)} most={60} />{" "}
                      <Sentence of={fact} about={`${fact.subject_label} ${fact.property_label} ${fact.value_label}`} />
                    </li>
                  ))}
                </ul>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {pair.truncated && <p class="left-out">There is more; the latest {pair.shared.length} things are shown.</p>}
    </section>
  );
}
