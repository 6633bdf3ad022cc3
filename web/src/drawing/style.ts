/** How nodes and edges look. */

import type { StylesheetJson } from "cytoscape";
import { COLOURS, kindOf } from "../kinds";
import type { Listed } from "../wire";
import { NAME_WIDTH } from "./layout";

const TEXT = "#1d2733";
const GROUND = "#fbfcfd";
const FONT = "Inter, system-ui, sans-serif";

/** Colour and icon of a node; what is planned is hollow. */
export function look(of: Listed): { colour: string; icon: string } {
  const kind = kindOf(of.id);
  const colour = COLOURS[kind.tone];
  return { colour, icon: icon(kind.icon, of.states.includes("planned") ? colour : "#ffffff") };
}

function icon(path: string, stroke: string): string {
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" fill="none" ` +
    `stroke="${stroke}" stroke-width="1.8" stroke-linejoin="round"><path d="${path}"/></svg>`;
  return `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`;
}

export function styleFor(width: number, withNames: boolean): StylesheetJson {
  const named = withNames && width > 500;
  return [
    {
      selector: "node",
      style: {
        width: 26,
        height: 26,
        "background-color": "data(colour)",
        "background-image": "data(icon)",
        "background-width": "62%",
        "background-height": "62%",
        label: "data(label)",
        color: TEXT,
        "font-family": FONT,
        "font-size": 12,
        "text-wrap": "wrap",
        "text-max-width": `${Math.floor(width * NAME_WIDTH) - 16}px`,
        "text-valign": "center",
        "text-margin-x": 4,
        "text-events": "yes",
      },
    },
    { selector: "node.left", style: { "text-halign": "left", "text-justification": "right", "text-margin-x": -4 } },
    { selector: "node.right", style: { "text-halign": "right", "text-justification": "left" } },
    {
      selector: "node.planned",
      style: {
        "background-color": "#ffffff",
        "border-color": "data(colour)",
        "border-width": 2,
        "border-style": "dashed",
      },
    },
    {
      selector: "node.middle",
      style: {
        width: 46,
        height: 46,
        "font-size": 13,
        "font-weight": 600,
        "text-max-width": "140px",
        "text-valign": "bottom",
        "text-margin-x": 0,
        "text-margin-y": 6,
        "text-background-color": GROUND,
        "text-background-opacity": 0.92,
        "text-background-padding": "3px",
      },
    },
    {
      selector: "edge",
      style: {
        width: 1.4,
        "line-color": "#b6c0ca",
        "target-arrow-color": "#b6c0ca",
        "target-arrow-shape": "triangle",
        "arrow-scale": 0.8,
        "curve-style": "bezier",
        ...(named
          ? {
              label: "data(label)",
              "font-family": FONT,
              "font-size": 10,
              color: "#56626f",
              "text-rotation": "autorotate",
              "text-background-color": GROUND,
              "text-background-opacity": 1,
              "text-background-padding": "2px",
            }
          : {}),
      },
    },
  ];
}
