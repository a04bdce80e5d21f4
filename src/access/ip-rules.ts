import { randomUUID } from "node:crypto";
import { recordAudit } from "../audit/audit.store.ts";
import type { AuditNote } from "../audit/entry.ts";
import type { App } from "../context.ts";
import type { Sql } from "../db/db.ts";
import { RegistryError } from "../errors.ts";
import { changeSetting, type IpRulesConfig } from "../settings/live-settings.ts";
import { type IpVerdict, judgeAddress } from "./ip-guard.ts";
import { parseIpPattern } from "./ip-pattern.ts";
import { deleteIpRule, enableIpRule, type IpRule, insertIpRule } from "./ip-rules.store.ts";
import { requirePassphrase } from "./passphrase.ts";
import { type Caller, principalTextOf, requireScope } from "./permit.ts";

type Needs = Pick<App, "config" | "db" | "events" | "ipGuard" | "now" | "settings">;

export interface IpRules {
  readonly config: IpRulesConfig;
  readonly rules: readonly IpRule[];
}

/** @throws RegistryError `unauthenticated`, `forbidden` unless an administrator asks */
export function listIpRules(app: Pick<App, "ipGuard" | "settings">, caller: Caller): IpRules {
  requireScope(caller, "admin");
  return { config: app.settings.current.ip_rules, rules: app.ipGuard.rules };
}

/**
 * Changes how the rules count. What would refuse the connection that asks for it, or everybody, has to be
 * asked for twice.
 *
 * @throws RegistryError `forbidden`, `conflict` without `force`
 */
export async function changeIpConfig(
  app: Needs,
  caller: Caller,
  change: Partial<IpRulesConfig>,
  force: boolean,
): Promise<IpRulesConfig> {
  requireScope(caller, "admin");
  const config = { ...app.settings.current.ip_rules, ...change };
  if (config.enabled && config.mode === "blocklist" && !config.defaultAllow && !force) {
    throw new RegistryError("conflict", `this would refuse everybody; ${meantSo}`, lockOut);
  }
  if (!force) refuseLockOut(caller, config, app.ipGuard.rules);
  await changeSetting(app, caller, "ip_rules", config);
  return config;
}

/**
 * Adds a rule; the same pattern again is the one that is there.
 *
 * @throws RegistryError `forbidden`, `invalid`, `conflict` as `changeIpConfig`
 */
export async function addIpRule(
  app: Needs,
  caller: Caller,
  request: { readonly pattern: string; readonly description: string; readonly force: boolean },
): Promise<{ readonly rule: IpRule; readonly existing: boolean; readonly normalised: boolean }> {
  requireScope(caller, "admin");
  const { text: pattern, wasNormalised: normalised } = parseIpPattern(request.pattern);
  const known = app.ipGuard.rules.find((rule) => rule.pattern === pattern);
  if (known !== undefined) return { rule: known, existing: true, normalised };
  if (app.ipGuard.rules.length >= maxRules) {
    throw new RegistryError("conflict", `there are ${maxRules} rules already; use larger blocks`);
  }
  const rule: IpRule = {
    id: randomUUID(),
    pattern,
    description: request.description,
    enabled: true,
    createdBy: principalTextOf(caller),
    createdAt: app.now().toISOString(),
  };
  if (!request.force) {
    refuseLockOut(caller, app.settings.current.ip_rules, [...app.ipGuard.rules, rule]);
  }
  await commit(app, caller, { action: "allowlist_add", target: pattern }, (tx) =>
    insertIpRule(tx, rule),
  );
  return { rule, existing: false, normalised };
}

const maxRules = 1000;

/** @throws RegistryError `forbidden`, `not_found`, `conflict` as `changeIpConfig` */
export async function removeIpRule(
  app: Needs,
  caller: Caller,
  id: string,
  force: boolean,
): Promise<IpRule> {
  const rule = ruleOf(app, caller, id);
  const left = app.ipGuard.rules.filter((other) => other.id !== id);
  if (!force) refuseLockOut(caller, app.settings.current.ip_rules, left);
  await commit(app, caller, { action: "allowlist_remove", target: rule.pattern }, (tx) =>
    deleteIpRule(tx, id),
  );
  return rule;
}

/** @throws RegistryError `forbidden`, `not_found`, `conflict` as `changeIpConfig` */
export async function toggleIpRule(
  app: Needs,
  caller: Caller,
  id: string,
  enabled: boolean,
  force: boolean,
): Promise<void> {
  const { pattern } = ruleOf(app, caller, id);
  const after = app.ipGuard.rules.map((rule) => (rule.id === id ? { ...rule, enabled } : rule));
  if (!force) refuseLockOut(caller, app.settings.current.ip_rules, after);
  const note = { action: "allowlist_toggle", target: pattern, details: { enabled } } as const;
  await commit(app, caller, note, (tx) => enableIpRule(tx, id, enabled));
}

/**
 * What the rules say about any address.
 *
 * @param assumeEnabled as if they were switched on
 * @throws RegistryError `forbidden`, `invalid` for what is no address
 */
export function testAddress(
  app: Pick<App, "ipGuard" | "settings">,
  caller: Caller,
  address: string,
  assumeEnabled: boolean,
): IpVerdict {
  requireScope(caller, "admin");
  const config = app.settings.current.ip_rules;
  const asked = assumeEnabled ? { ...config, enabled: true } : config;
  return judgeAddress(asked, app.ipGuard.rules, address);
}

function ruleOf(app: Needs, caller: Caller, id: string): IpRule {
  requireScope(caller, "admin");
  const rule = app.ipGuard.rules.find((one) => one.id === id);
  if (rule !== undefined) return rule;
  throw new RegistryError("not_found", "no IP rule has this id; see `agentregistry ip list`");
}

async function commit(
  app: Needs,
  caller: Caller,
  note: AuditNote,
  change: (tx: Sql) => Promise<void>,
): Promise<void> {
  requirePassphrase(app, caller);
  const details = { kind: "ip", ...note.details };
  await app.db.write(async (tx) => {
    await change(tx);
    await recordAudit(tx, caller, { ...note, details }, app.now().toISOString());
  });
  await app.ipGuard.reload();
  app.events.emit("settingsChanged", { area: "ip_rules" });
}

const meantSo = "if that is meant, ask for it with force";
const lockOut = { fields: { code: "lock_out" } };

function refuseLockOut(caller: Caller, config: IpRulesConfig, rules: readonly IpRule[]): void {
  const ip = caller.from?.ip ?? null;
  if (ip === null || judgeAddress(config, rules, ip).allowed) return;
  throw new RegistryError("conflict", `this would refuse your own address; ${meantSo}`, lockOut);
}
