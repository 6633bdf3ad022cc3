/** The frame around every view: search, what is ready, the legend. */

import { entityAddress, go, here, searchAddress, type View, viewAt } from "./address";
import { COLOURS, TONES, type Tone } from "./kinds";
import { Heading } from "./parts";
import { Pick } from "./pick";
import { Ready } from "./ready";
import { DocumentView } from "./views/document";
import { EntityView } from "./views/entity";
import { FactView } from "./views/fact";
import { PairView, StartView } from "./views/pair";
import { QuestionView } from "./views/question";
import { QuestionsView } from "./views/questions";
import { SearchView } from "./views/search";
import { SourcesView } from "./views/sources";

export function App() {
  const view = viewAt(here.value.path, here.value.search);
  return (
    <>
      <a class="skip" href="#main">
        To the content
      </a>
      <header class="top">
        <a class="name" href="/">
          Comity
        </a>
        <search>
          <Pick
            label="Find a country, person, meeting …"
            hidden
            value=""
            placeholder="Find a country, person, meeting …   /"
            shortcut="/"
            onChoose={(chosen) => go(entityAddress(chosen.id))}
            onEnter={(text) => go(searchAddress(text))}
          />
        </search>
        <nav aria-label="Main">
          <a href="/questions" aria-current={view.name.startsWith("question") ? "page" : undefined}>
            Questions
          </a>
          <a href="/sources" aria-current={view.name === "sources" ? "page" : undefined}>
            Sources
          </a>
        </nav>
        <Ready />
      </header>
      <main id="main">
        <Viewed view={view} />
      </main>
      <footer>
        <Legend />
        <p>
          Every line leads to the sentence that says so. Also for programs: <a href="/openapi.json">the API</a>.
        </p>
      </footer>
    </>
  );
}

function Viewed({ view }: { view: View }) {
  switch (view.name) {
    case "start":
      return <StartView />;
    case "entity":
      return <EntityView key={view.id} id={view.id} />;
    case "between":
      return <PairView key={`${view.one} ${view.other}`} one={view.one} other={view.other} />;
    case "fact":
      return <FactView key={view.id} id={view.id} />;
    case "document":
      return <DocumentView key={view.id} id={view.id} fact={view.fact} />;
    case "questions":
      return <QuestionsView />;
    case "question":
      return <QuestionView key={view.query} name={view.query} given={view.given} />;
    case "search":
      return <SearchView key={view.text} text={view.text} />;
    case "sources":
      return <SourcesView />;
    case "nowhere":
      return (
        <>
          <Heading title="There is no such page" />
          <p>
            Nothing is at this address. <a href="/">Begin at the start</a>, or search above.
          </p>
        </>
      );
  }
}

function Legend() {
  return (
    <ul class="legend" aria-label="Legend">
      {(Object.keys(COLOURS) as Tone[]).map((tone) => (
        <li key={tone}>
          <svg class={`dot ${tone}`} viewBox="0 0 10 10" aria-hidden="true">
            <circle cx="5" cy="5" r="5" />
          </svg>
          {TONES[tone]}
        </li>
      ))}
      <li>
        <svg class="dot planned" viewBox="-1 -1 12 12" aria-hidden="true">
          <circle cx="5" cy="5" r="4.5" />
        </svg>
        Planned: dashed, hollow
      </li>
    </ul>
  );
}
