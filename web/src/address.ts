/** Addresses: each view has one, and whatever leads to a view is an ordinary link. */

import { signal } from "@preact/signals";

export type View =
  | { name: "start" }
  | { name: "entity"; id: string }
  | { name: "between"; one: string; other: string }
  | { name: "fact"; id: string }
  | { name: "document"; id: string; fact: string }
  | { name: "questions" }
  | { name: "question"; query: string; given: Record<string, string> }
  | { name: "search"; text: string }
  | { name: "sources" }
  | { name: "nowhere"; path: string };

/** The view that an address names. */
export function viewAt(path: string, search = ""): View {
  const [first = "", ...rest] = path.split("/").filter(Boolean).map(decoded);
  const parameters = new URLSearchParams(search);
  const id = rest.join("/");
  if (first === "") return { name: "start" };
  if (first === "entity" && id) return { name: "entity", id };
  if (first === "between" && rest.length >= 2) return pairOf(rest);
  if (first === "fact" && id) return { name: "fact", id };
  if (first === "document" && id) return { name: "document", id, fact: parameters.get("fact") ?? "" };
  if (first === "questions" && id) return { name: "question", query: id, given: Object.fromEntries(parameters) };
  if (first === "questions") return { name: "questions" };
  if (first === "search") return { name: "search", text: parameters.get("q") ?? "" };
  if (first === "sources") return { name: "sources" };
  return { name: "nowhere", path };
}

/** Two ids one after the other: a whole one has two parts. */
function pairOf(parts: string[]): View {
  const half = parts.length / 2;
  return { name: "between", one: parts.slice(0, half).join("/"), other: parts.slice(half).join("/") };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** An id as a part of a path: its slashes stay. */
export function inPath(id: string): string {
  return id.split("/").map(encodeURIComponent).join("/");
}

export function entityAddress(id: string): string {
  const document = id.startsWith("document/");
  return document ? documentAddress(id) : `/entity/${inPath(id)}`;
}

export function documentAddress(id: string, fact = ""): string {
  const path = `/document/${inPath(id.replace(/^document\//, ""))}`;
  return fact ? `${path}?fact=${encodeURIComponent(fact)}` : path;
}

export function betweenAddress(one: string, other: string): string {
  return `/between/${inPath(one)}/${inPath(other)}`;
}

export function factAddress(id: string): string {
  return `/fact/${inPath(id)}`;
}

export function questionAddress(query: string, given: Record<string, string> = {}): string {
  const parameters = new URLSearchParams(Object.entries(given).filter(([, value]) => value !== "")).toString();
  return `/questions/${inPath(query)}${parameters && `?${parameters}`}`;
}

export function searchAddress(text: string): string {
  return `/search?q=${encodeURIComponent(text)}`;
}

/** Where the page is now. */
export const here = signal({ path: "/", search: "" });

export function go(address: string): void {
  history.pushState(null, "", address);
  look();
  window.scrollTo(0, 0);
}

/** Follow the browser's history, and links within the page. */
export function follow(): void {
  look();
  addEventListener("popstate", look);
  addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (link && isOurs(link) && isPlain(event)) {
      event.preventDefault();
      go(link.pathname + link.search);
    }
  });
}

function look(): void {
  here.value = { path: location.pathname, search: location.search };
}

const SERVED = /^\/(api|static|id|openapi|sparql|metrics)\b/;

function isOurs(link: HTMLAnchorElement): boolean {
  return link.origin === location.origin && !link.target && !link.hash && !SERVED.test(link.pathname);
}

function isPlain(event: MouseEvent): boolean {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}
