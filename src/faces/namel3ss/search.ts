import { z } from "zod";
import { searchPacks } from "../../intent/pack-search.ts";
import { route } from "../route.ts";
import { Capability, Risk, sourceRoot } from "./wire.ts";

/** More than anybody types; words decide, so a longer phrase finds nothing else. */
const maxPhrase = 10_000;

/** What `n3 registry list`, `search`, `info` and `n3 pack add` send (namel3ss-registry §2.1). */
export const searchPacksRoute = route({
  method: "POST",
  path: `${sourceRoot}/search`,
  summary: "Entries for a phrase, an id, or all of them: for clients of namel3ss packs",
  access: "open",
  body: z.looseObject({
    phrase: z.string().max(maxPhrase).nullish(),
    capability: Capability.nullish(),
    risk: Risk.nullish(),
  }),
  reply: { status: 200, body: z.object({ entries: z.array(z.looseObject({})) }) },

  async run(app, { base, body: { phrase, capability = null, risk = null } }) {
    const address = `${base}${sourceRoot}`;
    const { pages } = await searchPacks(app, phrase ?? "", { capability, risk }, address);
    return new Response(bodyOf(pages), {
      headers: { "content-type": "application/json", "cache-control": "no-store" },
    });
  },
});

/** The answer piece by piece, as fast as the client takes it: all entries together can be very long. */
function bodyOf(pages: AsyncIterable<readonly string[]>): ReadableStream<Uint8Array> {
  const iterator = pages[Symbol.asyncIterator]();
  let before = '{"entries":[';
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done === true) {
        controller.enqueue(ascii(before === "," ? "]}" : `${before}]}`));
        controller.close();
        return;
      }
      controller.enqueue(ascii(before + value.join(",")));
      before = ",";
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}

/** Entries are canonical JSON, which is ASCII. */
function ascii(text: string): Uint8Array {
  return Buffer.from(text, "latin1");
}
