import { createHash } from "node:crypto";
import { type ReadingLimit, StopReading } from "../archive/stop-reading.ts";
import { noCode } from "../code/atoms.ts";
import type { FileShape } from "../facts.ts";
import { noLexical } from "../lexical/facts.ts";
import type { ScanLimits } from "../limits.ts";
import { parseManifest } from "../manifest/parse.ts";
import type { ArchiveNote, Entry, Manifest, PackageView, Subject } from "../rule.ts";
import type { UnpackedEntry, Unpacking } from "../unpack.ts";
import { noProse } from "../words/prose.ts";
import { type KeptTexts, keptTexts } from "./kept-texts.ts";
import { shapeOf } from "./shape-of.ts";

/** Everything one pass over a package found out. */
export interface ReadPackage {
  readonly view: PackageView;
  readonly texts: KeptTexts;
  readonly files: number;
  /** Of the files that were read to their end. */
  readonly unpackedBytes: number;
  /** The limit that ended the reading, or null. */
  readonly limitHit: ReadingLimit | null;
  /** False when the reading ended early, for a limit or because the bytes make no sense. */
  readonly isComplete: boolean;
}

/**
 * Reads every entry once: hashes and measures files, keeps texts, parses the root package.json. Never throws for
 * what the package holds; a fault of the source itself is passed on.
 */
export async function readPackage(
  unpacking: Unpacking,
  subject: Subject,
  limits: ScanLimits,
  wanted: ReadonlySet<string> | null = null,
): Promise<ReadPackage> {
  const entries: Entry[] = [];
  const notes: ArchiveNote[] = [];
  const texts = keptTexts(limits, wanted);
  const byteCounts = new Uint32Array(256);
  let manifest: Manifest | null = null;
  let files = 0;
  let unpackedBytes = 0;
  let stopped: StopReading | null = null;

  try {
    for await (const unpacked of unpacking.entries) {
      const { entry } = unpacked;
      if (entry.type !== "file") {
        entries.push({ ...entry, digest: null, shape: null });
        continue;
      }
      files += 1;
      const manifestBytes = entry.path === "package.json" ? collector(limits) : null;
      const shape = await readFile(unpacked, texts, manifestBytes, byteCounts);
      entries.push({ ...entry, digest: shape.digest, shape });
      unpackedBytes += entry.size;
      if (manifestBytes !== null) manifest = readManifest(manifestBytes.bytes(), limits, notes);
    }
  } catch (error) {
    if (!(error instanceof StopReading)) throw error;
    stopped = error;
    const ruleId = error.limit === null ? "TAR-09" : "TAR-06";
    notes.push({ ruleId, message: error.message, file: null });
  }

  return {
    view: {
      subject,
      entries,
      archive: [...unpacking.notes, ...notes],
      manifest,
      code: noCode,
      prose: noProse,
      lexical: noLexical,
      previous: null,
      text: texts.get,
    },
    texts,
    files,
    unpackedBytes,
    limitHit: stopped?.limit ?? null,
    isComplete: stopped === null,
  };
}

async function readFile(
  unpacked: UnpackedEntry,
  texts: KeptTexts,
  manifestBytes: Collector | null,
  byteCounts: Uint32Array,
): Promise<FileShape> {
  const hash = createHash("sha256");
  const shape = shapeOf(byteCounts);
  const text = unpacked.entry.path === null ? null : texts.begin(unpacked.entry.path);
  for (;;) {
    const piece = await unpacked.read();
    if (piece === null) break;
    hash.update(piece);
    shape.add(piece);
    text?.add(piece);
    manifestBytes?.add(piece);
  }
  text?.finish();
  return shape.finish(hash.digest("hex"));
}

function readManifest(
  bytes: Uint8Array,
  limits: ScanLimits,
  notes: ArchiveNote[],
): Manifest | null {
  const { manifest, tooDeep, oddities } = parseManifest(bytes, limits);
  if (tooDeep) {
    throw new StopReading("json", `package.json nests deeper than ${limits.jsonDepth} levels`);
  }
  for (const oddity of oddities) {
    const message = `package.json ${oddity}`;
    notes.push({ ruleId: "TAR-08", message, file: "package.json", points: 10 });
  }
  return manifest;
}

interface Collector {
  add(piece: Uint8Array): void;
  bytes(): Uint8Array;
}

/** Keeps the bytes of a package.json, which must be readable whatever the budget for texts is. */
function collector(limits: ScanLimits): Collector {
  const pieces: Uint8Array[] = [];
  let size = 0;
  return {
    add(piece) {
      size += piece.length;
      if (size > limits.jsonBytes) {
        throw new StopReading("json", `package.json is larger than ${limits.jsonBytes} bytes`);
      }
      pieces.push(piece.slice());
    },
    bytes: () => Buffer.concat(pieces),
  };
}
