import { jsonStrings } from "../json-strings.ts";
import { markdownSegments } from "../markdown.ts";
import { type ServedFile, servedFiles } from "../mcp-served.ts";
import { decodedSegment, rawSegment, type Segment } from "../segment.ts";
import type { Package } from "./package.ts";
import { headLength } from "./parts.ts";

const maxModules = 256 * 1024;

/** Files beside a server that it hands to models, by path; none for a package that needs no SDK of tools. */
export function servedBy(pkg: Package): ReadonlyMap<string, ServedFile> {
  const paths = pkg.entries.flatMap(({ path, type }) =>
    type === "file" && path !== null ? [path] : [],
  );
  if (!/mcp|modelcontextprotocol/i.test(pkg.manifest?.text ?? "")) return new Map();
  const found = servedFiles({ paths, text: (path) => pkg.text(path) });
  return new Map(found.map((one) => [one.path, one]));
}

/** The code of modules that servers load from beside them, up to a limit. */
export function modulesIn(pkg: Package, served: ReadonlyMap<string, ServedFile>): string {
  let code = "";
  for (const { path, form } of served.values()) {
    if (form !== "code" || code.length > maxModules) continue;
    code += `\n${pkg.text(path) ?? ""}`;
  }
  return code.slice(0, maxModules);
}

/** What such a file says, as the model gets to read it. */
export function* servedSegments(
  path: string,
  text: string,
  served: ServedFile | undefined,
): Generator<Segment> {
  if (served === undefined || served.form === "code") return;
  const to = Math.min(text.length, headLength);
  if (served.form === "json") {
    for (const { key, value, offset } of jsonStrings(text, to)) {
      const kind = { carrier: "tool", liveness: "live", field: key, isField: true } as const;
      if (value.length < 4000) yield decodedSegment(value, offset, kind);
    }
    return;
  }
  const place = {
    form: "markdown",
    carrier: "agent-file",
    liveness: "live",
    isQuoted: false,
  } as const;
  if (/\.md$/i.test(path)) yield* markdownSegments(text, to, place);
  else yield rawSegment(text, 0, to, place);
}
