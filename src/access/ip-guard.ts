import type { Db } from "../db/db.ts";
import { RegistryError } from "../errors.ts";
import type { IpRulesConfig, LiveSettings } from "../settings/live-settings.ts";
import { contains } from "./cidr.ts";
import { addressesOf, type IpPattern, parseIpPattern } from "./ip-pattern.ts";
import { findIpRules, type IpRule } from "./ip-rules.store.ts";

export interface IpVerdict {
  readonly allowed: boolean;
  /** A sentence that names the pattern that decided. */
  readonly reason: string;
  readonly matched: string | null;
}

/**
 * What the rules say about an address (agentregistry contract §10): the first that fits decides. Pure.
 *
 * @throws RegistryError `invalid` for what is no address
 */
export function judgeAddress(
  config: IpRulesConfig,
  rules: readonly Pick<IpRule, "pattern" | "enabled">[],
  address: string,
): IpVerdict {
  const addresses = addressesOf(address);
  if (addresses === null) throw new RegistryError("invalid", "ip: this is not an IP address");
  if (!config.enabled) {
    return { allowed: true, reason: "IP allowlist disabled", matched: null };
  }
  const enabled = rules.filter((rule) => rule.enabled);
  const byDefault = (why: string): IpVerdict => ({
    allowed: config.defaultAllow,
    reason: `${why}; the default is to ${config.defaultAllow ? "allow" : "refuse"}`,
    matched: null,
  });
  if (enabled.length === 0) return byDefault("there are no rules");
  const matched = enabled.find(({ pattern }) => {
    const { block } = compiled(pattern);
    return addresses.some((one) => contains(block, one));
  });
  if (matched === undefined) return byDefault("no rule is about this address");
  const allowed = config.mode === "allowlist";
  return {
    allowed,
    reason: `the rule ${matched.pattern} ${allowed ? "allows" : "refuses"} it`,
    matched: matched.pattern,
  };
}

const patterns = new Map<string, IpPattern>();

/** Rules are few and asked for often. */
function compiled(pattern: string): IpPattern {
  const known = patterns.get(pattern) ?? parseIpPattern(pattern);
  if (patterns.size > 10_000) patterns.clear();
  patterns.set(pattern, known);
  return known;
}

/** Decides about every connection, before anything else is looked at. */
export interface IpGuard {
  /** False while there is nothing to ask, which is the common case. */
  readonly isOn: boolean;
  readonly rules: readonly IpRule[];
  /** Whether an address may connect; without a socket there is nobody to refuse. */
  allows(address: string | null): boolean;
  /** Takes over the rules that are stored. */
  reload(): Promise<void>;
}

const maxRemembered = 10_000;

export async function openIpGuard(db: Db, settings: LiveSettings): Promise<IpGuard> {
  let rules: readonly IpRule[] = [];
  let config: IpRulesConfig | null = null;
  const verdicts = new Map<string, boolean>();
  const guard: IpGuard = {
    get isOn() {
      return settings.current.ip_rules.enabled;
    },
    get rules() {
      return rules;
    },
    allows(address) {
      if (address === null || !guard.isOn) return true;
      if (config !== settings.current.ip_rules || verdicts.size > maxRemembered) verdicts.clear();
      config = settings.current.ip_rules;
      const known = verdicts.get(address);
      if (known !== undefined) return known;
      const { allowed } = judgeAddress(config, rules, address);
      verdicts.set(address, allowed);
      return allowed;
    },
    async reload() {
      rules = await findIpRules(db);
      verdicts.clear();
    },
  };
  await guard.reload();
  return guard;
}
