import { generateKeyPairSync, randomBytes } from "node:crypto";
import { chmod, mkdir, open, readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { type Command, InvalidArgumentError, Option } from "commander";
import { RegistryError } from "../errors.ts";
import { addSigner, type NewSigner, readKeysFile, removeSigner } from "../trust/edit-keys-file.ts";
import {
  fingerprintOf,
  holdsSecret,
  keysPath,
  othersMayRead,
  publicKeyText,
  readPublicKey,
  SignerId,
  type TrustedSigner,
} from "../trust/trusted-keys.ts";
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
import { table } from "./terminal.ts";

const algorithms = ["ed25519", "hmac-sha256"] as const;

/** `agentregistry keys …`: whose signatures count in this home. A running registry follows the file. */
export function addKeyCommands(program: Command, context: CommandContext): void {
  const keys = addGroup(program, "keys", "make signing keys, and say whose signatures count");
  addGenerate(keys, context);
  addAdd(keys, context);
  addList(keys, context);
  addRemove(keys, context);
}

function addGenerate(keys: Command, context: CommandContext): void {
  addCommand(keys, "generate", "make a key to sign with")
    .argument("<id>", "who signs, such as maintainer.ann", readId)
    .addOption(
      new Option("--algorithm <name>", "ed25519 for Experts, hmac-sha256 for namel3ss packs")
        .choices([...algorithms])
        .default("ed25519"),
    )
    .option("--out <file>", "where to write it (default: in trust/ of the home)")
    .action(async (id: string, flags: Flags) => {
      const folder = join(configOf(context, flags).home, "trust");
      const made = flags["algorithm"] === "hmac-sha256" ? makeSecret() : makeKeyPair();
      const out = text(flags["out"]);
      const path = out === undefined ? join(folder, `${id}.${made.suffix}`) : resolve(out);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await writeNew(path, made.secret, 0o600);
      if (made.publicKey !== null) await writeNew(`${path}.pub`, made.publicKey, 0o644);
      const next =
        made.publicKey === null
          ? `agentregistry keys add ${id} --secret-file ${path}`
          : `agentregistry keys add ${id} --public-key ${path}.pub`;
      const told = { id, algorithm: made.algorithm, file: path, publicKey: made.publicKey };
      show(outputOf(context, flags), told, () =>
        [
          `wrote ${path}; keep it secret`,
          ...(made.publicKey === null
            ? ["  whoever can verify with it can sign with it, too"]
            : [`  ${path}.pub is for everybody who should trust it`]),
          `  trust it here: ${next}`,
        ].join("\n"),
      );
    });
}

function makeKeyPair() {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  return {
    algorithm: "ed25519",
    suffix: "key.pem",
    secret: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    publicKey: publicKey.export({ type: "spki", format: "pem" }).toString(),
  };
}

function makeSecret() {
  const secret = `${randomBytes(32).toString("hex")}\n`;
  return { algorithm: "hmac-sha256", suffix: "secret", secret, publicKey: null };
}

/** Never over a file that is there: it may be the only copy of a key. */
async function writeNew(path: string, content: string, mode: number): Promise<void> {
  const file = await open(path, "wx", mode).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
    throw new RegistryError("conflict", `${path} is there already; name another file with --out`);
  });
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await chmod(path, mode);
}

function addAdd(keys: Command, context: CommandContext): void {
  addCommand(keys, "add", "trust the signatures of somebody")
    .argument("<id>", "who signs", readId)
    .option("--public-key <file>", "their Ed25519 public key, for Experts")
    .option("--secret-file <file>", "the secret shared with them, for namel3ss packs")
    .option(
      "--publishers <names...>",
      "what they may sign for: scopes (@acme) and publishers (default: everything)",
    )
    .action(async (id: string, flags: Flags) => {
      const { home } = configOf(context, flags);
      const { publishers } = flags;
      const signer = {
        id,
        key: await readKey(flags),
        publishers: Array.isArray(publishers) ? publishers : null,
      };
      await addSigner(home, signer);
      const told = { id, algorithm: signer.key.algorithm, publishers: signer.publishers };
      show(outputOf(context, flags), told, () => `signatures of ${id} count from now on`);
    });
}

async function readKey(flags: Flags): Promise<NewSigner["key"]> {
  const [publicFile, secretFile] = [text(flags["publicKey"]), text(flags["secretFile"])];
  if ((publicFile === undefined) === (secretFile === undefined)) {
    throw new RegistryError("invalid", "name one file: --public-key FILE or --secret-file FILE");
  }
  if (secretFile !== undefined) {
    const secret = (await readFile(secretFile, "utf8")).trim();
    if (secret !== "" && secret.length <= 4096) return { algorithm: "hmac-sha256", secret };
    throw new RegistryError("invalid", `${secretFile} holds no secret`);
  }
  const content = await readFile(publicFile ?? "", "utf8");
  if (content.includes("PRIVATE KEY")) {
    throw new RegistryError("invalid", `${publicFile} is a private key; name the public one`);
  }
  const key = readPublicKey(content);
  if (key !== null) return { algorithm: "ed25519", publicKey: publicKeyText(key) };
  throw new RegistryError("invalid", `${publicFile} is no Ed25519 public key`);
}

function addList(keys: Command, context: CommandContext): void {
  addCommand(keys, "list", "whose signatures count").action((flags: Flags) => {
    const { home } = configOf(context, flags);
    const signers = readKeysFile(home).all;
    const path = keysPath(home);
    if (holdsSecret(signers) && othersMayRead(path)) {
      context.terminal.error(`warning: ${path} holds secrets and others can read it: chmod 600 it`);
    }
    show(outputOf(context, flags), signers.map(describe), () =>
      signers.length === 0
        ? "no keys are trusted; `agentregistry keys add` adds one"
        : table([
            ["SIGNER", "ALGORITHM", "KEY", "MAY SIGN FOR"],
            ...signers
              .map(describe)
              .map(({ id, algorithm, fingerprint, publishers }) => [
                id,
                algorithm,
                fingerprint ?? "(a secret)",
                publishers === null ? "everything" : publishers.join(", "),
              ]),
          ]),
    );
  });
}

/** Without the secret of one that has any. */
function describe(signer: TrustedSigner) {
  const { id, algorithm, publishers } = signer;
  const isPublic = signer.algorithm === "ed25519";
  const fingerprint = isPublic ? fingerprintOf(signer.publicKey) : null;
  return { id, algorithm, fingerprint, publishers };
}

function addRemove(keys: Command, context: CommandContext): void {
  addCommand(keys, "remove", "trust the signatures of somebody no longer")
    .argument("<id>", "who signed", readId)
    .action(async (id: string, flags: Flags) => {
      const removed = await removeSigner(configOf(context, flags).home, id);
      show(outputOf(context, flags), { id, removed }, () => `signatures of ${id} no longer count`);
    });
}

function readId(given: string): string {
  const parsed = SignerId.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new InvalidArgumentError(parsed.error.issues[0]?.message ?? "this is no id.");
}
