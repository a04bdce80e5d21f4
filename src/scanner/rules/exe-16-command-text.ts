import { atomRule } from "../chains/atom-rule.ts";
import { commandText } from "../chains/command-text.ts";
import type { Atom } from "../code/atoms.ts";
import { isOwnBrand } from "../recognisers/own-brand.ts";
import type { PackageView, Rule } from "../rule.ts";
import { commandActs } from "../shell-atoms/command-acts.ts";

/** A command line that code starts fetches or decodes something and runs it. */
export const commandThatFetches: Rule = atomRule({
  meta: {
    id: "EXE-16",
    family: "execution",
    points: 130,
    solo: false,
    title: "A command line that fetches or decodes code and runs it is started.",
    advice: "See what is fetched; an installer that somebody starts prints what it does.",
  },
  atoms: (atom) => {
    if (atom.detail.api === "script") return true;
    const command = commandText(atom);
    if (command === null || command === "") return false;
    return commandActs(command).some(
      ({ kind }) =>
        kind === "remote-code" || (kind === "decoded-code" && atom.detail.isEncodedHere !== true),
    );
  },
  message: "Code starts a command line that fetches or decodes a program and runs it.",
  weigh: (atom, pkg) => (isOwnInstaller(atom, pkg) ? { base: 60, floor: 0 } : {}),
});

const fetched =
  /^curl\s[^;&$`\n]{0,200}?\bhttps:\/\/([\w.-]{1,200})[^;&$`\n|]{0,300}\|\s{0,4}(?:ba)?sh\s*$/;

/** A command that renews the program it belongs to, by the installer on the program's own site. */
function isOwnInstaller({ surface, detail, layer }: Atom, pkg: PackageView): boolean {
  if (surface !== "cli" || layer > 0 || detail.isClosed !== true) return false;
  if (detail.folded === "decoded" || detail.folded === "joined") return false;
  const [, host] = fetched.exec(detail.text ?? "") ?? [];
  return host !== undefined && isOwnBrand(pkg, host);
}
