import { readFileSync } from "node:fs";
import type { Config } from "../../config/schema.ts";
import { answers, type ServerState } from "../server-state.ts";
import { type Finding, note, ok, wrong } from "./finding.ts";

export async function checkServer(server: ServerState | null): Promise<Finding> {
  if (server === null) {
    return note("server", "no registry runs on this home", "agentregistry start --daemon");
  }
  const who = `process ${server.pid} at ${server.url}`;
  if (await answers(server)) return ok("server", `${who} answers`);
  return wrong("server", `${who} does not answer`, "agentregistry restart; see agentregistry logs");
}

/** Whether the port of the settings is free, or taken by the registry of this home. */
export function checkPort({ http }: Config, server: ServerState | null): Finding {
  const { port } = http;
  if (port === 0) return ok("port", "any free one");
  if (server !== null && Number(new URL(server.url).port) === port) {
    return ok("port", `${port} is the one of the registry that runs`);
  }
  for (const hostname of http.listen) {
    try {
      const probe = Bun.serve({ hostname, port, fetch: () => new Response(null) });
      void probe.stop(true);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") continue;
      return wrong(
        "port",
        `something else uses port ${port}`,
        "stop it, or set another: `--port`, AGENTREGISTRY_PORT, or [http] port in the settings",
      );
    }
  }
  return ok("port", `${port} is free`);
}

const upstreamMs = 5000;
const maxSkewMs = 5 * 60 * 1000;

/** Whether the upstream answers, and, as it tells its time, whether our clock is right. */
export async function checkUpstreamAndClock({ upstream }: Config): Promise<Finding[]> {
  if (upstream.url === "none" || upstream.offline) {
    const why = upstream.url === "none" ? "there is none" : "it is not asked: upstream.offline";
    return [note("upstream", why), checkYear()];
  }
  const { origin } = new URL(upstream.url);
  const askedAt = Date.now();
  try {
    const tls =
      upstream.ca_file === undefined ? {} : { tls: { ca: readFileSync(upstream.ca_file, "utf8") } };
    const response = await fetch(upstream.url, {
      method: "HEAD",
      redirect: "manual",
      headers: { "user-agent": "agentregistry" },
      signal: AbortSignal.timeout(upstreamMs),
      ...tls,
    });
    const status =
      response.status >= 500
        ? wrong(
            "upstream",
            `${origin} answers with ${response.status}`,
            "wait; what is stored is served",
          )
        : ok("upstream", `${origin} answers`);
    return [status, checkClock(response.headers.get("date"), askedAt)];
  } catch (error) {
    const why = error instanceof Error && error.name === "TimeoutError" ? "in time" : "";
    return [
      wrong(
        "upstream",
        `${origin} does not answer ${why}`.trimEnd(),
        "check the network, HTTPS_PROXY and upstream.url; `--offline` serves what is stored",
      ),
      checkYear(),
    ];
  }
}

function checkClock(date: string | null, askedAt: number): Finding {
  const theirs = Date.parse(date ?? "");
  if (Number.isNaN(theirs)) return checkYear();
  const apart = Math.abs(theirs - askedAt);
  if (apart <= maxSkewMs) return ok("clock", "it agrees with the upstream's");
  return wrong(
    "clock",
    `it is ${Math.round(apart / 60_000)} minutes from the upstream's`,
    "set the clock of this machine; minimum ages, tokens and certificates go by it",
  );
}

/** This program was not there before. */
const firstYear = 2026;

function checkYear(): Finding {
  const year = new Date().getFullYear();
  if (year >= firstYear) return note("clock", "there was nobody to compare it with");
  return wrong("clock", `it says that it is ${year}`, "set the clock of this machine");
}
