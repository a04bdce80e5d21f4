import { isForAgentAtWork } from "../addressed.ts";
import { type FilePlace, isForAgentsByFront, placeOf } from "../place.ts";
import type { Package } from "./package.ts";

const maxSample = 16 * 1024;
const attacks =
  /inject|jailbreak|red[- ]?team|guard|attack|adversar|malicious|phish|moderat|\bevals?\b|evaluat|benchmark|security|unsafe/i;

/** Where a file stands, also when another sends agents to it. */
export function placeFor(
  pkg: Package,
  path: string,
  text: string,
  isEntry: boolean,
  sent: ReadonlySet<string>,
): FilePlace | null {
  const place = placeOf(path, isEntry);
  if (place?.carrier === "doc" && place.form === "markdown" && isForAgentsByFront(text))
    return { ...place, carrier: "agent-file", liveness: "live", isQuoted: false };
  const isSample =
    place?.isQuoted === true && (place.form === "markdown" || place.form === "plain");
  const isSaid = isSample && isForAgentAtWork(text.slice(0, maxSample)) && !isAboutAttacks(pkg);
  if (place === null || (!isSaid && !sent.has(path))) return place;
  return { ...place, liveness: "near", isQuoted: false, isForAgents: true };
}

/** Whether a package says of itself that it has to do with attacks on models, which it keeps samples of. */
function isAboutAttacks(pkg: Package): boolean {
  const { name, description, keywords } = pkg.manifest?.json ?? {};
  const readme = pkg.entries.find(({ path }) => path !== null && /^readme\.\w+$/i.test(path))?.path;
  const said = [name, description, ...(Array.isArray(keywords) ? keywords : [])]
    .filter((word) => typeof word === "string")
    .join(" ");
  const all = `${said} ${typeof readme === "string" ? (pkg.text(readme) ?? "").slice(0, maxSample) : ""}`;
  return attacks.test(all);
}
