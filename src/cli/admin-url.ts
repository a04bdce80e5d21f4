import type { ServerState } from "./server-state.ts";

/** Where the page of the person who answers for the machine is. */
export function adminUrl({ url }: Pick<ServerState, "url">): string {
  return `${url}/-/admin`;
}
