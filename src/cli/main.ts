import { Command, CommanderError, Option } from "commander";
import packageJson from "../../package.json" with { type: "json" };
import { allScopes } from "../access/permit.ts";
import { describeConfig, type LoadedConfig, loadConfig } from "../config/load.ts";
import { RegistryError } from "../errors.ts";
import type { Output } from "./quarantine.ts";
import { type Terminal, table } from "./terminal.ts";

/** Exit codes: done, refused or failed, wrong usage. */
const done = 0;
const failed = 1;
const wrongUsage = 2;

type Flags = Record<string, string | boolean | undefined>;

/**
 * Runs one command.
 *
 * @param args without the program's own name
 * @returns the exit code; the reason of a failure is on `terminal.error`
 */
export async function runCommand(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  terminal: Terminal,
): Promise<number> {
  let code = done;
  const program = build(env, terminal, (exit) => {
    code = exit;
  });
  try {
    await program.parseAsync([...args], { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? done : wrongUsage;
    if (!(error instanceof RegistryError)) throw error;
    terminal.error(`agentregistry: ${error.message}`);
    return failed;
  }
}

function build(
  env: Readonly<Record<string, string | undefined>>,
  terminal: Terminal,
  exit: (code: number) => void,
): Command {
  const program = new Command("agentregistry")
    .description("A registry for packages and agent definitions that scans what it serves.")
    .version(packageJson.version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.out(text.trimEnd()),
      writeErr: (text) => terminal.error(text.trimEnd()),
    })
    .showHelpAfterError("(see --help)");

  /** Every command knows its home and can answer in JSON. */
  const command = (parent: Command, usage: string, about: string) =>
    parent
      .command(usage)
      .description(about)
      .option("--home <dir>", "folder that holds everything (default: ~/.agentregistry)")
      .option("--config <file>", "settings file (default: agentregistry.toml in the home)")
      .option("--json", "answer in JSON")
      .exitOverride();
  const group = (name: string, about: string) =>
    program.command(name).description(about).exitOverride();

  const load = (flags: Flags): LoadedConfig =>
    loadConfig({
      env,
      flags: {
        home: text(flags["home"]),
        config: text(flags["config"]),
        "http.port": text(flags["port"]),
        "upstream.url": text(flags["upstream"]),
        "upstream.offline": flags["offline"] === true ? "true" : undefined,
      },
    });
  const output = (flags: Flags): Output => ({ json: flags["json"] === true, terminal });

  command(program, "start", "run the registry")
    .option("--port <n>", "port to listen on (default: 4873)")
    .option("--upstream <url>", 'registry to read through to, or "none"')
    .option("--offline", "serve only what is stored")
    .action(async (flags: Flags) => {
      const { start } = await import("./start.ts");
      await start(load(flags).config, terminal);
    });

  command(program, "login", "write a token for this registry into your .npmrc")
    .option("--registry <url>", "address of the registry (default: the one of this home)")
    .option("--token <token>", "a token that you were given, for a registry elsewhere")
    .action(async (flags: Flags) => {
      const { login } = await import("./login.ts");
      const options = { registry: text(flags["registry"]), token: text(flags["token"]) };
      const result = await login(load(flags).config, options);
      terminal.out(
        output(flags).json
          ? JSON.stringify(result, null, 2)
          : `wrote a token for ${result.registry} to ${result.file}\n` +
              `publish with: npm publish --registry ${result.registry}`,
      );
    });

  command(program, "logout", "take the token out of your .npmrc and revoke it")
    .option("--registry <url>", "address of the registry (default: the one of this home)")
    .action(async (flags: Flags) => {
      const { logout } = await import("./login.ts");
      const options = { registry: text(flags["registry"]), token: undefined };
      const result = await logout(load(flags).config, options);
      terminal.out(
        output(flags).json
          ? JSON.stringify(result, null, 2)
          : `revoked the token for ${result.registry} and took it out of ${result.file}`,
      );
    });

  const quarantine = group("quarantine", "see and decide what the scanner held");
  command(quarantine, "list", "what waits for a decision")
    .addOption(
      new Option("--state <state>", "which records")
        .choices(["held", "approved", "rejected", "released", "all"])
        .default("held"),
    )
    .action(async (flags: Flags) => {
      const { listQuarantine } = await import("./quarantine.ts");
      await listQuarantine(load(flags).config, text(flags["state"]) ?? "held", output(flags));
    });
  command(quarantine, "show <package>", "one record with its findings (name@version or id)").action(
    async (selector: string, flags: Flags) => {
      const { showQuarantine } = await import("./quarantine.ts");
      await showQuarantine(load(flags).config, selector, output(flags));
    },
  );
  for (const decision of ["approve", "reject"] as const) {
    const about = decision === "approve" ? "release held bytes" : "refuse held bytes for good";
    command(quarantine, `${decision} <package>`, `${about} (name@version or id)`)
      .requiredOption("--reason <text>", "why; it is kept with your decision")
      .option("--expires <time>", "until when it counts (ISO 8601)")
      .option("--integrity <digest>", "refuse unless the bytes still have this digest")
      .action(async (selector: string, flags: Flags) => {
        const { ruleOnQuarantine } = await import("./quarantine.ts");
        await ruleOnQuarantine(
          load(flags).config,
          selector,
          {
            decision,
            reason: text(flags["reason"]) ?? "",
            expires: text(flags["expires"]),
            integrity: text(flags["integrity"]),
          },
          output(flags),
        );
      });
  }
  command(quarantine, "rescan <package>", "scan held bytes again (name@version or id)").action(
    async (selector: string, flags: Flags) => {
      const { rescanQuarantine } = await import("./quarantine.ts");
      await rescanQuarantine(load(flags).config, selector, output(flags));
    },
  );

  const token = group("token", "keys for clients, programs and agents");
  command(token, "create", "make a key; it is printed once, alone")
    .option("--org <name>", "the organization that it belongs to (default: you, the owner)")
    .addOption(
      new Option("--scope <scopes...>", "what it may do (default: read publish)").choices(
        allScopes,
      ),
    )
    .option("--name <text>", "what it is for")
    .option("--package <names...>", "narrow it to these packages")
    .option("--agent", "for a program: it can never review or administer")
    .option("--expires <time>", "until when it works (ISO 8601)")
    .action(async (flags: Flags) => {
      const { createToken } = await import("./access.ts");
      await createToken(load(flags).config, flags, output(flags));
    });
  command(token, "list", "every key, without its secret").action(async (flags: Flags) => {
    const { listTokens } = await import("./access.ts");
    await listTokens(load(flags).config, output(flags));
  });
  command(token, "revoke <id>", "end a key by its id or the beginning of it").action(
    async (id: string, flags: Flags) => {
      const { revokeToken } = await import("./access.ts");
      await revokeToken(load(flags).config, id, output(flags));
    },
  );

  const org = group("org", "scopes that belong to this registry");
  command(org, "create <name>", "take a scope; the upstream is not asked for it any more").action(
    async (name: string, flags: Flags) => {
      const { createOrg } = await import("./access.ts");
      await createOrg(load(flags).config, name, output(flags));
    },
  );
  command(org, "list", "the scopes of this registry").action(async (flags: Flags) => {
    const { listOrgs } = await import("./access.ts");
    await listOrgs(load(flags).config, output(flags));
  });

  command(program, "claim <name>", "host a package under a name that the upstream has too").action(
    async (name: string, flags: Flags) => {
      const { claimName } = await import("./access.ts");
      await claimName(load(flags).config, name, output(flags));
    },
  );

  command(program, "scan <path>", "scan a tarball or a folder, offline").action(
    async (path: string, flags: Flags) => {
      const { scanPath } = await import("./scan.ts");
      exit(await scanPath(path, output(flags)));
    },
  );

  command(program, "config", "the settings in force and where each comes from").action(
    (flags: Flags) => {
      const loaded = load(flags);
      const settings = describeConfig(loaded);
      terminal.out(
        output(flags).json
          ? JSON.stringify({ file: loaded.file, settings }, null, 2)
          : table([
              ["SETTING", "VALUE", "FROM", "MEANING"],
              ...settings.map((s) => [s.key, JSON.stringify(s.value), s.origin, s.about]),
            ]),
      );
    },
  );
  return program;
}

function text(flag: string | boolean | undefined): string | undefined {
  return typeof flag === "string" ? flag : undefined;
}
