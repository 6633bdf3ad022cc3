/** Asks the service. What goes wrong is one sentence with a hint; what is only starting is asked again. */

import { useEffect, useState } from "preact/hooks";

export const API = "/api/v1";

export class Failure extends Error {
  constructor(
    message: string,
    readonly hint: string,
    readonly retryAfter = 0,
  ) {
    super(message);
  }
}

/** The answer under an address of the API. Throws Failure. */
export async function get<T>(address: string, signal?: AbortSignal): Promise<T> {
  const answer = await reached(address, signal);
  if (answer.ok) return (await answer.json()) as T;
  throw await told(answer);
}

async function reached(address: string, signal?: AbortSignal): Promise<Response> {
  try {
    return await fetch(API + address, { headers: { Accept: "application/json" }, signal: signal ?? null });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Failure("The service does not answer.", "Is “comity serve” still running? This page asks again.", 3);
  }
}

async function told(answer: Response): Promise<Failure> {
  const retryAfter = Number(answer.headers.get("Retry-After") ?? 0);
  try {
    const { error } = (await answer.json()) as { error: { message: string; hint: string } };
    return new Failure(error.message, error.hint, retryAfter);
  } catch {
    return new Failure(`The service answered ${answer.status}.`, "Its log says more.", retryAfter);
  }
}

export interface Loaded<T> {
  value?: T;
  failure?: Failure;
}

/** What `load` gives; loaded anew where `key` changes, and again by itself where the service asks for patience. */
export function useLoaded<T>(key: string, load: (signal: AbortSignal) => Promise<T>): Loaded<T> {
  const [state, setState] = useState<Loaded<T> & { key: string }>({ key });
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for all that `load` depends on
  useEffect(() => {
    const control = new AbortController();
    let timer = 0;
    const attempt = () =>
      load(control.signal).then(
        (value) => !control.signal.aborted && setState({ key, value }),
        (error: unknown) => {
          if (control.signal.aborted) return;
          const failure = error instanceof Failure ? error : new Failure(String(error), "Load the page again.");
          setState({ key, failure });
          if (failure.retryAfter) timer = window.setTimeout(attempt, failure.retryAfter * 1000);
        },
      );
    attempt();
    return () => {
      control.abort();
      clearTimeout(timer);
    };
  }, [key]);
  return state.key === key ? state : {};
}
