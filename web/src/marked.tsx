/** A text with passages marked in it; it is shown as text, whatever it holds. */

import { type Passage, pieces } from "./text";

interface Props {
  points: string[];
  passages: Passage[];
  /** Passages that are underlined only. */
  faint?: Passage[];
  within?: [number, number];
}

export function Marked({ points, passages, faint = [], within = [0, points.length] }: Props) {
  const strong = new Set<Passage>(passages);
  const parts = pieces(points, [...passages, ...faint], within[0], within[1]);
  let isFirst = true;
  return (
    <bdi class="text">
      {within[0] > 0 && "… "}
      {parts.map(({ text, within: inside }, at) => {
        if (inside.some((each) => strong.has(each))) {
          const id = isFirst ? "passage" : undefined;
          isFirst = false;
          return (
            <mark {...(id ? { id, tabIndex: -1 } : {})} key={at}>
              {text}
            </mark>
          );
        }
        return inside.length > 0 ? (
          <span class="read" key={at}>
            {text}
          </span>
        ) : (
          text
        );
      })}
      {within[1] < points.length && " …"}
    </bdi>
  );
}
