import { describe, expect, test } from "vitest";
import { columnsOf } from "../src/answer";
import { aboutOf, chairsInOrder, leaders, type Told } from "../src/views/meeting";
import type { Fact } from "../src/wire";

const chair = (name: string, side: string, property = "co_chaired") =>
  ({
    subject_label: name,
    property,
    value: "meeting/third",
    qualifiers: [
      { property: "in_capacity_as", value: "post/minister", label: "Minister of Trade" },
      { property: "on_behalf_of", value: side, label: side },
    ],
  }) as Fact;
const told = (chairs: Fact[], country = "") => ({ chairs, country }) as Told;
const names = (of: Told) => chairsInOrder(of).map((each) => each.subject_label);

describe("two chairs are equals", () => {
  const both = [chair("Zoe", "country/ruritania"), chair("Anna", "country/sylvania")];

  test("the host’s stands first", () => expect(names(told(both, "country/ruritania"))).toEqual(["Zoe", "Anna"]));
  test("where nobody hosts, names decide", () => expect(names(told(both))).toEqual(["Anna", "Zoe"]));
  test("elsewhere too", () => expect(names(told(both, "country/freedonia"))).toEqual(["Anna", "Zoe"]));
});

test("of all roles the foremost is told", () => {
  const spoke = chair("Cora", "country/ruritania", "spoke_at");
  const led = chair("Bero", "country/ruritania", "led_delegation_at");
  expect(leaders([spoke, led], "meeting/third")).toEqual([led]);
  expect(leaders([spoke], "meeting/third")).toEqual([spoke]);
  expect(leaders([spoke], "meeting/other")).toEqual([]);
});

test("a capacity is told with the side", () => {
  expect(aboutOf(chair("Anna", "Sylvania"))).toBe("Minister of Trade, for Sylvania");
  expect(aboutOf({ qualifiers: [] } as unknown as Fact)).toBe("");
});

test("a column of ids whose labels stand beside it is not shown", () => {
  expect(columnsOf(["official_id", "official", "session_number", "sector_id", "fact"])).toEqual([
    { name: "official", title: "official", id: "official_id" },
    { name: "session_number", title: "session number", id: undefined },
    { name: "sector_id", title: "sector id", id: undefined },
    { name: "fact", title: "how we know it", id: undefined },
  ]);
});
