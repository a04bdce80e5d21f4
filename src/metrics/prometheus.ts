import type { App } from "../context.ts";
import { countHeld } from "../quarantine/quarantine.store.ts";

/**
 * The figures as Prometheus reads them. They are gathered when somebody asks, from what is counted anyway,
 * so that no request pays for them; the library is loaded at the first question.
 */
export async function prometheusText(
  app: Pick<App, "metrics" | "db" | "upstreams">,
): Promise<{ readonly text: string; readonly contentType: string }> {
  const { Counter, collectDefaultMetrics, Gauge, Registry } = await import("prom-client");
  const registry = new Registry();
  const { totals } = app.metrics;
  const prefix = "agentregistry_";
  const count = (name: string, help: string, value: number) =>
    new Counter({ name: `${prefix}${name}`, help, registers: [registry] }).inc(value);
  const gauge = (name: string, help: string, value: number) =>
    new Gauge({ name: `${prefix}${name}`, help, registers: [registry] }).set(value);

  const requests = new Counter({
    name: `${prefix}http_requests_total`,
    help: "Answered requests by the class of their status",
    labelNames: ["status"],
    registers: [registry],
  });
  totals.byClass.forEach((value, kind) => {
    if (kind >= 2) requests.inc({ status: `${kind}xx` }, value);
  });
  count("http_repeated_total", "Reads that were answered ready from memory", totals.repeated);
  count("http_timed_total", "Requests of which the time was taken", totals.timed);
  count("http_seconds_total", "Seconds that those took together", totals.totalMs / 1000);
  count("cache_hits_total", "Reads that needed nothing of an upstream", totals.hits);
  count("cache_misses_total", "Reads that did", totals.misses);
  count("scans_total", "Scans that ended", totals.scans);
  count("scans_blocked_total", "Scans that found ground to hold", totals.blocked);
  count("scans_warned_total", "Scans that found ground to warn", totals.warned);
  count("scan_seconds_total", "Seconds that scans took together", totals.scanMs / 1000);
  count("admin_broadcasts_total", "Events that were told to admin sessions", totals.broadcasts);
  gauge("admin_sessions", "Open admin sessions", totals.sessions);
  const upstream = (name: string, help: string) =>
    new Counter({
      name: `${prefix}upstream_${name}`,
      help,
      labelNames: ["upstream"],
      registers: [registry],
    });
  const asked = upstream("requests_total", "Requests to a registry behind this one");
  const failed = upstream("failures_total", "Those that it did not answer, or answered as failing");
  const took = upstream("seconds_total", "Seconds until its answers began, all together");
  const sent = upstream("bytes_total", "Bytes of bodies that were read from it");
  const lastOk = new Gauge({
    name: `${prefix}upstream_last_ok_seconds`,
    help: "When it last answered as it should, in seconds since the epoch",
    labelNames: ["upstream"],
    registers: [registry],
  });
  for (const { name, figures } of app.upstreams.all) {
    const label = { upstream: name };
    asked.inc(label, figures.requests);
    failed.inc(label, figures.failures);
    took.inc(label, figures.ms / 1000);
    sent.inc(label, figures.bytes);
    if (figures.lastOkAt !== null) lastOk.set(label, figures.lastOkAt / 1000);
  }
  gauge("upstreams", "Registries behind this one", app.upstreams.all.length);
  gauge(
    "quarantine_records",
    "Records of the quarantine that no scan released",
    await countHeld(app.db),
  );
  collectDefaultMetrics({ register: registry });
  try {
    return { text: await registry.metrics(), contentType: registry.contentType };
  } finally {
    registry.clear();
  }
}
