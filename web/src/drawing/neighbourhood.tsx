/** An entity and its neighbours, drawn by cytoscape; the tables beside it say the same to who does not see it. */

import type { Core, ElementDefinition } from "cytoscape";
import { useEffect, useRef } from "preact/hooks";
import { entityAddress, factAddress, go } from "../address";
import { counted } from "../parts";
import { cut } from "../text";
import type { Group } from "../views/entity";
import type { Entity } from "../wire";
import { chosen, type Drawn } from "./chosen";
import { heightFor, spots } from "./layout";
import { look, styleFor } from "./style";

const MOST_NAMED = 16; // edges, above which their names would cover each other

export function Neighbourhood({ entity, groups }: { entity: Entity; groups: Group[] }) {
  const place = useRef<HTMLDivElement>(null);
  const drawn = chosen(groups);
  const height = heightFor(drawn.neighbours.length);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is drawn is made of `groups` anew each time
  useEffect(() => {
    const frame = place.current;
    if (!frame) return;
    let core: Core | undefined;
    let gone = false;
    const redraw = async () => {
      const { default: cytoscape } = await import("cytoscape");
      if (gone) return;
      core?.destroy();
      core = cytoscape({
        container: frame,
        elements: elements(entity, drawn, { width: frame.clientWidth, height }),
        style: styleFor(frame.clientWidth, drawn.edges.length <= MOST_NAMED),
        layout: { name: "preset", fit: false },
        userZoomingEnabled: false,
        userPanningEnabled: false,
        boxSelectionEnabled: false,
        autoungrabify: true,
        autounselectify: true,
      });
      core.on("tap", "node", (event) => go(entityAddress(event.target.data("entity"))));
      core.on("tap", "edge", (event) => go(factAddress(event.target.id())));
      core.on("mouseover", "node, edge", () => frame.classList.add("over"));
      core.on("mouseout", "node, edge", () => frame.classList.remove("over"));
    };
    let width = 0;
    const watch = new ResizeObserver(() => {
      if (frame.clientWidth !== width) {
        width = frame.clientWidth;
        redraw();
      }
    });
    watch.observe(frame);
    return () => {
      gone = true;
      watch.disconnect();
      core?.destroy();
    };
  }, [entity, groups]);
  if (drawn.neighbours.length === 0) return null;
  return (
    <figure class="drawing">
      <div
        ref={place}
        class="canvas"
        style={{ height: `${height}px` }}
        role="img"
        aria-label={`${cut(entity.label, 80)} and ${counted(drawn.neighbours.length, "neighbour")}, drawn; the tables say the same.`}
      />
      <figcaption>
        {drawn.left > 0
          ? `${drawn.edges.length} relations are drawn; ${counted(drawn.left, "more is", "more are")} left out here. The tables have all.`
          : "All relations to other things are drawn; the tables say the same, and the words of lists besides."}
      </figcaption>
    </figure>
  );
}

function elements(entity: Entity, drawn: Drawn, frame: { width: number; height: number }): ElementDefinition[] {
  const middle = { x: frame.width / 2, y: frame.height / 2 };
  const nodes = [
    {
      data: {
        id: entity.id,
        entity: entity.id,
        label: frame.width < 500 ? "" : cut(entity.label, 44),
        ...look(entity),
      },
      position: middle,
      classes: "middle",
    },
    ...spots(drawn.neighbours.length, frame).map((spot, at): ElementDefinition => {
      const each = drawn.neighbours[at] as Entity;
      return {
        data: { id: each.id, entity: each.id, label: cut(each.label, frame.width < 500 ? 34 : 46), ...look(each) },
        position: { x: spot.x, y: spot.y },
        classes: `${spot.side} ${each.states.includes("planned") ? "planned" : ""}`,
      };
    }),
  ];
  const edges = drawn.edges.map(({ fact, other, outwards }): ElementDefinition => {
    const [source, target] = outwards ? [entity.id, other] : [other, entity.id];
    return { data: { id: fact.fact, source, target, label: fact.property_label } };
  });
  return [...nodes, ...edges];
}
