/** The named questions. */

import { questionAddress } from "../address";
import { get, useLoaded } from "../api";
import { Heading, Shown } from "../parts";
import type { QueryList } from "../wire";

export function QuestionsView() {
  const loaded = useLoaded("questions", (signal) => get<QueryList>("/queries", signal));
  return (
    <>
      <Heading title="Questions" />
      <p class="lead">
        Each is written in Cypher and in SPARQL, and both give the same rows, unless it says otherwise.
      </p>
      <Shown of={loaded}>
        {({ queries }) => (
          <ul class="questions">
            {queries.map((query) => (
              <li key={query.name}>
                <a href={questionAddress(query.name)}>{query.title}</a>
                <p>{query.description}</p>
                {query.engines.length === 1 && <p>In {query.engines[0] === "cypher" ? "Cypher" : "SPARQL"} only.</p>}
              </li>
            ))}
          </ul>
        )}
      </Shown>
    </>
  );
}
