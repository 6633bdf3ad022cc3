/** The kinds of things: how each is called, coloured and marked. An id begins with its kind. */

export interface Kind {
  /** The name in the style sheet and the legend’s order. */
  tone: Tone;
  title: string;
  /** A path in a box of 24 by 24. */
  icon: string;
}

export type Tone = "country" | "organisation" | "person" | "mission" | "agreement" | "meeting" | "other";

export const COLOURS: Record<Tone, string> = {
  country: "#2563a8",
  organisation: "#c2513a",
  person: "#5f8a2c",
  mission: "#7d57a0",
  agreement: "#a97a1c",
  meeting: "#2b8a8a",
  other: "#6b7683",
};

export const TONES: Record<Tone, string> = {
  country: "Country or side",
  organisation: "Organisation",
  person: "Person",
  mission: "Mission",
  agreement: "Agreement or promise",
  meeting: "Meeting or body that meets",
  other: "Other",
};

const FLAG = "M6 3v18M6 4h12l-3 4 3 4H6";
const HALL = "M3 9l9-5 9 5v2H3zM6 11v7m4-7v7m4-7v7m4-7v7M3 20h18";
const PERSON = "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21c0-5 3.5-7 8-7s8 2 8 7z";
const HOUSE = "M4 11l8-7 8 7v9h-5v-6H9v6H4z";
const SHEET = "M6 3h9l4 4v14H6zM9 11h7M9 15h7";
const CALENDAR = "M4 6h16v14H4zM4 10h16M8 3v5M16 3v5";
const STACK = "M5 8h14v12H5zM7 5h10M9 2h6";
const DOT = "M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z";

const KINDS: Record<string, Kind> = {
  country: { tone: "country", title: "Country", icon: FLAG },
  party: { tone: "country", title: "Side", icon: FLAG },
  bloc: { tone: "organisation", title: "Organisation", icon: HALL },
  institution: { tone: "organisation", title: "Institution", icon: HALL },
  official: { tone: "person", title: "Person", icon: PERSON },
  mission: { tone: "mission", title: "Mission", icon: HOUSE },
  agreement: { tone: "agreement", title: "Agreement", icon: SHEET },
  commitment: { tone: "agreement", title: "Promise", icon: SHEET },
  decision: { tone: "agreement", title: "Decision", icon: SHEET },
  meeting: { tone: "meeting", title: "Meeting", icon: CALENDAR },
  act: { tone: "meeting", title: "Act", icon: CALENDAR },
  "coded-event": { tone: "meeting", title: "Event", icon: CALENDAR },
  mechanism: { tone: "meeting", title: "Body that meets", icon: STACK },
  post: { tone: "other", title: "Post", icon: DOT },
  place: { tone: "other", title: "Place", icon: DOT },
  project: { tone: "other", title: "Project", icon: DOT },
  initiative: { tone: "other", title: "Initiative", icon: DOT },
  sector: { tone: "other", title: "Area of cooperation", icon: DOT },
  document: { tone: "other", title: "Document", icon: SHEET },
};
const OTHER: Kind = { tone: "other", title: "Term", icon: DOT };

/** The kind of the thing with this id. */
export function kindOf(id: string): Kind {
  return KINDS[id.split("/", 1)[0] ?? ""] ?? OTHER;
}

/** Is it a word of a list (a status, a kind of meeting), of which a drawing would say nothing? */
export function isTerm(id: string): boolean {
  return kindOf(id) === OTHER;
}
