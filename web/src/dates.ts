/** Dates in words, at the precision that they have. The text is EDTF (Library of Congress), as the service gives it. */

import type { Days } from "./wire";

const MONTHS = "January February March April May June July August September October November December".split(" ");

const DAY = "(?:\\d{4}|XXXX)(?:-(?:0[1-9]|1[0-2])(?:-\\d\\d)?)?";
const EDTF = new RegExp(`^(?:${DAY}|(?:${DAY}|\\.\\.)?/(?:${DAY}|\\.\\.)?)$`);

/** “24 January 2025”, “July 2024”, “2027”, “by 25 March 2024”; what is written otherwise stays as it is. */
export function inWords(edtf: string): string {
  if (!EDTF.test(edtf)) return edtf;
  const [start, end] = edtf.split("/");
  if (start === undefined || end === undefined) return point(edtf);
  if (start === ".." || start === "") return `by ${point(end)}`;
  if (end === ".." || end === "") return `from ${point(start)}`;
  return `${point(start)} – ${point(end)}`;
}

function point(text: string): string {
  const match = /^(\d{4}|XXXX)(?:-(\d\d)(?:-(\d\d))?)?$/.exec(text);
  if (!match) return text;
  const [, year, month, day] = match;
  const name = month && MONTHS[Number(month) - 1];
  const words = [day && String(Number(day)), name, year === "XXXX" ? "(year not given)" : year];
  return words.filter(Boolean).join(" ");
}

/** The last day that a date may mean, as an ISO date; empty where it has none. */
export function lastDay(edtf: string): string {
  const text = edtf.split("/").at(-1) ?? "";
  const [year = "", month, day] = text.split("-");
  if (!/^\d{4}$/.test(year)) return "";
  if (!month) return `${year}-12-31`;
  return day ? text : `${year}-${month}-${new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()}`;
}

/** Since when and until when something was so; empty where nothing is known of it. */
export function intervalInWords(days: Days): string {
  const { from_first, from_last, to_first, to_last, observed_until } = days;
  if (!from_first && from_last && from_last === to_first && !to_last) return `so on ${point(from_last)}, at least`;
  const words = [
    bound(from_first, from_last, "since", "begun"),
    bound(to_first, to_last, "until", "ended"),
    observed_until && !to_last ? `the source looked until ${point(observed_until)}` : "",
  ];
  return words.filter(Boolean).join(", ");
}

function bound(first: string | null, last: string | null, exact: string, loose: string): string {
  if (first && last) return first === last ? `${exact} ${point(first)}` : `${loose} ${range(first, last)}`;
  if (last) return `${loose} by ${point(last)}`;
  return first ? `not ${loose} before ${point(first)}` : "";
}

/** A whole year or month by its name, else from day to day. */
function range(first: string, last: string): string {
  for (const length of [4, 7]) {
    const period = first.slice(0, length);
    if (last === lastDay(period) && first === firstDay(period)) return `in ${point(period)}`;
  }
  return `between ${point(first)} and ${point(last)}`;
}

function firstDay(period: string): string {
  return period.length === 4 ? `${period}-01-01` : `${period}-01`;
}
