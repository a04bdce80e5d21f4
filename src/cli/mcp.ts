import type { Command } from "commander";
import { z } from "zod";
import { RegistryError } from "../errors.ts";
import { BriefRegistry } from "./brief-registry.ts";
import { addCommand, type CommandContext, configOf, type Flags } from "./command.ts";
import type { RegistryCall } from "./registry-call.ts";

/** A longer line is no message of anybody who means well, in bytes. */
const maxLine = 12 * 1024 * 1024;
/** So many messages are answered at the same time; the next ones wait in the pipe. */
const atOnce = 8;

const Message = z.looseObject({
  id: z.union([z.string(), z.number()]).optional(),
  method: z.string().optional(),
  params: z
    .looseObject({
      name: z.string().optional(),
      uri: z.string().optional(),
      _meta: z
        .looseObject({ "io.modelcontextprotocol/protocolVersion": z.string().optional() })
        .optional(),
    })
    .optional(),
});

type Message = z.infer<typeof Message>;

/**
 * `agentregistry mcp`: the tools of `/-/mcp` over standard input and output, a message a line. Every
 * message goes to that very route, with the token in AGENTREGISTRY_TOKEN or none: an agent is not the
 * owner, although the owner started it.
 */
export function addMcpCommand(program: Command, context: CommandContext): void {
  addCommand(
    program,
    "mcp",
    "tools for agents over standard input and output (MCP); the token in AGENTREGISTRY_TOKEN publishes",
  ).action(async (flags: Flags) => {
    const token = context.env["AGENTREGISTRY_TOKEN"]?.trim() || null;
    await using registry = new BriefRegistry(configOf(context, flags));
    const running = new Set<Promise<void>>();
    for await (const line of linesOf(Bun.stdin.stream())) {
      const done = answerLine(registry, token, line).then((answer) => {
        running.delete(done);
        if (answer !== null) context.terminal.out(answer);
      });
      running.add(done);
      if (running.size >= atOnce) await Promise.race(running);
    }
    await Promise.all(running);
  });
}

/** @returns what to write, or null for what has no answer */
async function answerLine(
  registry: BriefRegistry,
  token: string | null,
  line: string,
): Promise<string | null> {
  let message: Message = {};
  try {
    const json = parsed(line);
    // Several at once have no headers of their own; the server looks into each.
    message = Array.isArray(json) ? {} : Message.parse(json);
    const response = await registry.send(callOf(json, message, token));
    const text = await response.text();
    if (text === "") return null;
    const answer: unknown = JSON.parse(text);
    if (isAnswer(answer)) return JSON.stringify(answer);
    return message.id === undefined ? null : failure(message.id, sentenceIn(answer), answer);
  } catch (error) {
    const said = error instanceof RegistryError ? error.message : "the registry could not be asked";
    return failure(message.id ?? null, said, null);
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new RegistryError("invalid", "a line was no JSON");
  }
}

/** What the protocol wants said in headers as well, taken from the message that says it. */
function callOf(body: unknown, { method, params }: Message, token: string | null): RegistryCall {
  const version = params?._meta?.["io.modelcontextprotocol/protocolVersion"];
  const named = params?.name ?? params?.uri;
  return {
    method: "POST",
    path: "/-/mcp",
    body,
    token,
    headers: {
      accept: "application/json, text/event-stream",
      ...(version === undefined ? {} : { "mcp-protocol-version": headerText(version) }),
      ...(version === undefined || method === undefined
        ? {}
        : { "mcp-method": headerText(method) }),
      ...(version === undefined || named === undefined ? {} : { "mcp-name": encodedHeader(named) }),
    },
  };
}

function headerText(text: string): string {
  if (/^[\x21-\x7e]{1,200}$/.test(text)) return text;
  throw new RegistryError("invalid", "the message has a version or method that is none");
}

/** As the protocol carries any text in a header. */
function encodedHeader(text: string): string {
  return `=?base64?${Buffer.from(text, "utf8").toString("base64")}?=`;
}

function isAnswer(answer: unknown): boolean {
  const [first] = Array.isArray(answer) ? answer : [answer];
  return typeof first === "object" && first !== null && "jsonrpc" in first;
}

function sentenceIn(answer: unknown): string {
  const said = z.looseObject({ message: z.string() }).safeParse(answer);
  return said.success ? said.data.message : "the registry refused";
}

function failure(id: string | number | null, message: string, data: unknown): string {
  const error = { code: -32_000, message, ...(data === null ? {} : { data }) };
  return JSON.stringify({ jsonrpc: "2.0", id, error });
}

async function* linesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of stream) {
    rest += decoder.decode(chunk, { stream: true });
    const lines = rest.split("\n");
    rest = lines.pop() ?? "";
    if (rest.length > maxLine) throw new RegistryError("too_large", "a line is too long");
    for (const line of lines) if (line.trim() !== "") yield line;
  }
  if (rest.trim() !== "") yield rest;
}
