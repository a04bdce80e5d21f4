import { atomRule } from "../chains/atom-rule.ts";
import { codeIndex } from "../chains/code-index.ts";
import { bringsReplacements, replacesAddresses } from "../chains/replaces-addresses.ts";
import type { Atom } from "../code/atoms.ts";
import { passThrough } from "../recognisers/r16-pass-through.ts";
import type { PackageView, Rule, RuleMeta } from "../rule.ts";

/** What sends requests, or receives what is answered. */
const requests =
  /(?:^|[.:])(?:fetch|XMLHttpRequest|sendBeacon|WebSocket)(?:\.|$)|(?:^|:)https?\.(?:request|get)$|\.(?:ClientRequest|OutgoingMessage|IncomingMessage)\.prototype\./;

const meta: RuleMeta = {
  id: "WEB-01",
  family: "web",
  points: 140,
  solo: true,
  title: "Requests are intercepted, or what is copied is read, and addresses in them are replaced.",
  advice: "An interceptor passes on what it gets; see what is put in the place of the address.",
};

const requested: Rule = atomRule({
  meta,
  atoms: ["snk.patch.global"],
  message: "Code wraps the functions that send requests and replaces account addresses.",
  weigh: (atom, pkg) => {
    const { detail, file, surface } = atom;
    const names = [detail.api ?? "", ...(detail.names ?? [])];
    const isSeen =
      names.some((name) => requests.test(name)) &&
      (replacesHere(pkg, atom) || hasHelper(pkg, file));
    if (!isSeen && !readdresses(pkg, file)) return null;
    return surface === "dormant" ? { solo: false } : {};
  },
  recognisers: [passThrough],
});

const copied: Rule = atomRule({
  meta,
  atoms: ({ kind, detail }) => kind === "snk.dom" && detail.names?.includes("clipboard") === true,
  message: "Code reads what was copied and puts another account into the place of an address.",
  weigh: ({ file, func, surface }, pkg) => {
    const index = codeIndex(pkg.code);
    const isSwapped = index.of("ctx.readdress").some((atom) => {
      if (!index.isConnected(atom.file, file)) return false;
      if (atom.detail.names?.includes("replace") === true) return true;
      // Who only offers an address to be copied does not look at what was copied before.
      const isHere = atom.file === file && atom.func === func;
      return (
        isHere && index.of("src.clipboard").some((read) => read.func === func && read.file === file)
      );
    });
    if (!isSwapped) return null;
    return surface === "dormant" ? { solo: false } : {};
  },
});

/** Whoever fetched it for others hands them another account. */
const answered: Rule = atomRule({
  meta,
  atoms: ({ kind, detail }) =>
    kind === "ctx.readdress" && detail.names?.includes("answer") === true,
  message: "Code puts an account of its own into the place of the addresses in what is answered.",
  weigh: ({ surface }) => (surface === "dormant" ? { solo: false } : {}),
});

/** What is sent or copied is changed on its way so that money goes elsewhere. */
export const rewrittenRequests: Rule = {
  meta,
  check: (pkg) => [...requested.check(pkg), ...copied.check(pkg), ...answered.check(pkg)],
};

/** Whatever is wrapped: an account that is put into the place of another was followed there. */
function readdresses(pkg: PackageView, file: string): boolean {
  const index = codeIndex(pkg.code);
  return index
    .of("ctx.readdress")
    .filter(({ surface, detail }) => surface !== "dormant" && detail.names?.[0] !== "clipboard")
    .some((atom) => index.isConnected(atom.file, file));
}

/** Of the largest bundles only what was followed is known; their texts would be kept to judge them again. */
const maxOwn = 1024 * 1024;
/** Larger files hold modules of many; there only what stands around the wrapper counts. */
const maxAlone = 128 * 1024;
const nearby = 16 * 1024;

function replacesHere(pkg: PackageView, { file, line, column }: Atom): boolean {
  const bytes = codeIndex(pkg.code).file(file)?.bytes ?? 0;
  if (bytes > maxOwn) return false;
  const text = pkg.text(file) ?? "";
  if (bytes <= maxAlone) return replacesAddresses(text);
  const before = text.split("\n", line - 1).join("\n").length + column;
  return replacesAddresses(text.slice(Math.max(0, before - nearby), before + nearby));
}

const maxHelpers = 32;
/** Tables of addresses and what uses them are small. */
const maxHelper = 64 * 1024;

/** Whether a file that the wrapper loads replaces addresses by those that it brings. */
function hasHelper(pkg: PackageView, file: string): boolean {
  const index = codeIndex(pkg.code);
  const imports = (index.file(file)?.imports ?? []).slice(0, maxHelpers);
  return imports.some(
    (path) =>
      (index.file(path)?.bytes ?? 0) <= maxHelper && bringsReplacements(pkg.text(path) ?? ""),
  );
}
