/** Where neighbours stand around an entity: on two arcs, each with a line of its own, so that no two names overlap. */

export interface Spot {
  x: number;
  y: number;
  side: "left" | "right";
}

export interface Frame {
  width: number;
  height: number;
}

const LINE = 46; // a name of two lines, and a little room
const MARGIN = 28;
export const NAME_WIDTH = 0.27; // of the frame’s width, on either side

/** How high a drawing of so many neighbours has to be. */
export function heightFor(count: number): number {
  return Math.max(320, Math.ceil(count / 2) * LINE + 2 * MARGIN);
}

/** The spots of so many neighbours: the first half on the right from the top down, the rest on the left. */
export function spots(count: number, frame: Frame): Spot[] {
  const right = Math.ceil(count / 2);
  return Array.from({ length: count }, (_, at) =>
    at < right ? spot(at, right, "right", frame) : spot(at - right, count - right, "left", frame),
  );
}

function spot(at: number, of: number, side: Spot["side"], { width, height }: Frame): Spot {
  const room = height - 2 * MARGIN;
  const y = MARGIN + ((at + 0.5) * room) / of;
  const far = width * (0.5 - NAME_WIDTH) - 14;
  const slope = Math.max(-1, Math.min(1, (2 * (y - height / 2)) / height)); // -1 at the top, 1 at the bottom
  const reach = far * (0.6 + 0.4 * Math.sqrt(1 - slope * slope));
  return { x: width / 2 + (side === "right" ? reach : -reach), y, side };
}
