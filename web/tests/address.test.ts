import { describe, expect, test } from "vitest";
import {
  betweenAddress,
  documentAddress,
  entityAddress,
  factAddress,
  questionAddress,
  searchAddress,
  type View,
  viewAt,
} from "../src/address";

describe("an address that is made of a view leads back to it", () => {
  test.each<[string, View]>([
    ["/", { name: "start" }],
    [entityAddress("country/PAK"), { name: "entity", id: "country/PAK" }],
    [entityAddress("official/zoë <b>?#%"), { name: "entity", id: "official/zoë <b>?#%" }],
    [entityAddress("document/report-7"), { name: "document", id: "report-7", fact: "" }],
    [documentAddress("document/report-7", "0f3c"), { name: "document", id: "report-7", fact: "0f3c" }],
    [betweenAddress("country/PAK", "bloc/ASEAN"), { name: "between", one: "country/PAK", other: "bloc/ASEAN" }],
    [betweenAddress("PAK", "AZE"), { name: "between", one: "PAK", other: "AZE" }],
    [factAddress("0f3c"), { name: "fact", id: "0f3c" }],
    ["/questions", { name: "questions" }],
    [
      questionAddress("who", { party: "country/PAK", from: "" }),
      { name: "question", query: "who", given: { party: "country/PAK" } },
    ],
    [searchAddress("a&b=c#d"), { name: "search", text: "a&b=c#d" }],
    ["/sources", { name: "sources" }],
    ["/elsewhere", { name: "nowhere", path: "/elsewhere" }],
    ["/entity/%E0%A4%A", { name: "entity", id: "%E0%A4%A" }],
  ])("%s", (address, view) => {
    const { pathname, search } = new URL(address, "http://localhost");
    expect(viewAt(pathname, search)).toEqual(view);
  });
});
