/** Small parts that every view uses: names, marks, statuses, sentences, failures, coverage. */

import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { entityAddress, factAddress } from "./address";
import type { Failure, Loaded } from "./api";
import { inWords } from "./dates";
import { kindOf } from "./kinds";
import { cut } from "./text";
import type { Coverage, Fact, Listed, Qualifier } from "./wire";

/** A text from anybody: isolated, so that its direction is its own, and cut where it is long. */
export function Text({ of, most = 160 }: { of: string; most?: number }) {
  const short = cut(of, most);
  return <bdi {...(short === of ? {} : { title: of })}>{short}</bdi>;
}

export function Mark({ id, planned = false }: { id: string; planned?: boolean }) {
  const kind = kindOf(id);
  return (
    <svg class={`mark ${kind.tone}${planned ? " planned" : ""}`} viewBox="-4 -4 32 32" aria-hidden="true">
      <circle cx="12" cy="12" r="15" />
      <path d={kind.icon} />
    </svg>
  );
}

export function EntityLink({ id, label, states = [] }: { id: string; label: string; states?: string[] }) {
  return (
    <a class="entity" href={entityAddress(id)}>
      <Mark id={id} planned={states.includes("planned")} />
      <Text of={label} />
    </a>
  );
}

/** An entity with its status and date, as lists show it. */
export function ListedLink({ of }: { of: Listed }) {
  return (
    <>
      <EntityLink id={of.id} label={of.label} states={of.states} />
      {of.states.map((state) => (
        <Status key={state} of={state} />
      ))}
      {of.date && <span class="date">{inWords(of.date)}</span>}
    </>
  );
}

/** A status or rank. What is not held, signed or in force looks different from what is. */
export function Status({ of }: { of: string }) {
  return <span class={`status ${of.replaceAll("_", "-")}`}>{of.replaceAll("_", " ")}</span>;
}

/** The way to the sentence that says so. */
export function Sentence({ of, about }: { of: { fact: string; rank?: string }; about: string }) {
  return (
    <>
      {(of.rank === "disputed" || of.rank === "superseded") && <Status of={of.rank} />}
      <a class="sentence" href={factAddress(of.fact)} aria-label={`sentence that says so: ${cut(about, 100)}`}>
        sentence
      </a>
    </>
  );
}

/** For whom, in which capacity, and whatever else is said of a fact. */
export function Qualifiers({ of }: { of: Qualifier[] }) {
  const told = of.filter((each) => each.property !== "order_in_source");
  if (told.length === 0) return null;
  return (
    <span class="qualifiers">
      {told.map((each) => (
        <span key={`${each.property} ${each.value}`}>
          {QUALIFIERS[each.property] ?? each.property.replaceAll("_", " ")}{" "}
          {each.label === null ? (
            <Text of={String(each.value)} />
          ) : (
            <a href={entityAddress(String(each.value))}>
              <Text of={each.label} />
            </a>
          )}
        </span>
      ))}
    </span>
  );
}

const QUALIFIERS: Record<string, string> = { on_behalf_of: "for", in_capacity_as: "as" };

export function Value({ of }: { of: Fact }) {
  if (of.value_label !== null) return <EntityLink id={String(of.value)} label={of.value_label} />;
  return <Text of={inWords(String(of.value))} />;
}

export function CoverageLine({ of }: { of: Coverage }) {
  const span = of.from && of.to ? `, published ${inWords(of.from)} to ${inWords(of.to)}` : "";
  return (
    <p class="coverage">
      This rests on <a href="/sources">{counted(of.sources, "source")}</a>
      {span}. What was not read is not shown; that does not say it did not happen.
    </p>
  );
}

export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en-GB")} ${count === 1 ? one : many}`;
}

export function Failed({ of }: { of: Failure }) {
  return (
    <div class="failure" role="alert">
      <p>
        <Text of={of.message} most={500} />
      </p>
      <p class="hint">
        {of.hint}
        {of.retryAfter > 0 && " This page asks again by itself."}
      </p>
    </div>
  );
}

/** What was loaded, or what went wrong, or that it is on its way. */
export function Shown<T>({ of, children }: { of: Loaded<T>; children: (value: T) => ComponentChildren }) {
  if (of.failure) return <Failed of={of.failure} />;
  if (of.value === undefined) return <p class="loading">One moment …</p>;
  return <>{children(of.value)}</>;
}

/** The heading of a view: it names the page, and is where reading begins after a link was followed. */
export function Heading({ title, children }: { title: string; children?: ComponentChildren }) {
  const place = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${cut(title, 80)} · Comity`;
    const isFirst = document.activeElement === document.body && !moved;
    moved = true;
    if (!isFirst) place.current?.focus({ preventScroll: true });
  }, [title]);
  return (
    <h1 ref={place} tabIndex={-1}>
      {children ?? <Text of={title} />}
    </h1>
  );
}

let moved = false;
