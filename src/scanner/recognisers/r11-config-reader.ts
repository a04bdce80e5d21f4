import { type CodeIndex, codeIndex } from "../chains/code-index.ts";
import type { Atom } from "../code/atoms.ts";
import type { Recogniser } from "./recogniser.ts";
import { isServiceOfFile, isServiceOfVariable } from "./service-hosts.ts";

/** A secret file is read and given to the caller, or to its own service; nothing that was followed leads to the sink. */
export const configReader: Recogniser = {
  id: "R11",
  explains({ sources, sink, proximity, surface }, pkg) {
    if (proximity === "flow" || surface === "install") return false;
    const index = codeIndex(pkg.code);
    if (surface === "load" && !isSettled(index, sources, sink)) return false;
    return sources.every((source) => {
      const sent = index.from(source.id).some(({ sink }) => leaves(index.atom(sink), source));
      return !sent && source.surface !== "install";
    });
  },
};

/** The project's variables are read, and what is sent is the one that is for the host. */
function isSettled(index: CodeIndex, sources: readonly Atom[], sink: Atom): boolean {
  const { host = null, class: place } = sink.detail.destination ?? {};
  const given = index.into(sink.id).flatMap(({ source }) => index.atom(source) ?? []);
  return (
    host !== null &&
    place === "literal" &&
    given.length > 0 &&
    sources.every(({ detail }) => /^<project>\/\.env(?:\.\w+)?$/.test(detail.path ?? "")) &&
    given.every(
      ({ kind, detail }) =>
        kind === "src.env.secret" &&
        (detail.names ?? []).every((name) => isServiceOfVariable(name, host) === "yes"),
    )
  );
}

/** Whether something goes out; to the service that issued it, it may. */
function leaves(sink: Atom | undefined, { detail }: Atom): boolean {
  if (sink === undefined || !/^snk\.(?:net|dns|proc|repo)/.test(sink.kind)) return false;
  const { host = null } = sink.detail.destination ?? {};
  const names = [...(detail.names ?? []), detail.path ?? ""];
  return host === null || !names.some((name) => isServiceOfFile(name, host) === "yes");
}
