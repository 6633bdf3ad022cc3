/** What a name may mean. */

import { get, useLoaded } from "../api";
import { counted, Heading, ListedLink, Shown } from "../parts";
import type { EntityList } from "../wire";

const MOST = 50;

export function SearchView({ text }: { text: string }) {
  const address = `/entities?limit=${MOST}&q=${encodeURIComponent(text.slice(0, 500))}`;
  const found = useLoaded(address, (signal) => get<EntityList>(address, signal));
  return (
    <>
      <Heading title={text ? `Found for “${text}”` : "All that is known"} />
      <Shown of={found}>
        {({ entities, next }) => (
          <>
            <p class="about">
              {next ? `The first ${entities.length}` : counted(entities.length, "thing")}, best first.
            </p>
            <ul class="found">
              {entities.map((each) => (
                <li key={each.id}>
                  <ListedLink of={each} />
                </li>
              ))}
            </ul>
            {next && <p class="left-out">There are more: write more of the name.</p>}
          </>
        )}
      </Shown>
    </>
  );
}
