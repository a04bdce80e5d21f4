import type { Logger } from "pino";
import type { AdminSessions } from "./access/admin-sessions.ts";
import type { Attempts } from "./access/attempts.ts";
import type { IpGuard } from "./access/ip-guard.ts";
import type { VerifiedPasswords } from "./access/verified-passwords.ts";
import type { WebLogins } from "./access/web-logins.ts";
import type { Refusals } from "./audit/refusals.ts";
import type { BlobStore } from "./blobs/blobs.ts";
import type { Origin } from "./config/load.ts";
import type { Config } from "./config/schema.ts";
import type { Db } from "./db/db.ts";
import type { Events } from "./events/events.ts";
import type { FetchLog } from "./fetch-log/fetch-log.ts";
import type { IntentIndex } from "./intent/intent-index.ts";
import type { PackTrust } from "./intent/pack-trust.ts";
import type { Metrics } from "./metrics/metrics.ts";
import type { RequestLog } from "./metrics/request-log.ts";
import type { ExpertCache } from "./packages/expert-cache.ts";
import type { ExpertIndex } from "./packages/expert-index.ts";
import type { PackumentCache } from "./packages/packument-cache.ts";
import type { TarballCache } from "./packages/tarball-cache.ts";
import type { Rescanner } from "./quarantine/rescan-all.ts";
import type { ScannerPool } from "./scanner/pool.ts";
import type { SearchIndex } from "./search/search-index.ts";
import type { LiveSettings } from "./settings/live-settings.ts";
import type { PolicyFile } from "./trust/policy-file.ts";
import type { RegistryKey } from "./trust/registry-key.ts";
import type { TrustedKeys } from "./trust/trusted-keys.ts";
import type { Absences } from "./upstream/absences.ts";
import type { CacheUses } from "./upstream/cache-uses.ts";
import type { SingleFlight } from "./upstream/single-flight.ts";
import type { Upstreams } from "./upstream/upstreams.ts";
import type { Via } from "./upstream/via.ts";

/** The long-lived things of one registry. Functions take the few that they need. */
export interface App extends AsyncDisposable {
  readonly config: Config;
  /** Where each setting came from, by its dotted name; what is missing is a default. */
  readonly origins: ReadonlyMap<string, Origin>;
  readonly log: Logger;
  readonly now: () => Date;
  readonly events: Events;
  /** What was published here and what people decided. */
  readonly db: Db;
  readonly blobs: BlobStore;
  /** Copies of the upstream: may vanish between two starts. */
  readonly cacheDb: Db;
  readonly cacheBlobs: BlobStore;
  readonly cacheUses: CacheUses;
  readonly scanner: ScannerPool;
  readonly upstreams: Upstreams;
  /** Names that an upstream has just said it has not. */
  readonly absences: Absences;
  readonly via: Via;
  /** What trust/policy.toml says. */
  readonly policy: PolicyFile;
  /** Whose signatures count: what trust/keys.toml says. */
  readonly trustedKeys: TrustedKeys;
  /** What it says about packs and Experts, and whose signatures count. */
  readonly packTrust: PackTrust;
  readonly registryKey: RegistryKey;
  /** Who was sent which tarball. */
  readonly fetchLog: FetchLog;
  readonly rescanner: Rescanner;
  readonly flights: SingleFlight;
  readonly search: SearchIndex;
  /** What is found by purpose. */
  readonly intent: IntentIndex;
  /** What lists of Experts are cut from. */
  readonly experts: ExpertIndex;
  /** What was said of single Experts, ready to be said again. */
  readonly expertAnswers: ExpertCache;
  readonly packuments: PackumentCache;
  readonly tarballs: TarballCache;
  /** What people change while the registry runs. */
  readonly settings: LiveSettings;
  /** Which addresses may connect. */
  readonly ipGuard: IpGuard;
  readonly adminSessions: AdminSessions;
  /** Refused connections, counted for the audit log. */
  readonly refusals: Refusals;
  readonly metrics: Metrics;
  readonly requestLog: RequestLog;
  readonly attempts: Attempts;
  readonly verifiedPasswords: VerifiedPasswords;
  readonly webLogins: WebLogins;
}
