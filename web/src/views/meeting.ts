/** What is told of a meeting or agreement, as far as a short account of it needs it. */

import { inPath } from "../address";
import { get } from "../api";
import type { Fact, FactList, Listed } from "../wire";

export interface Told {
  entity: Listed;
  date: Fact | undefined;
  place: Fact | undefined;
  session: Fact | undefined;
  status: Fact | undefined;
  /** Those who led it, of all roles the foremost that is told. */
  chairs: Fact[];
  /** The country in which the place is. */
  country: string;
}

// From the foremost on: of these roles the first is shown that anybody had.
const LEADING = [["chaired", "co_chaired"], ["led_delegation_at"], ["hosted", "received", "called_on"], ["spoke_at"]];

export async function factsOf(entity: Listed, signal: AbortSignal): Promise<Told> {
  const facts = (await get<FactList>(`/entities/${inPath(entity.id)}/facts?limit=1000`, signal)).facts;
  const winning = facts.filter((fact) => fact.rank === "normal" || fact.rank === "preferred");
  const own = (property: string) => winning.find((fact) => fact.property === property && fact.subject === entity.id);
  const place = own("held_in");
  return {
    entity,
    date: own("start_date"),
    place,
    session: own("session_of"),
    status: own("has_status"),
    chairs: leaders(winning, entity.id),
    country: place ? await countryOf(String(place.value), signal) : "",
  };
}

/** Those who had the foremost role that is told. */
export function leaders(facts: Fact[], meeting: string): Fact[] {
  for (const roles of LEADING) {
    const found = facts.filter((fact) => fact.value === meeting && roles.includes(fact.property));
    if (found.length > 0) return found;
  }
  return [];
}

async function countryOf(place: string, signal: AbortSignal): Promise<string> {
  const { facts } = await get<FactList>(`/entities/${inPath(place)}/facts?only=relations&limit=1000`, signal);
  const found = facts.find((fact) => fact.property === "located_in" && fact.subject === place);
  return found ? String(found.value) : "";
}

/** The side in whose country it was. */
export function hostOf(told: Told): string {
  return told.country;
}

/** Two chairs are equals: the host’s first, then by name. */
export function chairsInOrder(told: Told): Fact[] {
  const rank = (fact: Fact) => (sidesOf(fact).includes(told.country) && told.country ? 0 : 1);
  return told.chairs.toSorted(
    (one, other) => rank(one) - rank(other) || one.subject_label.localeCompare(other.subject_label, "en"),
  );
}

function sidesOf(fact: Fact): (string | number)[] {
  return fact.qualifiers.filter((each) => each.property === "on_behalf_of").map((each) => each.value);
}

/** In which capacity and for whom: “Minister of Trade, for Ruritania”. */
export function aboutOf(fact: Fact): string {
  const labels = (property: string) =>
    fact.qualifiers.filter((each) => each.property === property).map((each) => each.label ?? String(each.value));
  const [posts, sides] = [labels("in_capacity_as"), labels("on_behalf_of")];
  return [...posts, sides.length > 0 ? `for ${sides.join(" and ")}` : ""].filter(Boolean).join(", ");
}
