import { codeIndex } from "../chains/code-index.ts";
import type { PackageView } from "../rule.ts";
import { documentOf } from "./documents.ts";
import { isOwnBrand } from "./own-brand.ts";
import type { Recogniser } from "./recogniser.ts";

const optOut =
  /\b[A-Z0-9_]*(?:DO_NOT_TRACK|TELEMETRY(?:_DISABLED|_OPTOUT|_OPT_OUT)?|NO_ANALYTICS|ANALYTICS_DISABLED|DISABLE_ANALYTICS|OPT_?OUT|NO_TRACK\w*)\b|\btelemetry\s?[.?]{1,2}\s?(?:enabled|disabled)/;
const disclosed = /telemetry|analytics|usage (?:data|statistics)|do_not_track/i;
/** What says who somebody is, not which program they run. */
const personal =
  /^(?:username|user|home|homedir|interfaces|network|public-?ip|publicip|machine-?id|hostname)$/i;

export function optsOut(text: string): boolean {
  return optOut.test(text);
}

export function disclosesTelemetry(pkg: PackageView): boolean {
  return disclosed.test(documentOf(pkg));
}

/** Telemetry that says so, can be switched off, goes home and names no person. */
export const disclosedTelemetry: Recogniser = {
  id: "R8",
  explains({ sources, sink }, pkg) {
    const { destination } = sink.detail;
    const names = sources.flatMap(({ detail }) => detail.names ?? []);
    const others = codeIndex(pkg.code)
      .into(sink.id)
      .map(({ source }) => codeIndex(pkg.code).atom(source)?.kind ?? "src.host");
    return (
      destination?.class === "literal" &&
      !destination.isPlainHttp &&
      isOwnBrand(pkg, destination.host ?? "") &&
      names.filter((name) => personal.test(name)).length <= 1 &&
      others.every(
        (kind) => !/^src\.(?:env\.(?:bulk|secret)|file|browserstore|wallet)/.test(kind),
      ) &&
      optsOut(pkg.text(sink.file) ?? "") &&
      disclosesTelemetry(pkg)
    );
  },
};
