import { type Caller, reviews } from "../../access/permit.ts";
import type { App } from "../../context.ts";
import type { PackageName } from "../../names/package-name.ts";
import { registryMetrics } from "../../overview/stats.ts";

/** Something that was told to the sessions, as it goes over the wire. */
export interface Broadcast {
  readonly seq: number;
  readonly text: string;
  /** The package that it is about; who decides about some packages alone hears of no other. */
  readonly name: string | null;
}

/** A session, as far as the hub needs to know one. */
export interface Listener {
  readonly caller: Caller;
  readonly wanted: ReadonlySet<string>;
  send(text: string): void;
  /** Several at once, which costs little more than one. */
  sendAll(texts: readonly string[]): void;
  /** Asks whether its token still holds. */
  recheck(): void;
}

/**
 * Tells all sessions what happens. Each event becomes text once, however many there are; the last ones are
 * kept, so that a client that lost its connection gets what it missed.
 */
export interface Hub {
  readonly seq: number;
  tell(event: string, data: Readonly<Record<string, unknown>>): void;
  join(listener: Listener): void;
  leave(listener: Listener): void;
  /** Sends what was told and waits to be sent together. */
  flush(): void;
  /** What came after a number, or null when that is not kept any more. */
  since(seq: number, caller: Caller): readonly string[] | null;
}

const maxKept = 1000;
const maxKeptCharacters = 2 * 1024 * 1024;
const statsEveryMs = 1000;
/** What is told in so short a time goes out together: a write for each event would cost those who install. */
const gatherMs = 20;
/** Expired tokens are noticed within this time. */
const recheckEveryMs = 60_000;

export function createHub(app: App): Hub {
  const listeners = new Set<Listener>();
  const kept: Broadcast[] = [];
  let keptCharacters = 0;
  // Higher after each start, so that a number from before one is never taken for one of this run.
  let seq = Date.now() * 1000;
  let timer: ReturnType<typeof setInterval> | null = null;
  let recheckAt = 0;
  let waiting: Broadcast[] = [];
  let flushedAt = 0;
  let flushing: ReturnType<typeof setTimeout> | null = null;

  function textOf(event: string, data: unknown, number: number | null): string {
    const timestamp = app.now().getTime();
    const numbered = number === null ? {} : { seq: number };
    return JSON.stringify({ type: "broadcast", event, data, timestamp, ...numbered });
  }

  function tell(event: string, data: Readonly<Record<string, unknown>>): void {
    seq += 1;
    const name = typeof data["name"] === "string" ? data["name"] : null;
    const told = { seq, text: textOf(event, data, seq), name };
    kept.push(told);
    keptCharacters += told.text.length;
    while (kept.length > maxKept || keptCharacters > maxKeptCharacters) {
      keptCharacters -= kept.shift()?.text.length ?? 0;
    }
    app.metrics.broadcast();
    if (listeners.size === 0) return;
    waiting.push(told);
    // What comes alone is told at once.
    if (flushing !== null) return;
    const since = performance.now() - flushedAt;
    if (since >= gatherMs) flush();
    else flushing = setTimeout(flush, gatherMs - since);
  }

  function flush(): void {
    if (flushing !== null) clearTimeout(flushing);
    flushing = null;
    if (waiting.length === 0) return;
    const told = waiting;
    waiting = [];
    flushedAt = performance.now();
    const texts = told.map(({ text }) => text);
    for (const listener of listeners) {
      listener.sendAll(hearsAll(listener.caller) ? texts : textsFor(listener.caller, told));
    }
  }

  function tick(): void {
    const now = Date.now();
    if (now >= recheckAt) {
      recheckAt = now + recheckEveryMs;
      for (const listener of listeners) listener.recheck();
    }
    const wanting = [...listeners].filter(({ wanted }) => wanted.has("stats"));
    const [first] = wanting;
    if (first === undefined) return;
    const text = textOf("stats", registryMetrics(app, first.caller), null);
    for (const listener of wanting) listener.send(text);
  }

  app.events.on("released", ({ name, version }) => tell("package_published", { name, version }));
  app.events.on("held", ({ name, version, ruleIds }) =>
    tell("package_blocked", { name, version, issues: ruleIds.length }),
  );
  app.events.on("ruled", ({ name, version, file, decision }) =>
    tell(`package_${decision === "approve" ? "approved" : "rejected"}`, { file, name, version }),
  );
  app.events.on("rulingForgotten", ({ name, version }) =>
    tell("ruling_forgotten", { name, version }),
  );
  app.events.on("unpublished", ({ name, versions }) =>
    tell("package_unpublished", { name, versions }),
  );
  app.events.on("recalled", ({ name, version, clients }) =>
    tell("package_withdrawn", { name, version, clients }),
  );
  app.events.on("cveFound", ({ name, version, ids }) =>
    tell("cve_found", { name, version, ids: ids.slice(0, 20) }),
  );
  app.events.on("rescanned", ({ done, total }) => tell("scan_progress", { done, total }));
  app.events.on("settingsChanged", ({ area }) => tell("config_changed", { area }));
  app.events.on("policyChanged", () => tell("config_changed", { area: "policy" }));
  app.events.on("tokensChanged", () => {
    for (const listener of listeners) listener.recheck();
  });

  return {
    get seq() {
      return seq;
    },
    tell,
    flush,
    join(listener) {
      // Its first message has said up to where it is.
      flush();
      listeners.add(listener);
      app.metrics.session(1);
      recheckAt = Date.now() + recheckEveryMs;
      timer ??= setInterval(tick, statsEveryMs);
    },
    leave(listener) {
      if (listeners.delete(listener)) app.metrics.session(-1);
      if (listeners.size > 0) return;
      flush();
      if (timer !== null) clearInterval(timer);
      timer = null;
    },
    since(from, caller) {
      const first = kept[0]?.seq ?? seq + 1;
      if (from > seq || from < first - 1) return null;
      return textsFor(
        caller,
        kept.filter((told) => told.seq > from),
      );
    },
  };
}

/** What is about no package is for those who administer the registry. */
function textsFor(caller: Caller, told: readonly Broadcast[]): readonly string[] {
  const isForThem = ({ name }: Broadcast) =>
    hearsAll(caller) || (name !== null && reviews(caller, name as PackageName));
  return told.filter(isForThem).map(({ text }) => text);
}

function hearsAll(caller: Caller): boolean {
  return caller.kind === "known" && caller.scopes.includes("admin");
}
