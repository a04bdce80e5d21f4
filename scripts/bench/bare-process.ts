import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { firstLine, type Workshop } from "./workshop.ts";

export interface BareAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: { readonly from: "memory" | "file"; readonly path: string } | null;
}

export interface BareProcess {
  /** Where each answer is given, in the order of the answers. */
  readonly urls: readonly string[];
  stop(): Promise<void>;
}

const program = fileURLToPath(new URL("./bare-server.ts", import.meta.url));

/** Starts a bare server in a process of its own. */
export async function startBare(
  workshop: Workshop,
  answers: readonly BareAnswer[],
  cpu?: number,
): Promise<BareProcess> {
  const list = join(workshop.folder("bare"), "answers.json");
  await writeFile(list, JSON.stringify(answers));
  const command = [process.execPath, program, list];
  const child = workshop.spawn(command, cpu === undefined ? {} : { cpu });
  const ports = JSON.parse(await firstLine(child)) as number[];
  return {
    urls: ports.map((port) => `http://127.0.0.1:${port}`),
    stop: () => workshop.end(child),
  };
}

/** What a registry answers, for a bare server to repeat: the same status, headers and bytes. */
export async function recordAnswer(
  workshop: Workshop,
  url: string,
  headers: Readonly<Record<string, string>>,
  from: "memory" | "file",
): Promise<BareAnswer> {
  const answer = await fetch(url, { headers: { ...headers }, decompress: false });
  if (answer.status >= 400) throw new Error(`${answer.status} for ${new URL(url).pathname}`);
  const bytes = await answer.bytes();
  const path = join(workshop.folder("answer"), "body");
  await writeFile(path, bytes);
  return {
    status: answer.status,
    headers: Object.fromEntries([...answer.headers].filter(([name]) => !madeByServer.has(name))),
    body: bytes.length === 0 ? null : { from, path },
  };
}

const madeByServer = new Set(["content-length", "date", "x-request-id"]);
