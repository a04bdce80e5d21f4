import type { ApiUse } from "./atoms.ts";
import type { Value } from "./value.ts";

type Capability = ApiUse["capability"];

const reading = /^(?:read|open|access|exists|l?stat|watch|glob|realpath|createRead|statfs)/;
const writing =
  /^(?:write|append|createWrite|copy|cp|rename|rm|unlink|mkdir|mkdtemp|truncate|ftruncate|symlink|link|l?chmod|l?chown|f?utimes|open|output|move|remove|ensure|empty)/;

function ofFiles(member: string): readonly Capability[] {
  if (member === "" || member === "promises") return ["fs.read", "fs.write"];
  const name = member.replace(/^promises\./, "");
  return [
    ...(reading.test(name) ? (["fs.read"] as const) : []),
    ...(writing.test(name) ? (["fs.write"] as const) : []),
  ];
}

function ofNetwork(member: string): readonly Capability[] {
  if (member === "") return ["network.out", "network.in"];
  if (/^(?:createServer|createSecureServer|Server|listen)$/.test(member)) return ["network.in"];
  return /^(?:request|get|connect|createConnection|Socket|ClientRequest|createSocket)$/.test(member)
    ? ["network.out"]
    : [];
}

const always = (capability: Capability) => () => [capability] as const;

/** By module; each says what a member of it is good for, or the whole of it. */
const modules: ReadonlyMap<string, (member: string) => readonly Capability[]> = new Map([
  ...["node:fs", "pkg:fs-extra", "pkg:graceful-fs"].map((name) => [name, ofFiles] as const),
  ...["http", "https", "http2", "net", "tls", "dgram"].map(
    (name) => [`node:${name}`, ofNetwork] as const,
  ),
  ["node:dns", always("network.out")],
  ["node:child_process", always("subprocess")],
  ["node:vm", always("dynamicCode")],
  ["global.fetch", always("network.out")],
]);

/**
 * What whoever is handed a module of the runtime, or a function of it, can do with it: a caller that
 * finds it among what a package exports, and code that nobody here can read (threat catalogue §14.3).
 */
export function handedOn(value: Value): readonly Capability[] {
  switch (value.type) {
    case "api":
      return ofApi(value.name);
    case "object":
      if (value.props.size > maxProps) return [];
      // What is exported with a star stands behind the rest.
      return [...value.props.values(), ...(value.proto === null ? [] : [value.proto])].flatMap(
        ofPart,
      );
    default:
      return [];
  }
}

/** Larger objects are tables, and their parts are what the package made itself. */
const maxProps = 64;

function ofPart(value: Value): readonly Capability[] {
  return value.type === "api" ? ofApi(value.name) : [];
}

function ofApi(name: string): readonly Capability[] {
  if (name.startsWith("js:")) return [];
  const dot = name.indexOf(".", name.startsWith("global.") ? 7 : 0);
  const root = dot < 0 ? name : name.slice(0, dot);
  return modules.get(root)?.(dot < 0 ? "" : name.slice(dot + 1)) ?? [];
}
