import type { Json, JsonObject } from "../rule.ts";
import { decodedSegment, type Segment, type SegmentKind } from "./segment.ts";

const maxField = 16 * 1024;
const maxParts = 2000;
/** Read by machines alone, or judged by rules of their own. */
const mechanical = new Set(
  (
    "scripts dependencies devDependencies optionalDependencies peerDependencies bundleDependencies bundledDependencies " +
    "peerDependenciesMeta resolutions overrides exports imports main module browser types typings bin man directories version " +
    "engines os cpu libc packageManager workspaces eslintConfig babel jest prettier nyc ava tap xo publishConfig gitHead " +
    "_integrity _resolved dist _id _npmUser _nodeVersion _npmVersion _hasShrinkwrap"
  ).split(" "),
);
const lists = new Set(["keywords", "files", "contributors", "maintainers"]);

/** The fields of package.json, and of the registry's manifest, that people and agents read. */
export function* manifestFields(manifest: JsonObject, text: string): Generator<Segment> {
  for (const [key, value] of Object.entries(manifest)) {
    if (mechanical.has(key)) continue;
    // A directive may be spread over the items of a list.
    const pieces = lists.has(key) ? [strings(value, maxParts).join(" ")] : strings(value, maxParts);
    for (const piece of pieces) {
      if (piece.length < 12) continue;
      const kind: SegmentKind = {
        carrier: "field",
        liveness: "near",
        field: key,
        isField: key !== "readme",
      };
      yield decodedSegment(piece.slice(0, maxField), Math.max(0, text.indexOf(`"${key}"`)), kind);
    }
  }
}

/** Lines that installing runs, as far as they print something to whoever installs. */
export function* hookPrints(manifest: JsonObject, text: string): Generator<Segment> {
  const scripts = manifest["scripts"];
  if (typeof scripts !== "object" || scripts === null || Array.isArray(scripts)) return;
  for (const hook of ["preinstall", "install", "postinstall", "prepare"]) {
    const line = (scripts as JsonObject)[hook];
    if (typeof line !== "string" || !/\b(?:echo|printf|console\.|write-host|cat\s)/i.test(line))
      continue;
    const kind: SegmentKind = {
      carrier: "printed",
      liveness: "live",
      field: `scripts.${hook}`,
      isField: true,
    };
    const said = line.slice(0, maxField).replaceAll(/["'`]/g, " ");
    yield decodedSegment(said, Math.max(0, text.indexOf(`"${hook}"`)), kind);
  }
}

function strings(value: Json | undefined, most: number): string[] {
  const found: string[] = [];
  const open: (Json | undefined)[] = [value];
  while (open.length > 0 && found.length < most) {
    const next = open.shift();
    if (typeof next === "string") found.push(next);
    else if (typeof next === "object" && next !== null)
      open.push(...Object.values(next).slice(0, most));
  }
  return found;
}
