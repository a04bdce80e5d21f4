import { RegistryError } from "../../errors.ts";
import { route } from "../route.ts";

/** What `pnpm publish --batch` sends. One version at a time is scanned, so it is told so at once. */
export const publishBatchRoute = route({
  method: "PUT",
  path: "/-/pnpm/v1/publish",
  summary: "Not offered: publish one package at a time",
  access: "open",
  body: "stream",
  reply: { status: 404 },
  run: async () => {
    throw new RegistryError(
      "not_found",
      "this registry takes one package per publish; repeat the command without --batch",
    );
  },
});
