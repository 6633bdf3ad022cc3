/** A named question: a form made of its header, its answer, and the text of it in both languages. */

import { useState } from "preact/hooks";
import { go, inPath, questionAddress } from "../address";
import { AnswerTable } from "../answer";
import { API, get, useLoaded } from "../api";
import { CoverageLine, counted, Heading, Shown } from "../parts";
import { Pick } from "../pick";
import type { Answer, Engine, Listed, Parameter, Query } from "../wire";

type Given = Record<string, string>;
const ENGINES: Record<Engine, { title: string; store: string }> = {
  cypher: { title: "Cypher", store: "Neo4j" },
  sparql: { title: "SPARQL", store: "the RDF store" },
};
const MOST_CSV = 10_000;

export function QuestionView({ name, given }: { name: string; given: Given }) {
  const { engine, cursor: _, ...parameters } = given;
  const query = useLoaded(name, (signal) => get<Query>(`/queries/${inPath(name)}/text`, signal));
  return (
    <Shown of={query}>
      {(value) => (
        <>
          <Heading title={value.title} />
          <p class="lead">{value.description}</p>
          <Form key={JSON.stringify(given)} query={value} given={parameters} engine={engine ?? ""} />
          {value.parameters.every((each) => !isNeeded(each) || parameters[each.name]) ? (
            <Asked query={value} given={given} />
          ) : (
            <Texts query={value} />
          )}
        </>
      )}
    </Shown>
  );
}

function isNeeded(parameter: Parameter): boolean {
  return parameter.required && parameter.default === null;
}

function Form({ query, given, engine }: { query: Query; given: Given; engine: string }) {
  const [values, setValues] = useState(given);
  const [asked, setAsked] = useState(engine);
  const set = (name: string, value: string) => setValues((before) => ({ ...before, [name]: value.trim() }));
  return (
    <form
      class="ask"
      onSubmit={(event) => {
        event.preventDefault();
        go(questionAddress(query.name, { ...values, engine: asked }));
      }}
    >
      {query.parameters.map((each) => (
        <Field key={each.name} of={each} value={values[each.name] ?? ""} set={(value) => set(each.name, value)} />
      ))}
      <div class="field">
        <label for="engine">answer from</label>
        <select id="engine" value={asked} onChange={(event) => setAsked(event.currentTarget.value)}>
          <option value="">whichever is ready</option>
          {query.engines.map((each) => (
            <option key={each} value={each}>
              {ENGINES[each].store}, in {ENGINES[each].title}
            </option>
          ))}
        </select>
      </div>
      <button type="submit" class="main">
        Ask
      </button>
    </form>
  );
}

function Field({ of, value, set }: { of: Parameter; value: string; set: (value: string) => void }) {
  const help = `help-${of.name}`;
  const label = of.name.replaceAll("_", " ");
  const common = { "aria-describedby": help, required: isNeeded(of) };
  return (
    <div class="field">
      {of.type === "id" ? (
        <EntityField label={label} value={value} set={set} help={help} required={common.required} />
      ) : (
        <>
          <label for={`field-${of.name}`}>
            {label}
            {common.required && <span class="needed"> (needed)</span>}
          </label>
          <input
            {...common}
            id={`field-${of.name}`}
            type="text"
            inputMode={of.type === "integer" ? "numeric" : "text"}
            autocomplete="off"
            placeholder={of.default ?? EXAMPLES[of.type] ?? ""}
            value={value}
            onInput={(event) => set(event.currentTarget.value)}
          />
        </>
      )}
      <p id={help} class="help">
        {of.help}
      </p>
    </div>
  );
}

const EXAMPLES: Record<string, string> = { date_from: "2024-07", date_to: "2024-07", date: "2024-07-01" };

/** A thing is chosen by its name; an id, or its last part, will do too. */
function EntityField(props: {
  label: string;
  value: string;
  set: (value: string) => void;
  help: string;
  required: boolean;
}) {
  const [begun] = useState(props.value); // as the address has it; what is typed since has its name from the list
  const named = useLoaded(begun, async (signal) =>
    begun ? (await get<Listed>(`/entities/${inPath(begun)}`, signal)).label : "",
  );
  const [typed, setTyped] = useState<string>();
  return (
    <Pick
      label={props.label}
      value={typed ?? named.value ?? props.value}
      required={props.required}
      describedBy={props.help}
      onChoose={(chosen) => {
        setTyped(chosen.label);
        props.set(chosen.id);
      }}
      onText={(text) => {
        setTyped(text);
        props.set(text);
      }}
    />
  );
}

async function loadAnswer(name: string, given: Given, signal: AbortSignal): Promise<{ answer: Answer; put: Query }> {
  const { cursor: _, engine: __, ...parameters } = given;
  const at = `/queries/${inPath(name)}`;
  const [answer, put] = await Promise.all([
    get<Answer>(`${at}?${new URLSearchParams(given)}`, signal),
    get<Query>(`${at}/text?${new URLSearchParams(parameters)}`, signal),
  ]);
  return { answer, put };
}

function Asked({ query, given }: { query: Query; given: Given }) {
  const loaded = useLoaded(JSON.stringify(given), (signal) => loadAnswer(query.name, given, signal));
  return (
    <Shown of={loaded}>
      {({ answer: value, put }) => (
        <>
          <section aria-labelledby="answer">
            <h2 id="answer">
              {value.truncated ? `The first ${counted(value.rows.length, "row")}` : counted(value.rows.length, "row")}
            </h2>
            <p class="about">
              <span>
                answered by {ENGINES[value.engine].store}, in {ENGINES[value.engine].title}
              </span>
              <a href={`${API}/queries/${inPath(query.name)}?${csvParameters(given)}`} download={`${query.name}.csv`}>
                CSV
              </a>
              <Permalink to={questionAddress(query.name, { ...given, ...value.parameters })} />
            </p>
            <AnswerTable of={value} />
            {value.truncated && (
              <p class="left-out">
                There are more rows than these.{" "}
                {value.next && (
                  <a href={questionAddress(query.name, { ...given, cursor: value.next })}>The next page</a>
                )}
                {"; "}the CSV has up to {MOST_CSV.toLocaleString("en-GB")}.
              </p>
            )}
            <CoverageLine of={value.coverage} />
          </section>
          <Texts query={put} answered={value.engine} />
        </>
      )}
    </Shown>
  );
}

function csvParameters(given: Given): URLSearchParams {
  const { cursor: _, ...rest } = given;
  return new URLSearchParams({ ...rest, format: "csv", limit: String(MOST_CSV) });
}

function Permalink({ to }: { to: string }) {
  const [copied, setCopied] = useState(false);
  const copy = () =>
    navigator.clipboard?.writeText(location.origin + to).then(
      () => setCopied(true),
      () => {},
    );
  return (
    <>
      <a href={to}>Permalink</a>
      {navigator.clipboard && (
        <button type="button" class="quiet" onClick={copy}>
          {copied ? "copied" : "copy it"}
        </button>
      )}
    </>
  );
}

/** The question as it was put, or, before it is, as it is written. */
function Texts({ query, answered }: { query: Query; answered?: Engine }) {
  return (
    <div class="texts">
      {query.engines.map((each) => (
        <section key={each} aria-labelledby={`in-${each}`}>
          <h2 id={`in-${each}`}>
            In {ENGINES[each].title}
            {answered === each && <span class="count">(this one answered)</span>}
          </h2>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard */}
          <pre tabIndex={0}>{query.asked[each] ?? query.texts[each]?.trim()}</pre>
        </section>
      ))}
      {query.engines.length === 1 && <p class="left-out">This question is written in one language only.</p>}
    </div>
  );
}
