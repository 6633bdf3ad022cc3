import { describe, expect, test } from "vitest";
import { chosen, fairly, MOST_DRAWN } from "../src/drawing/chosen";
import { heightFor, spots } from "../src/drawing/layout";
import type { Fact, Listed } from "../src/wire";

describe("no two names stand on one line of a side", () => {
  test.each([1, 2, 3, 7, 24])("%i neighbours", (count) => {
    const frame = { width: 640, height: heightFor(count) };
    const found = spots(count, frame);
    expect(found).toHaveLength(count);
    for (const side of ["left", "right"]) {
      const lines = found.filter((each) => each.side === side).map((each) => each.y);
      for (const [at, y] of lines.entries()) {
        if (at > 0) expect(y - (lines[at - 1] ?? 0)).toBeGreaterThanOrEqual(40);
        expect(y).toBeGreaterThan(0);
        expect(y).toBeLessThan(frame.height);
      }
    }
    for (const each of found) expect(each.side === "right" ? each.x > 320 : each.x < 320).toBe(true);
  });
});

describe("each relation has its share of a drawing", () => {
  test("short lists are whole, long ones are cut", () => {
    expect(fairly([[1, 2, 3, 4], [5], [6, 7]], 5)).toEqual([[1, 2], [5], [6, 7]]);
    expect(fairly([[1], [2]], 5)).toEqual([[1], [2]]);
    expect(fairly([], 5)).toEqual([]);
  });

  test("what is left out is counted, words of lists are not drawn", () => {
    const group = (property: string, ids: string[], count: number) => ({
      relation: { property, direction: "out" as const, label: property, count },
      next: null,
      neighbours: ids.map((id) => ({
        entity: { id, label: id, classes: [], states: [], date: "" } satisfies Listed,
        fact: { fact: `${property} ${id}`, property_label: property } as Fact,
      })),
    });
    const many = Array.from({ length: 12 }, (_, at) => `meeting/${at}`);
    const drawn = chosen([
      group("took_part_in", many, 300),
      group("has_standing", ["standing/current"], 1),
      group("hosted", many, 12),
      group("between", ["mechanism/one"], 1),
    ]);
    expect(drawn.edges.length).toBeLessThanOrEqual(MOST_DRAWN);
    expect(drawn.neighbours.map((each) => each.id)).not.toContain("standing/current");
    expect(drawn.neighbours.map((each) => each.id)).toContain("mechanism/one");
    expect(drawn.edges.length + drawn.left).toBe(300 + 12 + 1);
  });
});
