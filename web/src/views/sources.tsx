/** What was read. */

import { documentAddress } from "../address";
import { get, useLoaded } from "../api";
import { inWords } from "../dates";
import { CoverageLine, counted, Heading, Shown, Status, Text } from "../parts";
import type { SourceList } from "../wire";

export function SourcesView() {
  const loaded = useLoaded("sources", (signal) => get<SourceList>("/sources?limit=500", signal));
  return (
    <>
      <Heading title="Sources" />
      <Shown of={loaded}>
        {({ sources, coverage, next }) => (
          <>
            <CoverageLine of={coverage} />
            <table class="stacked">
              <caption>{next ? `The first ${sources.length}` : counted(sources.length, "document")}</caption>
              <thead>
                <tr>
                  <th scope="col">Title</th>
                  <th scope="col">Kind</th>
                  <th scope="col">Publisher</th>
                  <th scope="col">Published</th>
                </tr>
              </thead>
              <tbody>
                {sources.map((each) => (
                  <tr key={each.id}>
                    <td>
                      <a href={documentAddress(each.id)}>
                        <Text of={each.title || each.id} />
                      </a>
                    </td>
                    <td>
                      <Status of={each.kind} />
                    </td>
                    <td>
                      <Text of={each.publisher} />
                    </td>
                    <td class="date">{inWords(each.published)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            {next && <p class="left-out">There are more sources; /api/v1/sources has all.</p>}
          </>
        )}
      </Shown>
    </>
  );
}
