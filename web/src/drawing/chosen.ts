/** Which neighbours are drawn: a few of each relation, so that none crowds out the others; the table has all. */

import { isTerm } from "../kinds";
import type { Group } from "../views/entity";
import type { Fact, Listed } from "../wire";

export interface Drawn {
  neighbours: Listed[];
  edges: { fact: Fact; other: string; outwards: boolean }[];
  /** Neighbours that the drawing leaves out, but for words of lists. */
  left: number;
}

export const MOST_DRAWN = 24;

export function chosen(groups: Group[]): Drawn {
  const drawable = groups.map((group) => group.neighbours.filter(({ entity }) => !isTerm(entity.id)));
  const total = groups.reduce((sum, group, at) => sum + (drawable[at]?.length ? group.relation.count : 0), 0);
  const kept = fairly(drawable, MOST_DRAWN);
  const edges = groups.flatMap((group, at) =>
    (kept[at] ?? []).map(({ entity, fact }) => ({
      fact,
      other: entity.id,
      outwards: group.relation.direction === "out",
    })),
  );
  const neighbours = new Map(kept.flat().map(({ entity }) => [entity.id, entity]));
  return { neighbours: [...neighbours.values()], edges, left: total - edges.length };
}

/** The first few of each list, as many in all as there is room for: the short lists whole. */
export function fairly<T>(lists: T[][], most: number): T[][] {
  let share = Math.max(1, ...lists.map((list) => list.length));
  const size = () => lists.reduce((sum, list) => sum + Math.min(list.length, share), 0);
  while (share > 1 && size() > most) share -= 1;
  return lists.map((list) => list.slice(0, share));
}
