/** How a fact is known: the sentences that say so, each marked in its document, and what speaks against it. */

import { documentAddress } from "../address";
import { get, useLoaded } from "../api";
import { intervalInWords, inWords } from "../dates";
import { Marked } from "../marked";
import { counted, EntityLink, Heading, Qualifiers, Sentence, Shown, Status, Text, Value } from "../parts";
import { paragraphAround } from "../text";
import type { Document, Evidence, Fact, Statement } from "../wire";

interface Loaded {
  evidence: Evidence;
  texts: Map<string, string[]>;
}

const MOST_TEXTS = 8; // documents that are read to show a passage in its paragraph

async function loadFact(id: string, signal: AbortSignal): Promise<Loaded> {
  const evidence = await get<Evidence>(`/facts/${id}`, signal);
  const documents = [...new Set(evidence.statements.map((each) => each.document))].slice(0, MOST_TEXTS);
  const texts = await Promise.all(
    documents.map(async (each) => {
      const { text } = await get<Document>(documentAddress(each).replace("/document/", "/documents/"), signal);
      return [each, [...text]] as [string, string[]];
    }),
  );
  return { evidence, texts: new Map(texts) };
}

export function FactView({ id }: { id: string }) {
  const loaded = useLoaded(id, (signal) => loadFact(id, signal));
  return (
    <Shown of={loaded}>
      {({ evidence: { fact, statements, against }, texts }) => (
        <>
          <Heading title={inShort(fact)}>
            <EntityLink id={fact.subject} label={fact.subject_label} />{" "}
            <span class="relation">{fact.property_label}</span> <Value of={fact} />
          </Heading>
          <p class="about">
            {fact.rank !== "normal" && <Status of={fact.rank} />}
            <Qualifiers of={fact.qualifiers} />
            <span class="interval">{intervalInWords(fact)}</span>
            <span>{counted(fact.sources, "independent source")}</span>
            <span>confidence {fact.confidence.toFixed(2)}</span>
          </p>
          <h2>What says so</h2>
          {statements.map((each) => (
            <Said key={each.statement} of={each} fact={fact} points={texts.get(each.document)} />
          ))}
          {statements.length === 0 && <p>No statement speaks for it any more.</p>}
          {against.length > 0 && <h2>What speaks against it</h2>}
          {against.map((rival) => (
            <section key={rival.fact.fact} class="rival">
              <h3>
                <Text of={inShort(rival.fact)} /> <Sentence of={rival.fact} about={inShort(rival.fact)} />
              </h3>
              {rival.statements.map((each) => (
                <Said key={each.statement} of={each} fact={rival.fact} points={undefined} />
              ))}
            </section>
          ))}
        </>
      )}
    </Shown>
  );
}

function inShort(fact: Fact): string {
  return `${fact.subject_label} ${fact.property_label} ${fact.value_label ?? fact.value}`;
}

function Said({ of: said, fact, points }: { of: Statement; fact: Fact; points: string[] | undefined }) {
  const passages = said.spans.map(([start, end]) => ({ start, end }));
  return (
    <article class="said">
      <blockquote>
        {points && passages.length > 0 ? (
          <Marked points={points} passages={passages} within={paragraphAround(points, passages)} />
        ) : (
          <mark>
            <Text of={said.quote} most={3000} />
          </mark>
        )}
      </blockquote>
      <p class="from">
        <a href={documentAddress(said.document, fact.fact)}>
          <Text of={said.document_label} />
        </a>
        {said.published && <span>published {inWords(said.published)}</span>}
        {said.modality !== "held" && <Status of={said.modality} />}
        {said.voice !== "narrator" && <span>in the words of {said.voice}</span>}
        <span>
          read by {said.method}, confidence {said.confidence.toFixed(2)}
        </span>
        {said.verdict !== "proposed" && <Status of={said.verdict} />}
      </p>
    </article>
  );
}
