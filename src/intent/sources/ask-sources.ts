import type { App } from "../../context.ts";
import { RegistryError } from "../../errors.ts";
import { tooSlow } from "./request.ts";
import type { Source, SourceEntry, SourceQuestion } from "./source.ts";

/** What became of asking one source. */
export interface AskedSource {
  readonly source: Source;
  readonly entries: readonly SourceEntry[];
  readonly dropped: number;
  /** Why it gave no answer; null when it gave one. */
  readonly failure: string | null;
}

type Needs = Pick<App, "config" | "flights" | "log">;

/**
 * Asks sources at the same time, each for so long as the settings let it. One that fails, is slow or
 * sends nonsense takes nothing from the others.
 */
export async function askSources(
  app: Needs,
  sources: readonly Source[],
  question: SourceQuestion,
): Promise<readonly AskedSource[]> {
  return await Promise.all(sources.map((source) => askSource(app, source, question)));
}

async function askSource(
  { config, flights, log }: Needs,
  source: Source,
  question: SourceQuestion,
): Promise<AskedSource> {
  const isRemote = source.kind !== "local_index";
  try {
    if (isRemote && config.upstream.offline) {
      throw new RegistryError("unavailable", "this registry is offline");
    }
    // A crowd that asks the same at the same time is one question to a source.
    const key = JSON.stringify(["source", source.id, source.url, question]);
    const answer = await flights.run(key, () =>
      inTime(config.registries.timeout_seconds * 1000, (signal) => source.find(question, signal)),
    );
    return { source, ...answer, failure: null };
  } catch (error) {
    const isOurs = error instanceof RegistryError;
    if (!isOurs) log.error({ err: error, source: source.id }, "a source could not be read");
    const failure = isOurs ? error.message : "its answer could not be read";
    return { source, entries: [], dropped: 0, failure };
  }
}

/** Gives up when the time is over, also on work that does not notice it. */
export async function inTime<T>(
  timeoutMs: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const signal = AbortSignal.timeout(timeoutMs);
  const { promise: late, reject } = Promise.withResolvers<never>();
  const giveUp = () => reject(tooSlow());
  signal.addEventListener("abort", giveUp, { once: true });
  const done = work(signal);
  // Whoever loses the race fails unheard.
  done.catch(() => undefined);
  late.catch(() => undefined);
  try {
    return await Promise.race([done, late]);
  } finally {
    signal.removeEventListener("abort", giveUp);
  }
}
