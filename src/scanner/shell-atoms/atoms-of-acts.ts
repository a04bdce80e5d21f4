import type { AtomDetail } from "../code/atoms.ts";
import { agentStart, changesRepository, publishes } from "../code/lists/commands.ts";
import { isWideRoot } from "../code/models/fs-paths.ts";
import { controlSurface } from "../install/control-surface.ts";
import type { Act, ShellSource } from "../shell/acts.ts";
import { shellPrograms } from "../shell/programs.ts";
import type { AtomCollector, AtomPlace } from "./collector.ts";
import { commandDestination } from "./command-destination.ts";
import { removesWidely } from "./wide-removal.ts";

const lookups = /^(?:dig|nslookup|host|drill|kdig|gdig|ping|ping6|getent|resolvectl)$/;
const senders = /^(?:ssh|rsync|rclone|s3cmd|mail|sendmail|mutt|gsutil|azcopy|croc)$/;
/** What is packed lies in an archive from then on, wherever that goes. */
const archivers = /^(?:g?tar|bsdtar|zip|7z[ar]?|rar|compress-archive)$/;
const maxArgs = 500;
/** Sinks that a value can be sent to. */
export interface SendingAtom {
  readonly id: number | null;
  readonly into: string;
}

/**
 * Turns what a shell script would do into atoms and flows.
 *
 * @param place where each act's atoms are put
 * @returns the atoms by which something leaves the machine
 */
export function atomsOfActs(
  collector: AtomCollector,
  acts: readonly Act[],
  place: (act: Act) => AtomPlace,
): readonly SendingAtom[] {
  const sending: SendingAtom[] = [];
  let fetched: Act | null = null;
  for (const act of acts) {
    if (act.kind === "run") {
      sending.push(...atomsOfRun(collector, act, place(act)));
      fetched = shellPrograms.fetchers.has(act.program) ? act : null;
    } else if (act.kind === "write") {
      atomsOfWrite(collector, act, place(act), fetched);
    }
  }
  return sending;
}

function atomsOfRun(
  collector: AtomCollector,
  act: Act & { readonly kind: "run" },
  place: AtomPlace,
): readonly SendingAtom[] {
  const { program, carries = [] } = act;
  const args = act.args.slice(0, maxArgs);
  const sources = carries.map((source) => atomOfSource(collector, source, place));
  const text = [program, ...args].join(" ").slice(0, 4096);
  const api = `shell:${program}`;
  const sending: SendingAtom[] = [];
  const sink = (kind: Parameters<AtomCollector["add"]>[0], into: string, detail: AtomDetail) => {
    // The reader of the shell follows values, so what holds none has nothing to do with any.
    const isClosed = carries.length === 0 ? { isClosed: true } : {};
    const id = collector.add(kind, place, { api, text, ...isClosed, ...detail });
    for (const source of sources) collector.flow(source, id, into);
    return { id, into };
  };

  if (lookups.test(program)) {
    sending.push(sink("snk.dns", "name", { destination: commandDestination(program, args) }));
  } else if (shellPrograms.fetchers.has(program) || senders.test(program)) {
    const destination = commandDestination(program, args);
    // `get`, `http` and `fetch` are words, too; what sends has an address.
    if (destination.host === null || /[.:]|^localhost$/.test(destination.host)) {
      sending.push(sink("snk.net", "body", { destination }));
      collector.use("network.out", destination.host ?? "", place);
    }
  }
  if (archivers.test(program) && args.some((arg) => isWideRoot(arg))) {
    collector.add("src.file.sweep", place, { api });
  }
  if (changesRepository(program, args)) sending.push(sink("snk.repo", "body", {}));
  if (publishes(program, args)) sink("snk.publish", "body", {});
  if (removesWidely(program, args)) sink("snk.delete.wide", "path", {});
  const flags = agentStart(program, args);
  if (flags !== null) sink("snk.agent", "prompt", { names: flags });
  return sending;
}

function atomsOfWrite(
  collector: AtomCollector,
  act: Act & { readonly kind: "write" },
  place: AtomPlace,
  fetched: Act | null,
): void {
  const { path, carries = [] } = act;
  const surface = controlSurface(path);
  const detail: AtomDetail = {
    api: "shell:write",
    path,
    target: surface === null ? targetOf(path) : "control",
    ...(surface?.kind === "agent" ? { isAgent: true } : {}),
    ...(carries.length === 0 ? { isClosed: true } : {}),
  };
  const id = collector.add("snk.write", place, detail);
  for (const source of carries) {
    collector.flow(atomOfSource(collector, source, place), id, "data");
  }
  if (fetched?.kind === "run" && place.func >= 0) {
    const destination = commandDestination(fetched.program, fetched.args.slice(0, maxArgs));
    const remote = collector.add("src.remote", place, {
      api: `shell:${fetched.program}`,
      destination,
    });
    collector.flow(remote, id, "data");
  }
  collector.use("fs.write", detail.target ?? "unknown", place);
}

function targetOf(path: string): NonNullable<AtomDetail["target"]> {
  if (/^(?:\/tmp|\/var\/tmp)(?:\/|$)/.test(path)) return "temp";
  if (path.startsWith("~")) return "home";
  if (/^(?:<project>|\.\.)/.test(path)) return "project";
  if (/^(?:\/|[A-Za-z]:)/.test(path)) return "system";
  return path.startsWith("?") ? "unknown" : "own";
}

/** The atom of something valuable that a command reads. */
function atomOfSource(
  collector: AtomCollector,
  { kind, name }: ShellSource,
  place: AtomPlace,
): number | null {
  if (kind === "src.env.secret" || kind === "src.file.secret") collector.use("secret", name, place);
  if (kind === "src.env.bulk") collector.use("env.bulk", "", place);
  return collector.add(kind, place, name === "" ? {} : { names: [name] });
}
