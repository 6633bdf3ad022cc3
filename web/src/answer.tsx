/** The answer to a question as a table, made of its columns: `x_id` and `x` are one, `fact` leads to the evidence. */

import { inWords } from "./dates";
import { EntityLink, Sentence, Text } from "./parts";
import type { Answer, Cell } from "./wire";

export interface Column {
  name: string;
  title: string;
  /** The column that holds the id of what this one names. */
  id: string | undefined;
}

/** The columns to be shown: an id whose label stands beside it is not one of them. */
export function columnsOf(names: string[]): Column[] {
  return names
    .filter((name) => !(name.endsWith("_id") && names.includes(name.slice(0, -3))))
    .map((name) => ({
      name,
      title: name === "fact" ? "how we know it" : name.replaceAll("_", " "),
      id: names.includes(`${name}_id`) ? `${name}_id` : undefined,
    }));
}

export function AnswerTable({ of }: { of: Answer }) {
  if (of.rows.length === 0) return <p>Nothing that was read answers this.</p>;
  const columns = columnsOf(of.columns);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
    <section class="wide" tabIndex={0} aria-label="Rows">
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.name} scope="col">
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {of.rows.map((row, at) => (
            <tr key={at}>
              {columns.map((column) => (
                <td key={column.name}>
                  <CellOf column={column} row={row} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const DATED = /(^|_)(date|published|as_of|from_first|from_last|to_first|to_last|observed_until|due|since|day)$/;

function CellOf({ column, row }: { column: Column; row: Record<string, Cell> }) {
  const value = row[column.name] ?? null;
  const id = column.id ? row[column.id] : null;
  if (typeof id === "string") return <EntityLink id={id} label={value === null ? id : String(value)} />;
  if (value === null) return <span class="missing">–</span>;
  if (column.name.endsWith("_id") && String(value).includes("/"))
    return <EntityLink id={String(value)} label={String(value)} />;
  if (column.name === "fact") return <Sentence of={{ fact: String(value) }} about={firstNames(row)} />;
  if (DATED.test(column.name)) return <span class="date">{inWords(String(value))}</span>;
  return <Text of={worded(String(value))} most={400} />;
}

/** A date in words, and a name of the ontology as it reads; all else as it is. */
function worded(value: string): string {
  if (/^\d{4}-\d\d/.test(value)) return inWords(value);
  return /^[a-z]+(_[a-z]+)+$/.test(value) ? value.replaceAll("_", " ") : value;
}

/** What a row is about, in a few words. */
function firstNames(row: Record<string, Cell>): string {
  const named = Object.entries(row).filter(([name, value]) => `${name}_id` in row && value !== null);
  return named
    .slice(0, 3)
    .map(([, value]) => value)
    .join(", ");
}
