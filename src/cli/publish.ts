import type { Command } from "commander";
import { z } from "zod";
import { RegistryError } from "../errors.ts";
import { type PerstackFile, publishedForm } from "../expert/perstack-file.ts";
import { warningsAbout, warningsAboutFile } from "../expert/publishable.ts";
import { type CommandContext, type Flags, outputOf, show } from "./command.ts";
import {
  addExpertCommand,
  type ExpertRegistry,
  openExpertRegistry,
  perstackPath,
  publishTo,
  readPerstackFile,
  withFrame,
} from "./expert-registry.ts";
import { uploadSignature } from "./sign.ts";
import { signaturesIn } from "./signature-file.ts";
import { printable } from "./terminal.ts";
import { chooseName, openWizard, sayCancelled } from "./wizard.ts";

/** `agentregistry publish [NAME]`. */
export function addPublishCommand(program: Command, context: CommandContext): void {
  addExpertCommand(program, "publish [name]", "publish an Expert of a perstack.toml")
    .option("--dry-run", "print what would be sent, and send nothing")
    .action(async (given: string | undefined, flags: Flags, command: Command) => {
      const file = readPerstackFile(perstackPath(flags));
      const isOpen = given === undefined && file.names.length > 1;
      const name =
        isOpen && context.terminal.isInteractive && flags["json"] !== true
          ? await chooseName(await openWizard(context, flags, command, "name"), file.names)
          : (given ?? onlyName(file));
      if (name === null) return sayCancelled(context);
      const definition = withFrame(() => publishedForm(file, name));
      const local = localWarnings(file, definition);
      const output = outputOf(context, flags);
      // The tag is what the command line of Perstack sends: the registry gives it by itself.
      const body = { ...definition, tags: ["latest"] };
      if (flags["dryRun"] === true) {
        if (!output.json) warn(context, local);
        context.terminal.out(JSON.stringify(body, null, 2));
        return;
      }
      await using registry = await openExpertRegistry(context, flags);
      const { digest } = await publishTo(registry, body);
      const key = `${definition.name}@${definition.version}`;
      const signatures = await uploadSignatures(registry, perstackPath(flags), definition, digest);
      const found = await storedRemarks(registry, definition);
      const warnings = [...new Set([...local, ...found.warnings, ...signatures.warnings])];
      if (!output.json) {
        warn(context, warnings);
        for (const note of found.notes) context.terminal.error(`note: ${printable(note)}`);
      }
      const { signers } = signatures;
      show(output, { key, digest, signers, warnings, notes: found.notes }, () =>
        [
          `published ${key}`,
          `  sha256-${digest}`,
          ...(signers.length === 0 ? [] : [`  signed by ${signers.join(", ")}`]),
        ].join("\n"),
      );
    });
}

/** Signatures that lie beside the file go after the definition: they are no part of what is published. */
async function uploadSignatures(
  registry: ExpertRegistry,
  file: string,
  { name, version }: { readonly name: string; readonly version: string },
  digest: string,
): Promise<{ readonly signers: readonly string[]; readonly warnings: readonly string[] }> {
  const signers: string[] = [];
  const warnings: string[] = [];
  for (const signature of await signaturesIn(file, { name, version })) {
    const { signer } = signature;
    if (signature.digest !== `sha256:${digest}`) {
      warnings.push(`${signer} signed another definition than this one; sign it again`);
      continue;
    }
    try {
      await uploadSignature(registry, { name, version }, signature);
      signers.push(signer);
    } catch (error) {
      if (!(error instanceof RegistryError)) throw error;
      warnings.push(`the signature of ${signer} was not taken: ${error.message}`);
    }
  }
  return { signers, warnings };
}

function onlyName(file: PerstackFile): string {
  const [name] = file.names;
  if (name !== undefined && file.names.length === 1) return name;
  throw new RegistryError(
    "invalid",
    name === undefined
      ? "perstack.toml defines no Expert"
      : `perstack.toml defines several Experts; name one of ${file.names.map(printable).join(", ")}`,
  );
}

function localWarnings(
  file: PerstackFile,
  definition: ReturnType<typeof publishedForm>,
): readonly string[] {
  const table = file.experts.get(definition.name);
  return [
    ...(table === undefined ? [] : warningsAboutFile(file, table)),
    ...warningsAbout(definition),
  ];
}

const Manifest = z.looseObject({
  expert: z.looseObject({
    warnings: z.array(z.string()),
    notes: z.array(z.string()).default([]),
  }),
});

interface Remarks {
  readonly warnings: readonly string[];
  readonly notes: readonly string[];
}

const noRemarks: Remarks = { warnings: [], notes: [] };

/** What the registry found out beside the definition: circles, packages that do not exist. */
async function storedRemarks(
  registry: ExpertRegistry,
  { name, version }: { readonly name: string; readonly version: string },
): Promise<Remarks> {
  if (registry.address !== null) return noRemarks;
  try {
    const path = `/${encodeURIComponent(name)}/${encodeURIComponent(version)}`;
    const manifest = Manifest.safeParse(await registry.call({ method: "GET", path }));
    return manifest.success ? manifest.data.expert : noRemarks;
  } catch (error) {
    // It is published; a key that may not read, or a scan that held it, does not change that.
    if (error instanceof RegistryError) return noRemarks;
    throw error;
  }
}

function warn({ terminal }: CommandContext, warnings: readonly string[]): void {
  for (const warning of warnings) terminal.error(`warning: ${printable(warning)}`);
}
