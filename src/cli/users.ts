import { randomBytes } from "node:crypto";
import type { Command } from "commander";
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
import { lineOfInput } from "./line-of-input.ts";
import { callRegistry } from "./registry-call.ts";
import { table } from "./terminal.ts";

/** `agentregistry user …` and the members of organizations: people and where they belong. */
export function addUserCommands(program: Command, context: CommandContext): void {
  const user = addGroup(program, "user", "accounts of people");
  addCommand(
    user,
    "add <name>",
    "add an account; a password is made and printed unless one is given",
  )
    .option("--password-stdin", "read the password from standard input")
    .option("--email <address>", "shown to nobody else")
    .action(async (name: string, flags: Flags) => {
      const { password, isMade } = await passwordOf(flags);
      const body = { name, password, email: text(flags["email"]) };
      const path = "/-/admin/users";
      await callRegistry(configOf(context, flags), { method: "POST", path, body });
      show(outputOf(context, flags), isMade ? { name, password } : { name }, () =>
        isMade ? password : `added ${name}`,
      );
    });
  addCommand(user, "list", "the accounts of this registry").action(async (flags: Flags) => {
    const path = "/-/admin/users";
    const answer = await callRegistry(configOf(context, flags), { method: "GET", path });
    const { users } = Users.parse(answer);
    show(outputOf(context, flags), users, () =>
      table([
        ["NAME", "E-MAIL", "SECOND FACTOR", "SINCE"],
        ...users.map((one) => [one.name, one.email, one.tfa ?? "none", one.createdAt]),
      ]),
    );
  });
  addCommand(user, "remove <name>", "remove an account; what it published stays").action(
    async (name: string, flags: Flags) => {
      const path = `/-/admin/users/${encodeURIComponent(name)}`;
      await callRegistry(configOf(context, flags), { method: "DELETE", path });
      show(outputOf(context, flags), { name }, () => `removed ${name}`);
    },
  );
  addCommand(user, "password <name>", "set a new password; one is made and printed unless given")
    .option("--password-stdin", "read the password from standard input")
    .option("--disable-2fa", "take away the second factor, when the authenticator is lost")
    .action(async (name: string, flags: Flags) => {
      const { password, isMade } = await passwordOf(flags);
      const body = { password, disable_2fa: flags["disable2fa"] === true };
      const path = `/-/admin/users/${encodeURIComponent(name)}/password`;
      await callRegistry(configOf(context, flags), { method: "POST", path, body });
      show(outputOf(context, flags), isMade ? { name, password } : { name }, () =>
        isMade ? password : `${name} has a new password`,
      );
    });
}

/** `agentregistry org members`, `add` and `remove`, beside the commands that make organizations. */
export function addMemberCommands(org: Command, context: CommandContext): void {
  addCommand(org, "members <org>", "the members of an organization").action(
    async (name: string, flags: Flags) => {
      const path = memberPath(name);
      const answer = await callRegistry(configOf(context, flags), { method: "GET", path });
      const members = z.record(z.string(), z.string()).parse(answer);
      show(outputOf(context, flags), members, () =>
        table([["USER", "ROLE"], ...Object.entries(members)]),
      );
    },
  );
  addCommand(
    org,
    "add <org> <user> [role]",
    "make a user owner, admin or developer (default)",
  ).action(async (name: string, user: string, role: string | undefined, flags: Flags) => {
    const call = { method: "PUT", path: memberPath(name), body: { user, role } } as const;
    const answer = await callRegistry(configOf(context, flags), call);
    const added = z.object({ role: z.string() }).parse(answer).role;
    const member = { org: name, user, role: added };
    show(outputOf(context, flags), member, () => `${user} is ${added} of ${name}`);
  });
  addCommand(org, "remove <org> <user>", "take a user out of an organization and its teams").action(
    async (name: string, user: string, flags: Flags) => {
      const call = { method: "DELETE", path: memberPath(name), body: { user } } as const;
      await callRegistry(configOf(context, flags), call);
      show(outputOf(context, flags), { org: name, user }, () => `${user} left ${name}`);
    },
  );
}

const Users = z.object({
  users: z.array(
    z.object({
      name: z.string(),
      email: z.string(),
      tfa: z.string().nullable(),
      createdAt: z.string(),
    }),
  ),
});

function memberPath(org: string): string {
  return `/-/org/${encodeURIComponent(org.replace(/^@/, ""))}/user`;
}

/** The first line of standard input, or 120 random bits. */
async function passwordOf(flags: Flags): Promise<{ password: string; isMade: boolean }> {
  if (flags["passwordStdin"] !== true) {
    return { password: randomBytes(15).toString("base64url"), isMade: true };
  }
  return { password: await lineOfInput("password"), isMade: false };
}
