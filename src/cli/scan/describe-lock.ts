import { paintFor, printable, type Terminal, table } from "../terminal.ts";
import { verdictPaints } from "./describe-report.ts";
import type { LockVerdict } from "./judge-lock.ts";

/** What would become of an install from a lock file, for a person at a terminal. */
export function describeLock(terminal: Terminal, path: string, lock: LockVerdict): string {
  const { verdict, remarks, unscanned, foreign, hosts } = lock;
  const head = `${paintFor(terminal)[verdictPaints[verdict]](verdict)}: ${printable(path)} (${countsOf(lock)})`;
  const rows = remarks.map(({ name, version, state, rules, because, sentence }) => [
    `${name}@${version}`,
    state,
    rules.join(" ") || (because ?? "-"),
    sentence ?? "",
  ]);
  return [
    head,
    ...(rows.length === 0 ? [] : ["", table([["PACKAGE", "STATE", "WHY", ""], ...rows])]),
    ...(hosts.length < 2
      ? []
      : [
          "",
          `it names ${hosts.length} hosts to fetch from:`,
          ...hosts.map(({ host, packages }) => printable(`  ${host}  ${packages} packages`)),
        ]),
    ...(unscanned.length === 0
      ? []
      : [
          "",
          `${unscanned.length} not scanned yet; with --fetch the registry fetches and scans them:`,
          printable(`  ${listed(unscanned)}`),
        ]),
    ...(foreign.length === 0 ? [] : ["", "not from a registry, so nobody scans them:"]),
    ...foreign.slice(0, shownForeign).map(({ name, from }) => printable(`  ${name}  ${from}`)),
    ...(foreign.length > shownForeign ? [`  and ${foreign.length - shownForeign} more`] : []),
  ].join("\n");
}

const shownForeign = 20;
const shownUnscanned = 10;

export function countsOf({ packages, remarks, unscanned, foreign }: LockVerdict): string {
  const counts = Map.groupBy(remarks, ({ state }) => state);
  return [
    `${packages} packages`,
    ...[...counts].map(([state, of]) => `${of.length} ${state}`),
    ...(unscanned.length === 0 ? [] : [`${unscanned.length} not scanned yet`]),
    ...(foreign.length === 0 ? [] : [`${foreign.length} not from a registry`]),
  ].join(", ");
}

function listed(names: readonly string[]): string {
  const more = names.length - shownUnscanned;
  return [...names.slice(0, shownUnscanned), ...(more > 0 ? [`and ${more} more`] : [])].join(", ");
}
