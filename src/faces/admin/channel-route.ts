import { z } from "zod";
import { RegistryError } from "../../errors.ts";
import { route } from "../route.ts";
import { channelPath } from "./socket.ts";

/** Where the channel is opened. A request that asks for no socket ends here. */
export const channelRoute = route({
  method: "GET",
  path: channelPath,
  summary: "The admin channel, a WebSocket; docs/admin-protocol.md says what it speaks",
  access: "token",
  query: z.looseObject({
    token: z.string().optional().describe("A token with the scope review or admin."),
    since: z.string().optional().describe("Number of the last broadcast that was seen."),
  }),
  reply: { status: 101 },
  async run() {
    throw new RegistryError("invalid", "open this address as a WebSocket");
  },
});
