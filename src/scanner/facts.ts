import type { Capabilities } from "./report.ts";
import type { JsonObject } from "./rule.ts";

/**
 * What a scan leaves behind for the scan of the next version, which is compared with it (threat
 * catalogue §11). Small enough to be kept with the report.
 */
export interface ReleaseFacts {
  readonly name: string | null;
  readonly version: string | null;
  /** Of each file: its digest (SHA-256, hex), size, and shape. At most 20,000. */
  readonly files: Readonly<Record<string, FileShape>>;
  readonly capabilities: Capabilities | null;
  /** The parts of package.json that decide what installing does. */
  readonly manifest: JsonObject | null;
  /** Rule ids with the digest of the file that they stand in, `""` for the package. */
  readonly findings: readonly (readonly [ruleId: string, digest: string])[];
}

export interface FileShape {
  readonly digest: string;
  readonly bytes: number;
  /** Of texts: the longest line and bits of entropy a byte; 0 for others. */
  readonly longestLine: number;
  readonly entropy: number;
  /** What the bytes are by their beginning: `text`, `elf`, `pe`, `macho`, `wasm`, `zip`, `gzip`, `png`, …, or `unknown`. */
  readonly magic: string;
  /** Of formats that say where they end: bytes behind that end, unless all of them are blank. */
  readonly appendedBytes: number;
  /** What those bytes are by their beginning; left out when there are none. */
  readonly appendedMagic?: string;
  /** Of an archive: its first entry is encrypted. */
  readonly isEncrypted?: true;
  /** Of WebAssembly: what it asks its host for, as `module.name`, sorted; at most 200. */
  readonly imports?: readonly string[];
  /** Of executables: classes of words in it that are worth a look, sorted (threat catalogue BIN-05). */
  readonly words?: readonly string[];
}
