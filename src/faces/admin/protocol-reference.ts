import { z } from "zod";
import type { Action } from "./action.ts";
import { actions, broadcasts } from "./protocol.ts";

/** docs/admin-protocol.md, made from the actions alone. */
export function protocolReference(): string {
  return [
    "# The admin channel",
    "",
    "Made from `src/faces/admin/protocol.ts` by `npm run protocol`; a test compares the two.",
    "",
    "A WebSocket at `/-/admin/ws?token=…`, for a token of a person with the scope `review` or `admin`.",
    'A request is `{ "action": …, "payload": {…}, "id": … }`; `payload` and `id` may be left out.',
    'An answer is `{ "type": …, "data": {…}, "timestamp": …, "id": … }`, in the order of the requests.',
    "The first message is of the type `connected`. Its `seq` is the number of the last broadcast;",
    "a client that comes back with `&since=NUMBER` gets what it missed, or `resumed` is `reset`.",
    "What is refused is of the type `error`, with `message` and `code` in its data.",
    "Where the owner set one (`needsPassphrase` in the first message), approvals, what takes back a rejection, and changes of allowlists and",
    "settings are refused with `passphrase_required` until a payload of the session held the `passphrase`.",
    "",
    "A message has at most 1 MiB. The connection ends with 4001 when its token no longer holds, with",
    "1008 for a client that does not read or sends too much, and with 1009 for a message too large.",
    "",
    "## Actions",
    "",
    ...[...actions].sort((a, b) => a.name.localeCompare(b.name)).flatMap(sectionOf),
    "## Broadcasts",
    "",
    'As `{ "type": "broadcast", "event": …, "data": {…}, "timestamp": …, "seq": … }`.',
    "",
    "| event | data |",
    "| --- | --- |",
    ...Object.entries(broadcasts).map(([event, data]) => `| \`${event}\` | ${data} |`),
    "",
  ].join("\n");
}

function sectionOf({ name, also, about, scope, input, answers }: Action): string[] {
  const schema = z.toJSONSchema(input, { io: "input", unrepresentable: "any" });
  const fields = Object.entries(schema.properties ?? {});
  const required = new Set(schema.required ?? []);
  const aliases = also.map((other) => `, also \`${other}\``).join("");
  return [
    `### \`${name}\`${aliases}`,
    "",
    about,
    `Needs the scope \`${scope}\`; answers \`${answers}\`.`,
    "",
    ...(fields.length === 0
      ? []
      : [
          "| field | type | |",
          "| --- | --- | --- |",
          ...fields.map(([field, property]) =>
            rowOf(field, property as z.core.JSONSchema.BaseSchema, required.has(field)),
          ),
          "",
        ]),
  ];
}

function rowOf(field: string, schema: z.core.JSONSchema.BaseSchema, isRequired: boolean): string {
  const notes = [
    ...(isRequired ? ["required"] : []),
    ...(schema.default === undefined ? [] : [`default \`${JSON.stringify(schema.default)}\``]),
    ...(schema.minimum === undefined ? [] : [`from ${schema.minimum}`]),
    ...(schema.maximum === undefined ? [] : [`to ${schema.maximum}`]),
    ...(schema.maxLength === undefined ? [] : [`at most ${schema.maxLength} characters`]),
    ...(schema.description === undefined ? [] : [schema.description]),
  ];
  return `| \`${field}\` | ${typeOf(schema)} | ${notes.join("; ").replaceAll("|", "\\|")} |`;
}

function typeOf(schema: z.core.JSONSchema.BaseSchema): string {
  if (schema.enum !== undefined) {
    return schema.enum.map((one) => `\`${JSON.stringify(one)}\``).join(", ");
  }
  if (schema.anyOf !== undefined) {
    const types = schema.anyOf.map((one) => typeOf(one as z.core.JSONSchema.BaseSchema));
    return [...new Set(types)].join(" or ");
  }
  if (schema.type === "array") {
    return `list of ${typeOf((schema.items ?? {}) as z.core.JSONSchema.BaseSchema)}`;
  }
  const format = schema.format === undefined ? "" : ` (${schema.format})`;
  return `${String(schema.type ?? "any")}${format}`;
}
