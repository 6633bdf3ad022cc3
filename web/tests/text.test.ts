import { describe, expect, test } from "vitest";
import { cut, paragraphAround, pieces } from "../src/text";

describe("a long text is cut between whole characters", () => {
  test.each([
    ["Anna", 10, "Anna"],
    ["Anna Olm", 5, "Anna…"],
    ["🜁🜁🜁🜁", 3, "🜁🜁…"],
    ["🜁🜁🜁🜁", 4, "🜁🜁🜁🜁"],
  ])("%s at %i", (text, most, short) => expect(cut(text, most)).toBe(short));
});

describe("a text is divided where passages begin and end, by code points", () => {
  const points = [..."🜁 met 🜁."];

  test("nothing is lost, whatever overlaps", () => {
    const passages = [
      { start: 0, end: 5 },
      { start: 2, end: 8 },
      { start: 4, end: 4 },
      { start: 90, end: 99 },
    ];
    const found = pieces(points, passages);
    expect(found.map((each) => each.text).join("")).toBe("🜁 met 🜁.");
    expect(found.map((each) => each.within.length)).toEqual([1, 2, 1]);
    expect(found[1]?.text).toBe("met");
  });

  test("a part of it is divided alike", () => {
    const found = pieces(points, [{ start: 0, end: 5 }], 2, 8);
    expect(found.map((each) => [each.text, each.within.length])).toEqual([
      ["met", 1],
      [" 🜁.", 0],
    ]);
  });
});

test("a passage is shown in its paragraph, and no more than so much of it", () => {
  const points = [..."One.\nTwo. Three.\nFour."];
  expect(points.slice(...paragraphAround(points, [{ start: 10, end: 16 }])).join("")).toBe("Two. Three.");
  expect(paragraphAround(points, [{ start: 10, end: 12 }], 2)).toEqual([8, 14]);
});
