import { type Command, Option } from "commander";
import { z } from "zod";
import { allScopes } from "../access/permit.ts";
import type { Config } from "../config/schema.ts";
import {
  addCommand,
  addGroup,
  type CommandContext,
  configOf,
  type Flags,
  type Output,
  outputOf,
  readTime,
  show,
} from "./command.ts";
import { addOwnerTokenCommand } from "./owner-token.ts";
import { callRegistry } from "./registry-call.ts";
import { table } from "./terminal.ts";
import { addMemberCommands } from "./users.ts";

/** `agentregistry token …`, `org …` and `claim`: who may do what, and which names are ours. */
export function addAccessCommands(program: Command, context: CommandContext): void {
  const token = addGroup(program, "token", "keys for clients, programs and agents");
  addOwnerTokenCommand(token, context);
  addCommand(token, "create", "make a key; it is printed once, alone")
    .option("--org <name>", "the organization that it belongs to (default: you, the owner)")
    .addOption(
      new Option("--scope <scopes...>", "what it may do (default: read publish)").choices(
        allScopes,
      ),
    )
    .option("--name <text>", "what it is for")
    .option("--package <names...>", "narrow it to these packages")
    .option("--agent", "for a program: it can never review or administer")
    .option("--expires <time>", "until when it works (ISO 8601)", readTime)
    .action(async (flags: Flags) => {
      await createToken(configOf(context, flags), flags, outputOf(context, flags));
    });
  addCommand(token, "list", "every key, without its secret").action(async (flags: Flags) => {
    await listTokens(configOf(context, flags), outputOf(context, flags));
  });
  addCommand(token, "revoke <id>", "end a key by its id or the beginning of it").action(
    async (id: string, flags: Flags) => {
      await revokeToken(configOf(context, flags), id, outputOf(context, flags));
    },
  );

  const org = addGroup(program, "org", "scopes that belong to this registry");
  addCommand(
    org,
    "create <name>",
    "take a scope; the upstream is not asked for it any more",
  ).action(async (name: string, flags: Flags) => {
    await createOrg(configOf(context, flags), name, outputOf(context, flags));
  });
  addCommand(org, "list", "the scopes of this registry").action(async (flags: Flags) => {
    await listOrgs(configOf(context, flags), outputOf(context, flags));
  });
  addMemberCommands(org, context);

  addCommand(
    program,
    "claim <name>",
    "host a package under a name that the upstream has too",
  ).action(async (name: string, flags: Flags) => {
    await claimName(configOf(context, flags), name, outputOf(context, flags));
  });
}

const Token = z.looseObject({
  id: z.string(),
  label: z.string(),
  principal: z.string(),
  scopes: z.array(z.string()),
  isAgent: z.boolean(),
  createdAt: z.string(),
  expiresAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
});

/** Prints the new key alone, so that a script can take it as it is. */
async function createToken(config: Config, options: Flags, output: Output): Promise<void> {
  const answer = await callRegistry(config, {
    method: "POST",
    path: "/-/admin/tokens",
    body: {
      org: options["org"],
      scopes: options["scope"],
      label: options["name"],
      packages: options["package"],
      agent: options["agent"],
      expires_at: options["expires"],
    },
  });
  const { secret, token } = z.object({ secret: z.string(), token: Token }).parse(answer);
  show(output, { ...token, secret }, () => secret);
}

async function listTokens(config: Config, output: Output): Promise<void> {
  const answer = await callRegistry(config, { method: "GET", path: "/-/admin/tokens" });
  const { tokens } = z.object({ tokens: z.array(Token) }).parse(answer);
  show(output, tokens, () =>
    table([
      ["ID", "NAME", "OWNER", "SCOPES", "CREATED", "STATE"],
      ...tokens.map((token) => [
        token.id.slice(0, 8),
        token.label,
        token.principal,
        token.scopes.join(",") + (token.isAgent ? " (agent)" : ""),
        token.createdAt,
        token.revokedAt !== null ? "revoked" : (token.expiresAt ?? "no expiry"),
      ]),
    ]),
  );
}

async function revokeToken(config: Config, id: string, output: Output): Promise<void> {
  const answer = await callRegistry(config, {
    method: "DELETE",
    path: `/-/admin/tokens/${encodeURIComponent(id)}`,
  });
  const token = Token.parse(answer);
  show(output, token, () => `revoked ${token.id} (${token.label})`);
}

const Org = z.object({ name: z.string(), createdBy: z.string(), createdAt: z.string() });

async function createOrg(config: Config, name: string, output: Output): Promise<void> {
  const answer = await callRegistry(config, {
    method: "POST",
    path: "/-/admin/orgs",
    body: { name },
  });
  const org = Org.parse(answer);
  show(output, org, () => `@${org.name} belongs to this registry`);
}

async function listOrgs(config: Config, output: Output): Promise<void> {
  const answer = await callRegistry(config, { method: "GET", path: "/-/admin/orgs" });
  const { orgs } = z.object({ orgs: z.array(Org) }).parse(answer);
  show(output, orgs, () =>
    table([["SCOPE", "SINCE"], ...orgs.map((org) => [`@${org.name}`, org.createdAt])]),
  );
}

async function claimName(config: Config, name: string, output: Output): Promise<void> {
  const body = { name };
  const answer = await callRegistry(config, { method: "POST", path: "/-/admin/claims", body });
  show(
    output,
    answer,
    () => `${name} belongs to this registry; the upstream is not asked for it any more`,
  );
}
