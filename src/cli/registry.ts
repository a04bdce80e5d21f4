import { readFile } from "node:fs/promises";
import { type Command, Option } from "commander";
import { z } from "zod";
import {
  addCommand,
  addGroup,
  type CommandContext,
  configOf,
  type Flags,
  outputOf,
  show,
  text,
} from "./command.ts";
import { callRegistry, openRegistry } from "./registry-call.ts";
import { printable, table } from "./terminal.ts";

const root = "/-/intent";

const Shown = z.looseObject({
  id: z.string(),
  name: z.string(),
  version: z.string(),
  digest: z.string(),
  description: z.string(),
  intent_text: z.string(),
  intent_phrases: z.array(z.string()),
  tools: z.array(z.string()),
  capabilities: z.looseObject({
    filesystem: z.string(),
    network: z.string(),
    env: z.string(),
    subprocess: z.string(),
    secrets: z.array(z.string()),
    declared: z.boolean(),
  }),
  guarantees: z.unknown(),
  runner: z.unknown(),
  risk: z.string(),
  signature: z.looseObject({
    status: z.string(),
    algorithm: z.string().nullable(),
    signer_id: z.string().nullable(),
    verified_by: z.array(z.string()),
  }),
  trust: z.looseObject({
    status: z.string(),
    policy_reasons: z.array(z.looseObject({ code: z.string(), sentence: z.string() })),
  }),
  compatibility: z.looseObject({
    installed: z.string().nullable(),
    status: z.string(),
    reason: z.string().nullable(),
  }),
  install: z.looseObject({
    npm: z.string().nullable(),
    n3: z.string(),
    fetch: z.string().nullable(),
  }),
  source: z.looseObject({ id: z.string(), kind: z.string(), url: z.string().nullable() }),
});
type Shown = z.infer<typeof Shown>;

const Source = z.looseObject({
  id: z.string(),
  kind: z.string(),
  url: z.string().nullable(),
  status: z.string(),
  reason: z.string().nullable(),
});
type Source = z.infer<typeof Source>;

const Pack = z.looseObject({
  id: z.string(),
  name: z.string(),
  latest_version: z.string(),
  versions: z.array(Shown),
});
type Pack = z.infer<typeof Pack>;

const Info = Pack.extend({ sources: z.array(Source) });

const Page = z.looseObject({
  packs: z.array(Pack),
  next: z.string().nullable(),
  sources: z.array(Source),
});

const Found = z.looseObject({
  total: z.number(),
  sources: z.array(Source),
  results: z.array(
    Shown.extend({
      versions: z.number(),
      why: z.string(),
      match: z.looseObject({
        score: z.number(),
        words: z.array(z.looseObject({ found: z.string() })),
      }),
    }),
  ),
});

const Added = z.looseObject({
  pack_id: z.string(),
  pack_version: z.string(),
  pack_digest: z.string(),
  repeated: z.boolean(),
  warnings: z.array(z.string()),
});

const Built = z.looseObject({ index_path: z.string(), entries: z.number() });

const capabilities = ["network", "filesystem", "secrets", "subprocess", "env"];
const risks = ["low", "medium", "high"];

/** `agentregistry registry …`: Experts and packs by what they are for. */
export function addRegistryCommands(program: Command, context: CommandContext): void {
  const group = addGroup(program, "registry", "find Experts and packs by purpose, and add packs");

  addCommand(group, "add <bundle>", "add a version of a pack: a file .n3pack.zip").action(
    async (path: string, flags: Flags) => {
      const call = { method: "PUT", path: `${root}/bundle`, body: await readFile(path) } as const;
      const answer = Added.parse(await callRegistry(configOf(context, flags), call));
      const output = outputOf(context, flags);
      if (!output.json) {
        for (const warning of answer.warnings) context.terminal.error(`warning: ${warning}`);
      }
      show(output, answer, () =>
        [
          `${answer.repeated ? "was there already:" : "added"} ${answer.pack_id}@${answer.pack_version}`,
          `  ${answer.pack_digest}`,
        ].join("\n"),
      );
    },
  );

  addCommand(group, "build", "write the compact index anew").action(async (flags: Flags) => {
    const call = { method: "POST", path: `${root}/build` } as const;
    const answer = Built.parse(await callRegistry(configOf(context, flags), call));
    show(
      outputOf(context, flags),
      answer,
      () => `wrote ${answer.index_path} (${answer.entries} entries)`,
    );
  });

  addSourceOptions(addCommand(group, "list", "everything that can be found")).action(
    async (flags: Flags) => {
      const { packs, sources } = await allPacks(context, flags);
      const asked = sourcesElement(context, flags, sources);
      show(outputOf(context, flags), { status: "ok", count: packs.length, ...asked, packs }, () =>
        packs.length === 0 ? "nothing is published here yet" : listTable(packs),
      );
    },
  );

  addSourceOptions(
    addCommand(group, "search <phrase>", "what fits a purpose in plain words, and why"),
  )
    .addOption(new Option("--capability <kind>", "only what has it").choices(capabilities))
    .addOption(new Option("--risk <level>", "only what has it").choices(risks))
    .option("--limit <n>", "at most so many", "20")
    .action(async (phrase: string, flags: Flags) => {
      const query = sourceQuery(flags, { q: phrase, limit: text(flags["limit"]) ?? "20" });
      for (const filter of ["capability", "risk"]) {
        const wanted = text(flags[filter]);
        if (wanted !== undefined) query.set(filter, wanted);
      }
      const call = { method: "GET", path: `${root}/discover?${query}` } as const;
      const answer = Found.parse(await callRegistry(settingsFor(context, flags), call));
      const { total, results } = answer;
      const elements = results.map(({ match, why, versions: _, ...shown }) => ({
        ...element(shown),
        match_score: match.score,
        matched_tokens: match.words.map(({ found }) => found).sort(),
        why,
      }));
      const asked = sourcesElement(context, flags, answer.sources);
      const told = { status: "ok", phrase, count: results.length, total, ...asked };
      show(outputOf(context, flags), { ...told, results: elements }, () =>
        results.length === 0
          ? "nothing fits; try other words, or `agentregistry registry list`"
          : results.map((result) => resultLines(result).map(printable).join("\n")).join("\n\n"),
      );
    });

  addSourceOptions(addCommand(group, "info <id>", "one of them with all its versions")).action(
    async (id: string, flags: Flags) => {
      const path = `${root}/info/${encodeURIComponent(id)}?${sourceQuery(flags, {})}`;
      const answer = await callRegistry(settingsFor(context, flags), { method: "GET", path });
      const pack = Info.parse(answer);
      const asked = sourcesElement(context, flags, pack.sources);
      show(outputOf(context, flags), { status: "ok", ...packElement(pack), ...asked }, () =>
        infoLines(pack).map(printable).join("\n"),
      );
    },
  );

  addCommand(group, "fetch <id>", "take a version (id@version) over from another registry")
    .requiredOption("--registry <source>", "the source to fetch it from, by id or address")
    .action(async (key: string, flags: Flags) => {
      const at = key.lastIndexOf("@");
      const [id, version] = at > 0 ? [key.slice(0, at), key.slice(at + 1)] : [key, undefined];
      const body = { id, version, registry: text(flags["registry"]) };
      const call = { method: "POST", path: `${root}/fetch`, body } as const;
      const fetched = Fetched.parse(await callRegistry(configOf(context, flags), call));
      const output = outputOf(context, flags);
      if (!output.json) {
        for (const warning of fetched.warnings)
          context.terminal.error(`warning: ${printable(warning)}`);
      }
      show(output, fetched, () => fetchedLines(fetched).map(printable).join("\n"));
    });
}

const Fetched = z.looseObject({
  id: z.string(),
  version: z.string(),
  kind: z.string(),
  digest: z.string(),
  source: z.string(),
  signature: z.string(),
  verified_by: z.array(z.string()),
  repeated: z.boolean(),
  warnings: z.array(z.string()),
});

function fetchedLines(fetched: z.infer<typeof Fetched>): string[] {
  const { id, version, source, signature, verified_by: by, digest, repeated } = fetched;
  return [
    `${repeated ? "was here already:" : "fetched"} ${id}@${version} from ${source}`,
    `  ${signature}${by.length === 0 ? "" : ` with the key of ${by.join(", ")}`}`,
    `  ${digest}`,
  ];
}

function addSourceOptions(command: Command): Command {
  return command
    .option("--registry <sources>", "which sources to ask: ids, with commas between, or an address")
    .option("--offline", "ask nobody over the network");
}

/** Here --offline is about sources and not about the upstream. */
function settingsFor(context: CommandContext, flags: Flags) {
  return configOf(context, { ...flags, offline: undefined });
}

function sourceQuery(flags: Flags, more: Readonly<Record<string, string>>): URLSearchParams {
  const query = new URLSearchParams(more);
  const registry = text(flags["registry"]);
  if (registry !== undefined) query.set("registry", registry);
  if (flags["offline"] === true) query.set("offline", "1");
  return query;
}

/** With the members that `n3 registry` prints; a source that failed is told of on the side. */
function sourcesElement(context: CommandContext, flags: Flags, sources: readonly Source[]) {
  if (flags["json"] !== true) {
    for (const { id, reason } of sources) {
      if (reason !== null)
        context.terminal.error(printable(`warning: ${id} was left out: ${reason}`));
    }
  }
  return { sources, selected_sources: sources.map(({ id }) => id) };
}

async function allPacks(context: CommandContext, flags: Flags) {
  await using registry = await openRegistry(settingsFor(context, flags));
  const packs: ReturnType<typeof packElement>[] = [];
  const sources: Source[] = [];
  for (let after: string | null = ""; after !== null; ) {
    const path: string = `${root}/packs?${sourceQuery(flags, { limit: "200", after })}`;
    const page = Page.parse(await registry.call({ method: "GET", path }));
    packs.push(...page.packs.map(packElement));
    if (after === "") sources.push(...page.sources);
    after = page.next;
  }
  const key = ({ pack_name: name }: { pack_name: string }) => name.toLowerCase();
  packs.sort((a, b) => compare(key(a), key(b)) || compare(a.pack_id, b.pack_id));
  return { packs, sources };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** With the members that `n3 registry` prints (namel3ss-registry §14). */
function packElement({ id, name, latest_version, versions }: Pack) {
  return {
    pack_id: id,
    pack_name: name,
    installed_version: null,
    latest_version,
    versions: versions.map(element),
  };
}

function element(shown: Shown) {
  const { signature, trust } = shown;
  return {
    pack_id: shown.id,
    pack_name: shown.name,
    pack_version: shown.version,
    pack_digest: shown.digest,
    intent_text: shown.intent_text,
    intent_phrases: shown.intent_phrases,
    tools: shown.tools,
    capabilities: shown.capabilities,
    guarantees: shown.guarantees,
    runner: shown.runner,
    risk: shown.risk,
    signature: { status: signature.status, algorithm: signature.algorithm },
    signer_id: signature.signer_id,
    verified_by: signature.verified_by,
    source: shown.source,
    trust,
    version: shown.compatibility,
    install: shown.install,
  };
}

function listTable(packs: readonly ReturnType<typeof packElement>[]): string {
  return table([
    ["NAME", "ID", "LATEST", "TRUST", "RISK", "VERSIONS"],
    ...packs.map((pack) => {
      const [latest] = pack.versions;
      const status = latest === undefined ? "" : trustLabel(latest.trust.status);
      const { pack_name: name, pack_id: id, latest_version: version } = pack;
      return [name, id, version, status, latest?.risk ?? "", String(pack.versions.length)];
    }),
  ]);
}

function trustLabel(status: string): string {
  return status === "blocked" ? "blocked by policy" : status;
}

function resultLines(result: z.infer<typeof Found>["results"][number]): string[] {
  const { versions } = result;
  const others = versions > 1 ? ` (${versions} versions)` : "";
  return [
    `${result.name}@${result.version}${others}  ${trustLabel(result.trust.status)}, risk ${result.risk}`,
    ...(result.description === "" ? [] : [`  ${result.description}`]),
    `  ${result.why}`,
    ...versionLines(result),
    ...sourceLines(result),
    `  ${result.install.fetch ?? result.install.npm ?? result.install.n3}`,
  ];
}

function sourceLines({ source }: Shown): string[] {
  return source.id === "local"
    ? []
    : [`  from ${source.id}${source.url === null ? "" : ` (${source.url})`}`];
}

function infoLines({ id, name, latest_version, versions }: Pack): string[] {
  return [
    `${name}  ${id}, latest ${latest_version}`,
    ...(versions[0] === undefined ? [] : [`  ${versions[0].description}`]),
    ...versions.flatMap((shown) => [
      "",
      `${shown.version}  ${trustLabel(shown.trust.status)}, risk ${shown.risk}, ` +
        `${shown.signature.status}, ${shown.compatibility.status.replace("_", " ")}`,
      ...versionLines(shown),
      `  ${shown.digest}`,
      ...sourceLines(shown),
      ...(shown.install.fetch === null ? [] : [`  ${shown.install.fetch}`]),
      ...(shown.install.npm === null ? [] : [`  ${shown.install.npm}`]),
      `  ${shown.install.n3}`,
    ]),
  ];
}

function versionLines({ tools, capabilities: can, trust }: Shown): string[] {
  const levels =
    `files ${can.filesystem}, network ${can.network}, env ${can.env}, ` +
    `subprocess ${can.subprocess}, ${can.secrets.length} secrets`;
  const reasons = trust.policy_reasons.map(({ sentence }) => sentence).join("; ");
  return [
    `  tools: ${tools.join(", ")}`,
    `  can: ${levels}${can.declared ? "" : " (not all of it is declared)"}`,
    ...(trust.status === "blocked" ? [`  blocked: ${reasons}`] : []),
  ];
}
