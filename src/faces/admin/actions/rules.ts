import { z } from "zod";
import type { IpRule } from "../../../access/ip-rules.store.ts";
import {
  addIpRule,
  changeIpConfig,
  listIpRules,
  removeIpRule,
  testAddress,
  toggleIpRule,
} from "../../../access/ip-rules.ts";
import type { Exemption } from "../../../quarantine/exemptions.store.ts";
import {
  addExemption,
  enableExemptions,
  listExemptions,
  removeExemption,
  toggleExemption,
} from "../../../quarantine/exemptions.ts";
import { changeSetting } from "../../../settings/live-settings.ts";
import { action } from "../action.ts";
import { IdField, None, TimeField } from "./fields.ts";

const modes = { allow: "allowlist", deny: "blocklist" } as const;
const Force = z.boolean().default(false).describe("Do it although it locks somebody out.");
const Pattern = z.string().min(1).max(64).describe("An address, a block, 10.*, or localhost.");

const getAllowlist = action({
  name: "getAllowlist",
  about: "The IP rules, and whether and how they count.",
  scope: "admin",
  input: None,
  answers: "allowlist",
  async run(app, { caller }) {
    const { config, rules } = listIpRules(app, caller);
    return { config, entries: rules.map(shownIpRule) };
  },
});

const updateAllowlistConfig = action({
  name: "updateAllowlistConfig",
  about: "Changes whether and how the IP rules count.",
  scope: "admin",
  input: z.object({
    enabled: z.boolean().optional(),
    mode: z.enum(["allowlist", "blocklist", "allow", "deny"]).optional(),
    defaultAllow: z.boolean().optional(),
    force: Force,
  }),
  answers: "allowlistConfigUpdated",
  async run(app, { caller }, { enabled, mode, defaultAllow, force }) {
    const change = {
      ...(enabled === undefined ? {} : { enabled }),
      ...(mode === undefined ? {} : { mode: mode in modes ? modes[mode as "allow"] : mode }),
      ...(defaultAllow === undefined ? {} : { defaultAllow }),
    } as Parameters<typeof changeIpConfig>[2];
    return { config: await changeIpConfig(app, caller, change, force) };
  },
});

const addAllowlistEntry = action({
  name: "addAllowlistEntry",
  about: "Adds an IP rule; the same pattern again answers the one that is there.",
  scope: "admin",
  input: z.object({ pattern: Pattern, description: z.string().max(500).default(""), force: Force }),
  answers: "allowlistEntryAdded",
  async run(app, { caller }, input) {
    const { rule, existing, normalised } = await addIpRule(app, caller, input);
    return {
      entry: shownIpRule(rule),
      ...(existing ? { existing } : {}),
      ...(normalised ? { normalised } : {}),
    };
  },
});

const removeAllowlistEntry = action({
  name: "removeAllowlistEntry",
  about: "Removes an IP rule.",
  scope: "admin",
  input: z.object({ id: IdField, force: Force }),
  answers: "allowlistEntryRemoved",
  async run(app, { caller }, { id, force }) {
    await removeIpRule(app, caller, id, force);
    return { id };
  },
});

const toggleAllowlistEntry = action({
  name: "toggleAllowlistEntry",
  about: "Switches an IP rule on or off.",
  scope: "admin",
  input: z.object({ id: IdField, enabled: z.boolean(), force: Force }),
  answers: "allowlistEntryToggled",
  async run(app, { caller }, { id, enabled, force }) {
    await toggleIpRule(app, caller, id, enabled, force);
    return { id, enabled };
  },
});

const Address = z.string().min(1).max(64).describe("An IP address.");

const testIp = action({
  name: "testIP",
  about: "What the IP rules say about an address.",
  scope: "admin",
  input: z.object({ ip: Address, assumeEnabled: z.boolean().default(false) }),
  answers: "ipTestResult",
  run: async (app, { caller }, { ip, assumeEnabled }) => ({
    ip,
    ...testAddress(app, caller, ip, assumeEnabled),
  }),
});

const checkIp = action({
  name: "checkIP",
  about: "The same.",
  scope: "admin",
  input: z.object({ ip: Address, assumeEnabled: z.boolean().default(false) }),
  answers: "ipCheckResult",
  run: async (app, { caller }, { ip, assumeEnabled }) => ({
    ip,
    ...testAddress(app, caller, ip, assumeEnabled),
  }),
});

const getPackageAllowlist = action({
  name: "getPackageAllowlist",
  about: "Packages of which findings that prove no harm alone do not hold a release.",
  scope: "admin",
  input: None,
  answers: "packageAllowlist",
  async run(app, { caller }) {
    const { enabled, entries } = await listExemptions(app, caller);
    const categories = [...new Set(entries.map(({ category }) => category))].sort();
    return { config: { enabled }, entries: entries.map(shownExemption), categories };
  },
});

const updatePackageAllowlistConfig = action({
  name: "updatePackageAllowlistConfig",
  about: "Switches the package allowlist on or off.",
  scope: "admin",
  input: z.object({ enabled: z.boolean() }),
  answers: "packageAllowlistConfigUpdated",
  async run(app, { caller }, { enabled }) {
    await enableExemptions(app, caller, enabled);
    return { config: { enabled } };
  },
});

const addPackageAllowlistEntry = action({
  name: "addPackageAllowlistEntry",
  about:
    "Exempts a package or a scope from rules. Nothing skips the scan, and what proves harm alone is " +
    "never exempted.",
  scope: "admin",
  input: z.object({
    pattern: z.string().min(1).max(600).describe("name, @scope/name or @scope/*, with @range."),
    description: z.string().max(500).default(""),
    category: z.string().min(1).max(100).default("custom"),
    rules: z
      .array(z.string().regex(/^[A-Z]{2,5}-[A-Z]?\d{2,3}$/, "is no id of a rule"))
      .max(200)
      .default([])
      .describe("Empty for all that can be exempted."),
    integrity: z.string().max(200).optional(),
    expires_at: TimeField.optional(),
  }),
  answers: "packageAllowlistEntryAdded",
  async run(app, { caller }, { integrity = null, expires_at, ...input }) {
    const expiresAt = expires_at === undefined ? null : new Date(expires_at);
    const added = await addExemption(app, caller, { ...input, integrity, expiresAt });
    const { entry, released, existing } = added;
    return { entry: shownExemption(entry), released, ...(existing ? { existing } : {}) };
  },
});

const removePackageAllowlistEntry = action({
  name: "removePackageAllowlistEntry",
  about: "Ends an exemption.",
  scope: "admin",
  input: z.object({ id: IdField }),
  answers: "packageAllowlistEntryRemoved",
  async run(app, { caller }, { id }) {
    await removeExemption(app, caller, id);
    return { id };
  },
});

const togglePackageAllowlistEntry = action({
  name: "togglePackageAllowlistEntry",
  about: "Switches an exemption on or off.",
  scope: "admin",
  input: z.object({ id: IdField, enabled: z.boolean() }),
  answers: "packageAllowlistEntryToggled",
  async run(app, { caller }, { id, enabled }) {
    await toggleExemption(app, caller, id, enabled);
    return { id, enabled };
  },
});

const getPackageAllowlistSummary = action({
  name: "getPackageAllowlistSummary",
  about: "The package allowlist in numbers.",
  scope: "admin",
  input: None,
  answers: "packageAllowlistSummary",
  async run(app, { caller }) {
    const { enabled, entries } = await listExemptions(app, caller);
    const enabledEntries = entries.filter((entry) => entry.enabled).length;
    const categories = Object.fromEntries(
      Map.groupBy(entries, ({ category }) => category)
        .entries()
        .map(([category, some]) => [category, some.length]),
    );
    return {
      config: { enabled },
      totalEntries: entries.length,
      enabledEntries,
      disabledEntries: entries.length - enabledEntries,
      defaultEntries: 0,
      customEntries: entries.length,
      categories,
    };
  },
});

const reseedPackageAllowlist = action({
  name: "reseedPackageAllowlist",
  about: "Restores entries that came with the registry; there are none.",
  scope: "admin",
  input: None,
  answers: "packageAllowlistReseeded",
  run: async () => ({ added: 0 }),
});

const getAutoAllowSetting = action({
  name: "getAutoAllowSetting",
  about: "Whether what a scan only warns about is accepted when it is published here.",
  scope: "review",
  input: None,
  answers: "autoAllowSetting",
  run: async (app) => ({ enabled: app.settings.current.auto_allow_local }),
});

const setAutoAllowSetting = action({
  name: "setAutoAllowSetting",
  about: "Off, that waits for a person too. The scan is never switched off.",
  scope: "admin",
  input: z.object({ enabled: z.boolean() }),
  answers: "autoAllowSetting",
  async run(app, { caller, session }, { enabled }) {
    await changeSetting(app, caller, "auto_allow_local", enabled);
    session.tell("autoAllowChanged", { enabled });
    return { enabled };
  },
});

function shownIpRule({ id, pattern, description, enabled, createdBy, createdAt }: IpRule) {
  return { id, pattern, description, enabled, created_by: createdBy, created_at: createdAt };
}

function shownExemption(entry: Exemption) {
  const { id, pattern, description, category, rules, integrity, enabled } = entry;
  return {
    id,
    pattern,
    description,
    category,
    is_default: false,
    enabled,
    rules,
    integrity,
    created_by: entry.createdBy,
    created_at: entry.createdAt,
    expires_at: entry.expiresAt,
  };
}

export const ruleActions = [
  getAllowlist,
  updateAllowlistConfig,
  addAllowlistEntry,
  removeAllowlistEntry,
  toggleAllowlistEntry,
  testIp,
  checkIp,
  getPackageAllowlist,
  updatePackageAllowlistConfig,
  addPackageAllowlistEntry,
  removePackageAllowlistEntry,
  togglePackageAllowlistEntry,
  getPackageAllowlistSummary,
  reseedPackageAllowlist,
  getAutoAllowSetting,
  setAutoAllowSetting,
];
