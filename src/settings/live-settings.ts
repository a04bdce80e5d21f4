import { z } from "zod";
import { requirePassphrase } from "../access/passphrase.ts";
import { type Caller, principalTextOf, requireScope } from "../access/permit.ts";
import { recordAudit } from "../audit/audit.store.ts";
import type { App } from "../context.ts";
import type { Db } from "../db/db.ts";
import { readSettings, writeSetting } from "./settings.store.ts";

/** What people change while the registry runs; everything else is in its settings file. */
const LiveSchema = z.object({
  ip_rules: z
    .object({
      enabled: z.boolean(),
      mode: z.enum(["allowlist", "blocklist"]),
      defaultAllow: z.boolean(),
    })
    .default({ enabled: false, mode: "allowlist", defaultAllow: true }),
  /** Off: what a scan only warns about is held too when it is published here. */
  auto_allow_local: z.boolean().default(true),
  package_allowlist: z.object({ enabled: z.boolean() }).default({ enabled: true }),
});

export type LiveValues = z.infer<typeof LiveSchema>;
export type IpRulesConfig = LiveValues["ip_rules"];

/** Kept in memory, because every publish and every connection asks. */
export interface LiveSettings {
  readonly current: LiveValues;
  /** Takes over what was committed. */
  take<K extends keyof LiveValues>(key: K, value: LiveValues[K]): void;
}

export async function openLiveSettings(db: Db): Promise<LiveSettings> {
  let current = LiveSchema.parse(Object.fromEntries(await readSettings(db)));
  return {
    get current() {
      return current;
    },
    take(key, value) {
      current = { ...current, [key]: value };
    },
  };
}

/**
 * Changes one setting for good.
 *
 * @throws RegistryError `unauthenticated`, `forbidden` unless an administrator asks
 */
export async function changeSetting<K extends keyof LiveValues>(
  app: Pick<App, "config" | "db" | "events" | "now" | "settings">,
  caller: Caller,
  key: K,
  value: LiveValues[K],
): Promise<void> {
  requireScope(caller, "admin");
  requirePassphrase(app, caller);
  const at = app.now().toISOString();
  const details = { before: app.settings.current[key], after: value };
  await app.db.write(async (tx) => {
    await writeSetting(tx, key, value, principalTextOf(caller), at);
    await recordAudit(tx, caller, { action: "config_change", target: key, details }, at);
  });
  app.settings.take(key, value);
  app.events.emit("settingsChanged", { area: key });
}
