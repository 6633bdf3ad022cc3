/** Texts: cut where they are long, and divided where passages begin and end. */

/** At most so many characters, whole ones, with a mark that there is more. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const points = [...text];
  return points.length <= most ? text : `${points.slice(0, most - 1).join("")}…`;
}

export interface Passage {
  start: number;
  end: number;
}

export interface Piece<P extends Passage> {
  text: string;
  within: P[];
}

/**
 * A text from `from` to `to` (code points) in pieces, each with the passages that it lies within.
 * Offsets count code points, as the service does; the strings of JavaScript count otherwise.
 */
export function pieces<P extends Passage>(points: string[], passages: P[], from = 0, to = points.length): Piece<P>[] {
  const inside = passages.filter((each) => each.start < to && each.end > from && each.start < each.end);
  const bounds = new Set([from, to]);
  for (const { start, end } of inside) bounds.add(Math.max(from, start)).add(Math.min(to, end));
  const sorted = [...bounds].sort((one, other) => one - other);
  return sorted.slice(0, -1).map((start, at) => {
    const end = sorted[at + 1] ?? to;
    const within = inside.filter((each) => each.start <= start && end <= each.end);
    return { text: points.slice(start, end).join(""), within };
  });
}

/** From the beginning of the paragraph in which passages begin to the end of that in which they end. */
export function paragraphAround(points: string[], passages: Passage[], most = 3000): [number, number] {
  let start = Math.min(...passages.map((each) => each.start));
  let end = Math.max(...passages.map((each) => each.end));
  const [first, last] = [Math.max(0, start - most), Math.min(points.length, end + most)];
  while (start > first && points[start - 1] !== "\n") start -= 1;
  while (end < last && points[end] !== "\n") end += 1;
  return [start, end];
}
