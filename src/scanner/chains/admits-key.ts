import type { Atom } from "../code/atoms.ts";
import type { PackageView } from "../rule.ts";
import type { Act } from "../shell/acts.ts";
import { commandActs } from "../shell-atoms/command-acts.ts";
import { commandText } from "./command-text.ts";

/** Programs that let a key in where the user has an account, by what follows them. */
const admitting: readonly (readonly [program: RegExp, args: RegExp])[] = [
  [/^gh$/, /^(?:repo deploy-key|ssh-key) add\b/],
  [/^gh$/, /^api\b.{0,200}\b(?:repos\/\S{1,100}|user)\/(?:ssh_signing_)?keys\b/],
  [/^glab$/, /^(?:repo )?(?:deploy-key|ssh-key) add\b/],
  [/^heroku$/, /^keys:add\b/],
  [/^hcloud$/, /^ssh-key create\b/],
  [/^doctl$/, /^compute ssh-key (?:import|create)\b/],
  [/^gcloud$/, /^compute (?:os-login ssh-keys add|(?:project-info|instances) add-metadata)\b/],
  [/^aws$/, /^(?:ec2 import-key-pair|iam upload-ssh-public-key|ec2-instance-connect send-ssh)/],
  [/^az$/, /^(?:sshkey create|vm user update)\b/],
  [/^ssh-copy-id$/, /-i/],
];
/** A public key with somebody's numbers in it. */
const key =
  /\b(?:ssh-(?:ed25519|rsa|dss)|ecdsa-sha2-nistp\d{3}|sk-\S{1,40}@openssh\.com)\s{1,4}AAAA[\w+/=]{16}/;
const keyFile = /(?<![\w-])[\w-][\w.-]{0,60}\.pub(?![\w-])/g;
const maxFile = 16 * 1024;

/**
 * Whether a command lets in the owner of a key that the package brings along: written into the command, put into
 * a file by the same code, or lying in the package. A key that is made here, or that is the user's own, is not known.
 */
export function admitsKey(atom: Atom, pkg: PackageView): boolean {
  const command = commandText(atom);
  if (command === null || !commandActs(command).some(isAdmitting)) return false;
  if (key.test(command)) return true;
  const names = new Set(command.match(keyFile));
  if (names.size === 0) return isWritten(atom, pkg, () => true);
  const isNamed = (path: string) => names.has(path.slice(path.lastIndexOf("/") + 1));
  return (
    isWritten(atom, pkg, isNamed) ||
    pkg.entries.some(({ path }) => path !== null && isNamed(path) && holdsKey(pkg, path))
  );
}

function isAdmitting(act: Act): boolean {
  if (act.kind !== "run") return false;
  const line = act.args.join(" ");
  return admitting.some(([program, args]) => program.test(act.program) && args.test(line));
}

function isWritten({ file }: Atom, pkg: PackageView, isMeant: (path: string) => boolean): boolean {
  return pkg.code.atoms.some(
    ({ kind, detail, file: at }) =>
      kind === "snk.write" &&
      at === file &&
      isMeant(detail.path ?? "") &&
      key.test(detail.text ?? ""),
  );
}

function holdsKey(pkg: PackageView, path: string): boolean {
  return key.test((pkg.text(path) ?? "").slice(0, maxFile));
}
