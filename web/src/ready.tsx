/** Says what is still starting, until all is ready, and looks again now and then. */

import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { get } from "./api";
import { Text } from "./parts";
import type { Health, Store } from "./wire";

const SOON = 1500;
const LATER = 20_000;
const TITLES: Record<string, string> = { neo4j: "Neo4j", sparql: "RDF store" };
const health = signal<Health | undefined>(undefined);
const lost = signal(false);

async function look(): Promise<void> {
  try {
    health.value = await get<Health>("/health");
    lost.value = false;
  } catch {
    lost.value = true;
  }
}

export function Ready() {
  useEffect(() => {
    let timer = 0;
    const again = async () => {
      await look();
      timer = window.setTimeout(again, health.value?.ok && !lost.value ? LATER : SOON);
    };
    again();
    return () => clearTimeout(timer);
  }, []);
  return (
    <div class="stores" role="status">
      {lost.value ? (
        <span class="store failed">The service does not answer</span>
      ) : (
        health.value?.stores.map((store) => <StoreState key={store.name} of={store} />)
      )}
    </div>
  );
}

function StoreState({ of: store }: { of: Store }) {
  const title = TITLES[store.name] ?? store.name;
  return (
    <span class={`store ${store.state.replaceAll(" ", "-")}`} title={store.reason}>
      {title} {store.state === "ready" ? "ready" : store.state === "failed" ? "not available" : `${store.state} …`}
      {store.state === "failed" && (
        <span class="unseen">
          : <Text of={store.reason} most={300} />
        </span>
      )}
    </span>
  );
}
