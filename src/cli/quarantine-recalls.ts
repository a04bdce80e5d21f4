import type { Command } from "commander";
import { z } from "zod";
import {
  addCommand,
  type CommandContext,
  configOf,
  type Flags,
  outputOf,
  show,
} from "./command.ts";
import { callRegistry } from "./registry-call.ts";
import { type Paint, paintFor, printable } from "./terminal.ts";

const Answer = z.object({
  recalls: z.array(
    z.looseObject({
      name: z.string(),
      version: z.string(),
      because: z.string(),
      sentence: z.string().nullable(),
      fetches: z.array(
        z.looseObject({
          principal: z.string(),
          tokenId: z.string(),
          address: z.string(),
          client: z.string(),
          count: z.number(),
          lastAt: z.string(),
        }),
      ),
    }),
  ),
});

type Recall = z.infer<typeof Answer>["recalls"][number];

/** `agentregistry quarantine recalls`: which machines to look at. */
export function addRecallsCommand(quarantine: Command, context: CommandContext): void {
  addCommand(quarantine, "recalls", "what was served and is held now, with who fetched it").action(
    async (flags: Flags) => {
      const call = { method: "GET", path: "/-/admin/recalls" } as const;
      const { recalls } = Answer.parse(await callRegistry(configOf(context, flags), call));
      const paint = paintFor(context.terminal);
      show(outputOf(context, flags), recalls, () =>
        recalls.length === 0
          ? "nothing that was served is held now"
          : recalls.map((recall) => describe(recall, paint)).join("\n\n"),
      );
    },
  );
}

function describe({ name, version, sentence, because, fetches }: Recall, paint: Paint): string {
  return [
    paint.bad(printable(`${name}@${version}`)),
    `  ${printable(sentence ?? because)}`,
    ...fetches.map((fetch) => {
      const who = fetch.tokenId === "" ? fetch.principal : `${fetch.principal} (${fetch.tokenId})`;
      const where = fetch.address === "" ? "" : ` from ${fetch.address}`;
      return printable(
        `  ${who}${where} with ${fetch.client}, ${fetch.count} times, last ${fetch.lastAt}`,
      );
    }),
  ].join("\n");
}
