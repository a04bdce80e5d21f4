import type { Logger } from "pino";
import type { BlobStore } from "./blobs/blobs.ts";
import type { Config } from "./config/schema.ts";
import type { Db } from "./db/db.ts";
import type { Events } from "./events/events.ts";
import type { PackumentCache } from "./packages/packument-cache.ts";
import type { TarballCache } from "./packages/tarball-cache.ts";
import type { ScannerPool } from "./scanner/pool.ts";
import type { UpstreamClient } from "./upstream/client.ts";
import type { SingleFlight } from "./upstream/single-flight.ts";

/** The long-lived things of one registry. Functions take the few that they need. */
export interface App extends AsyncDisposable {
  readonly config: Config;
  readonly log: Logger;
  readonly now: () => Date;
  readonly events: Events;
  /** What was published here and what people decided. */
  readonly db: Db;
  readonly blobs: BlobStore;
  /** Copies of the upstream: may vanish between two starts. */
  readonly cacheDb: Db;
  readonly cacheBlobs: BlobStore;
  readonly scanner: ScannerPool;
  readonly upstream: UpstreamClient | null;
  readonly flights: SingleFlight;
  readonly packuments: PackumentCache;
  readonly tarballs: TarballCache;
}
