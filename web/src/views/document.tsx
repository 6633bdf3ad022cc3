/** A document: its text with what was read marked in it, and what each passage says. */

import { useEffect } from "preact/hooks";
import { documentAddress } from "../address";
import { get, useLoaded } from "../api";
import { inWords } from "../dates";
import { Marked } from "../marked";
import { counted, Heading, Shown, Status, Text } from "../parts";
import type { Document, Span } from "../wire";

const MOST_TEXT = 60_000; // code points shown of a text at once, around what is marked
const MOST_FACTS = 200;

export function DocumentView({ id, fact }: { id: string; fact: string }) {
  const loaded = useLoaded(id, (signal) =>
    get<Document>(documentAddress(id).replace("/document/", "/documents/"), signal),
  );
  return <Shown of={loaded}>{(value) => <DocumentOf of={value} fact={fact} />}</Shown>;
}

function DocumentOf({ of, fact }: { of: Document; fact: string }) {
  const points = [...of.text];
  const marked = of.spans.filter((each) => each.fact === fact);
  const within = shownPart(points.length, marked);
  useEffect(() => {
    const place = fact && document.getElementById("passage");
    if (place) {
      place.scrollIntoView({ block: "center" });
      place.focus({ preventScroll: true });
    }
  }, [fact]);
  return (
    <>
      <Heading title={of.title || of.id} />
      <p class="about">
        {of.kind !== "report" && <Status of={of.kind} />}
        {of.publisher && <Text of={of.publisher} />}
        {of.published && <span class="date">{inWords(of.published)}</span>}
        {/^https?:/.test(of.url) && (
          <a href={of.url} rel="noreferrer noopener">
            where it was found
          </a>
        )}
        <span class="id">
          <Text of={of.id} />
        </span>
      </p>
      {KINDS[of.kind] && <p class="note">{KINDS[of.kind]}</p>}
      <div class="beside document">
        <section aria-label="Text" class="paper" lang={of.language || undefined}>
          <Marked points={points} passages={marked} faint={of.spans} within={within} />
          {within[1] - within[0] < points.length && (
            <p class="left-out">
              Characters {within[0].toLocaleString("en-GB")} to {within[1].toLocaleString("en-GB")} of{" "}
              {points.length.toLocaleString("en-GB")} are shown.
            </p>
          )}
        </section>
        <Read of={of} fact={fact} />
      </div>
    </>
  );
}

const KINDS: Record<string, string> = {
  summary: "A summary that was written for this demonstration; none of it is the words of its publisher.",
  fiction: "A fiction that was written for this demonstration.",
};

/** The part of a long text that is shown: around what is marked, else its beginning. */
function shownPart(length: number, marked: Span[]): [number, number] {
  if (length <= MOST_TEXT) return [0, length];
  const start = Math.max(0, Math.min(...marked.map((each) => each.start), length) - MOST_TEXT / 2);
  const first = marked.length > 0 ? start : 0;
  return [first, Math.min(length, first + MOST_TEXT)];
}

function Read({ of, fact }: { of: Document; fact: string }) {
  const facts = [...new Map(of.spans.map((each) => [each.fact, each])).values()];
  const told = facts.filter((each) => each.property !== "type");
  return (
    <section aria-labelledby="read">
      <h2 id="read">{counted(told.length, "fact")} read from it</h2>
      <p class="help">Choose one to see where it stands.</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard */}
      <ul class="facts" tabIndex={0} aria-labelledby="read">
        {told.slice(0, MOST_FACTS).map((each) => (
          <li key={each.fact}>
            <a href={documentAddress(of.id, each.fact)} aria-current={each.fact === fact ? "true" : undefined}>
              <Text of={each.subject_label} most={60} /> <span class="relation">{each.property_label}</span>{" "}
              <Text of={each.value_label ?? inWords(String(each.value))} most={60} />
            </a>
          </li>
        ))}
      </ul>
      {told.length > MOST_FACTS && <p class="left-out">The first {MOST_FACTS} are listed.</p>}
    </section>
  );
}
