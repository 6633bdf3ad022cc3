import { describe, expect, test } from "vitest";
import { intervalInWords, inWords, lastDay } from "../src/dates";
import type { Days } from "../src/wire";

const NONE: Days = { from_first: null, from_last: null, to_first: null, to_last: null, observed_until: null };

describe("a date is shown at the precision that it has", () => {
  test.each([
    ["2025-01-24", "24 January 2025"],
    ["2024-07", "July 2024"],
    ["2027", "2027"],
    ["XXXX-09-18", "18 September (year not given)"],
    ["../2024-03-25", "by 25 March 2024"],
    ["2024-03/..", "from March 2024"],
    ["2024/2028", "2024 – 2028"],
    ["", ""],
    ["spring 2024", "spring 2024"],
    ["770", "770"],
    ["2024-28", "2024-28"],
    ["Minister for Women/Youth", "Minister for Women/Youth"],
  ])("%s", (edtf, words) => expect(inWords(edtf)).toBe(words));
});

describe("the last day that a date may mean", () => {
  test.each([
    ["2025-01-24", "2025-01-24"],
    ["2024-02", "2024-02-29"],
    ["2027", "2027-12-31"],
    ["2024/2028", "2028-12-31"],
    ["2024/..", ""],
    ["XXXX-09-18", ""],
    ["", ""],
  ])("%s", (edtf, day) => expect(lastDay(edtf)).toBe(day));
});

describe("an interval says no more than its four days", () => {
  test.each<[Partial<Days>, string]>([
    [{}, ""],
    [{ from_last: "2025-01-24", to_first: "2025-01-24" }, "so on 24 January 2025, at least"],
    [{ from_first: "1993-01-01", from_last: "1993-12-31" }, "begun in 1993"],
    [{ from_first: "2024-02-01", from_last: "2024-02-29" }, "begun in February 2024"],
    [{ from_first: "2024-02-03", from_last: "2024-02-09" }, "begun between 3 February 2024 and 9 February 2024"],
    [{ from_first: "1947-08-14", from_last: "1947-08-14" }, "since 14 August 1947"],
    [{ from_last: "2020-01-02", to_first: "2024-05-31" }, "begun by 2 January 2020, not ended before 31 May 2024"],
    [{ to_first: "2003-02-04", to_last: "2003-02-04" }, "until 4 February 2003"],
    [{ observed_until: "2014-12-31" }, "the source looked until 31 December 2014"],
    [{ to_last: "2010-01-01", observed_until: "2014-12-31" }, "ended by 1 January 2010"],
  ])("%j", (days, words) => expect(intervalInWords({ ...NONE, ...days })).toBe(words));
});
