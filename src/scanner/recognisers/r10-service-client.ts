import type { Atom } from "../code/atoms.ts";
import type { Surface } from "../report.ts";
import type { Recogniser } from "./recogniser.ts";
import { isServiceOfFile, isServiceOfVariable } from "./service-hosts.ts";

/**
 * A secret goes only to its own service, or to where the caller says. For services that everybody
 * knows the hosts are a list; for others the host has to carry the name that the variable begins
 * with, and that proves nothing about an install hook, whose author chose both.
 */
export const serviceClient: Recogniser = {
  id: "R10",
  explains({ sources, sink, surface }) {
    const { destination } = sink.detail;
    if (destination === undefined) return false;
    const { class: place, host } = destination;
    if (place === "param" || place === "config" || place === "local") {
      return surface !== "install" || sources.every(({ kind }) => kind === "src.env.secret");
    }
    if (place === "ip" || place === "decoded" || host === null) return false;
    return sources.length > 0 && sources.every((source) => isFor(source, host, surface));
  },
};

function isFor({ kind, detail }: Atom, host: string, surface: Surface): boolean {
  const names = detail.names ?? (detail.path === undefined ? [] : [detail.path]);
  if (names.length === 0) return false;
  if (kind === "src.env.secret") {
    return names.every((name) => {
      const known = isServiceOfVariable(name, host);
      if (known !== "unknown") return known === "yes";
      return surface !== "install" && carriesPrefix(name, host);
    });
  }
  if (kind === "src.imds") return isServiceOfFile("imds", host) === "yes";
  if (kind !== "src.file.secret" && kind !== "src.agentlogin") return false;
  return [...names, detail.path ?? ""].some((name) => isServiceOfFile(name, host) === "yes");
}

/** `ACME_API_KEY` is for `api.acme.example`. */
function carriesPrefix(variable: string, host: string): boolean {
  const [first = "", second = ""] = variable.toLowerCase().split("_");
  const labels = host.toLowerCase().split(".").slice(0, -1);
  const fits = (word: string) =>
    word.length >= 3 && labels.some((label) => label === word || label.split("-").includes(word));
  return fits(first) || fits(`${first}${second}`);
}
