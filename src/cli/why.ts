import type { Command } from "commander";
import { z } from "zod";
import { capabilityLines } from "./capability-lines.ts";
import {
  addCommand,
  type CommandContext,
  configOf,
  type Flags,
  outputOf,
  show,
} from "./command.ts";
import { callRegistry } from "./registry-call.ts";
import { printable } from "./terminal.ts";

const Reason = z.looseObject({
  version: z.string(),
  state: z.string(),
  because: z.string().nullable(),
  rules: z.array(z.string()),
  since: z.string().nullable(),
  until: z.string().nullable(),
  sentence: z.string().nullable(),
  integrity: z.string().nullable(),
  publishedAt: z.string().nullable(),
  ruling: z
    .looseObject({ decision: z.string(), reason: z.string(), person: z.string() })
    .nullable(),
});

const names = z.array(z.string());
const Capabilities = z.looseObject({
  network: z.enum(["none", "inbound", "outbound", "both"]),
  hosts: names,
  dynamicHosts: z.boolean(),
  filesystem: z.enum(["none", "read", "write"]),
  env: z.enum(["none", "read"]),
  envNames: names,
  envBulk: z.boolean(),
  subprocess: z.enum(["none", "allow"]),
  secrets: names,
  dynamicCode: z.boolean(),
  native: z.boolean(),
  wasm: z.boolean(),
  installScripts: z.boolean(),
  unknown: names,
});

const Closure = z.looseObject({
  risk: z.string(),
  capabilities: Capabilities,
  packages: z.number(),
  unscanned: names,
});

const Answer = z.looseObject({
  name: z.string(),
  origin: z.string(),
  upstream: z.string().nullable(),
  served: z.number(),
  withheld: z.array(Reason),
  version: Reason.extend({
    scan: z
      .looseObject({
        ruleset: z.string(),
        verdict: z.string(),
        risk: z.string(),
        capabilities: Capabilities.nullable(),
      })
      .nullable(),
    closure: Closure.nullable(),
    signature: z.looseObject({ status: z.string(), signerId: z.string().nullable() }).nullable(),
  }).optional(),
});

/** `agentregistry why NAME[@VERSION]`. */
export function addWhyCommand(program: Command, context: CommandContext): void {
  addCommand(
    program,
    "why <package>",
    "why versions are missing, or one (name@version) is served or not",
  ).action(async (subject: string, flags: Flags) => {
    const path = `/-/why/${encodeURIComponent(subject)}`;
    const answer = Answer.parse(
      await callRegistry(configOf(context, flags), { method: "GET", path }),
    );
    show(outputOf(context, flags), answer, () => describe(answer).map(printable).join("\n"));
  });
}

function describe({ name, origin, upstream, served, withheld, version }: z.infer<typeof Answer>) {
  const from = origin === "hosted" ? "published here" : `from the upstream ${upstream ?? "(none)"}`;
  if (version !== undefined) {
    const { scan, closure, ruling, signature } = version;
    return [
      `${name}@${version.version}  ${version.state}, ${from}`,
      ...(version.sentence === null ? [] : [`  ${version.sentence}`]),
      `  ${version.integrity ?? "no sha512 known yet"}`,
      ...(version.publishedAt === null ? [] : [`  published ${version.publishedAt}`]),
      ...(scan === null
        ? ["  not scanned yet: nobody asked for its tarball"]
        : [
            `  scanned with the rules ${scan.ruleset}: ${scan.verdict}, risk ${scan.risk}`,
            ...capabilityLines(scan.capabilities),
          ]),
      ...(closure === null || closure.packages === 0 ? [] : closureLines(closure)),
      ...(signature === null ? [] : [`  signature ${signatureText(signature)}`]),
      ...(version.since === null ? [] : [`  held since ${version.since}`]),
      ...(ruling === null ? [] : [`  ${ruling.decision} by ${ruling.person}: ${ruling.reason}`]),
    ];
  }
  return [
    `${name}  ${from}: ${served} served, ${withheld.length} withheld`,
    ...withheld.map((reason) => `  ${reason.version}  ${reason.sentence ?? reason.because ?? ""}`),
  ];
}

const shownUnscanned = 5;

function closureLines({ risk, capabilities, packages, unscanned }: z.infer<typeof Closure>) {
  const names = unscanned.slice(0, shownUnscanned);
  const more = unscanned.length - names.length;
  const list = [...names, ...(more > 0 ? [`${more} more`] : [])].join(", ");
  return [
    `  with the ${packages} packages that it needs: risk ${risk}` +
      (list === "" ? "" : `, because nobody asked yet for ${list}`),
    ...capabilityLines(capabilities),
  ];
}

function signatureText({ status, signerId }: { status: string; signerId: string | null }): string {
  return signerId === null ? status : `${status}, by ${signerId}`;
}
