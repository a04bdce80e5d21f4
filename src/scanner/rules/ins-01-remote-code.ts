import { distinctHits } from "../findings/distinct-hits.ts";
import { installHit } from "../install/hit.ts";
import { installHooks } from "../install/hooks.ts";
import type { Hit, PackageView, Rule } from "../rule.ts";
import { evaluatesFetched } from "../shell/foreign-script.ts";

/** A hook that downloads something and lets an interpreter run it, however the two are joined. */
export const remoteCodeAtInstall: Rule = {
  meta: {
    id: "INS-01",
    family: "execution",
    points: 100,
    solo: true,
    title: "An install hook downloads text and runs it.",
    advice: "Read what the hook downloads; nobody can say what it will be tomorrow.",
  },
  check: (pkg) => distinctHits(hits(pkg)),
};

function* hits(pkg: PackageView): Iterable<Hit> {
  for (const hook of installHooks(pkg)) {
    for (const act of hook.acts) {
      if (act.kind === "remote-code") {
        yield installHit(act.at, `An install hook runs what it downloads: ${act.how}.`);
      } else if (act.kind === "inline" && act.language === "other" && downloadsAndRuns(act.code)) {
        yield installHit(act.at, "Inline code of an install hook downloads a text and runs it.");
      }
    }
  }
}

const downloads =
  /urlopen|urlretrieve|urllib|requests\.get|http\.client|socket\.|LWP::|Net::HTTP|open-uri|HTTP::Tiny|IO::Socket|file_get_contents\s*\(\s*['"]https?:|curl_exec|do shell script/;
const runs =
  /\b(?:exec|eval|execfile|compile|system|popen|subprocess|instance_eval|shell_exec|passthru|do shell script)\b|`/;

/** Languages that are not parsed here: a download beside an evaluation in one line of a hook. */
function downloadsAndRuns(code: string): boolean {
  const text = code.slice(0, 16_384);
  if (/do shell script/.test(text)) return /curl|wget|https?:|administrator privileges/.test(text);
  return (downloads.test(text) && runs.test(text)) || evaluatesFetched(text);
}
