/** What the service answers, as far as the page reads it; /openapi.json is the whole. */

export interface Listed {
  id: string;
  label: string;
  classes: string[];
  states: string[];
  date: string;
}

export interface EntityList {
  entities: Listed[];
  next: string | null;
}

export interface Relation {
  property: string;
  direction: "in" | "out";
  label: string;
  count: number;
}

export interface Entity extends Listed {
  relations: Relation[];
  iri: string;
}

export interface Qualifier {
  property: string;
  value: string | number;
  label: string | null;
}

export interface Days {
  from_first: string | null;
  from_last: string | null;
  to_first: string | null;
  to_last: string | null;
  observed_until: string | null;
}

/** What is said of what: the part of a fact that its spans repeat. */
export interface Said {
  fact: string;
  subject: string;
  subject_label: string;
  property: string;
  property_label: string;
  value: string | number;
  value_label: string | null;
}

export interface Fact extends Said, Days {
  rank: "preferred" | "normal" | "disputed" | "superseded";
  qualifiers: Qualifier[];
  confidence: number;
  sources: number;
}

export interface FactList {
  facts: Fact[];
  next: string | null;
}

export interface Neighbour {
  entity: Listed;
  fact: Fact;
}

export interface NeighbourList {
  neighbours: Neighbour[];
  next: string | null;
}

export interface Shared {
  entity: Listed;
  facts: Fact[];
}

export interface Coverage {
  sources: number;
  from: string | null;
  to: string | null;
}

export interface Pair {
  one: Listed;
  other: Listed;
  direct: Fact[];
  last_met: Shared | null;
  next_meeting: Shared | null;
  open: Shared[];
  shared: Shared[];
  truncated: boolean;
  coverage: Coverage;
}

export interface Start {
  one: Listed | null;
  other: Listed | null;
}

export interface Statement {
  statement: string;
  document: string;
  document_label: string;
  published: string;
  quote: string;
  spans: [number, number][];
  modality: string;
  voice: string;
  method: string;
  confidence: number;
  verdict: string;
}

export interface Evidence {
  fact: Fact;
  statements: Statement[];
  against: { fact: Fact; statements: Statement[] }[];
}

export interface Source {
  id: string;
  title: string;
  published: string;
  publisher: string;
  url: string;
  language: string;
  kind: string;
}

export interface SourceList {
  sources: Source[];
  coverage: Coverage;
  next: string | null;
}

export interface Span extends Said {
  start: number;
  end: number;
  statement: string;
}

export interface Document extends Source {
  text: string;
  spans: Span[];
}

export interface Parameter {
  name: string;
  type: string;
  form: string;
  required: boolean;
  default: string | null;
  help: string;
}

export interface Query {
  name: string;
  title: string;
  description: string;
  parameters: Parameter[];
  columns: string[];
  engines: Engine[];
  texts: Partial<Record<Engine, string>>;
  asked: Partial<Record<Engine, string>>;
}

export interface QueryList {
  queries: Query[];
}

export type Engine = "cypher" | "sparql";
export type Cell = string | number | boolean | null;

export interface Answer {
  query: string;
  engine: Engine;
  parameters: Record<string, string>;
  columns: string[];
  rows: Record<string, Cell>[];
  truncated: boolean;
  coverage: Coverage;
  next: string | null;
}

export interface Store {
  name: string;
  language: Engine;
  state: "starting" | "catching up" | "ready" | "failed" | "stopped";
  reason: string;
  behind: number;
}

export interface Health {
  ok: boolean;
  version: string;
  documents: number;
  statements: number;
  facts: number;
  entities: number;
  stores: Store[];
}
