import type { Hit, PackageView, Rule } from "../rule.ts";
import { environmentSent } from "./exf-01-environment.ts";
import { secretVariableSent } from "./exf-02-secret-variable.ts";
import { secretFileSent } from "./exf-03-secret-file.ts";
import { sweptFilesSent } from "./exf-04-file-sweep.ts";
import { cloudMetadataSent } from "./exf-05-cloud-metadata.ts";
import { dataInLookups } from "./exf-07-name-lookups.ts";
import { mailbox } from "./exf-08-mailbox.ts";

const thefts: readonly Rule[] = [
  environmentSent,
  secretVariableSent,
  secretFileSent,
  sweptFilesSent,
  cloudMetadataSent,
  dataInLookups,
  mailbox,
];

/** A theft that needs nobody to use the package: installing it is enough. */
export const theftAtInstall: Rule = {
  meta: {
    id: "INS-02",
    family: "execution",
    points: 100,
    solo: false,
    title: "An install hook sends secrets to another machine.",
    advice: "Treat every secret of a machine that installed it as known to a stranger.",
  },
  check: gravestTheft,
};

/** One hit: which theft it is stands in the finding of that theft. */
function gravestTheft(pkg: PackageView): readonly Hit[] {
  const hits = thefts
    .flatMap((rule) => [...rule.check(pkg)])
    .filter((hit) => hit.surface === "install" && hit.explainedBy === undefined);
  const [gravest] = hits.sort((a, b) => (b.points ?? 0) - (a.points ?? 0));
  if (gravest === undefined) return [];
  return [{ ...gravest, message: "An install hook sends secrets to another machine." }];
}
