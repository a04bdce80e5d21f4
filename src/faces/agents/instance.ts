import packageJson from "../../../package.json" with { type: "json" };
import { isLoopback } from "../../config/load.ts";
import type { Config } from "../../config/schema.ts";

/** The registry that is running, as documents for agents describe it. */
export interface Instance {
  readonly version: string;
  /** The address that this client uses for it, without a slash at the end. */
  readonly base: string;
  readonly security: Security;
  readonly settings: Config;
}

/** What holds of this registry, as yes or no; a programme may rely on each (agentregistry contract §3.1). */
export interface Security {
  readonly scan_on_publish: boolean;
  readonly scan_on_upstream_fetch: boolean;
  readonly quarantine_blocked_packages: boolean;
  readonly localhost_only: boolean;
  readonly token_needed_to_read: boolean;
  readonly token_needed_to_publish: boolean;
  readonly reads_through_to_upstream: boolean;
  readonly held_versions_are_hidden: boolean;
  readonly agents_can_approve: boolean;
  readonly approval_needs_passphrase: boolean;
}

export function instanceOf(settings: Config, base: string): Instance {
  return { version: packageJson.version, base, security: securityOf(settings), settings };
}

function securityOf({ http, auth, upstream, upstreams, quarantine, approval }: Config): Security {
  const isLocal = http.listen.every(isLoopback);
  return {
    // No setting turns the scanner off, or lets held bytes out.
    scan_on_publish: true,
    scan_on_upstream_fetch: true,
    quarantine_blocked_packages: true,
    localhost_only: isLocal,
    token_needed_to_read: !isLocal,
    token_needed_to_publish: !auth.open_publish,
    reads_through_to_upstream:
      !upstream.offline && (upstream.url !== "none" || upstreams.length > 0),
    held_versions_are_hidden: quarantine.on_hold === "hide",
    agents_can_approve: false,
    approval_needs_passphrase: approval.passphrase !== undefined,
  };
}
