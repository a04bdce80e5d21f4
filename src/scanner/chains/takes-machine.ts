import { opensMachine } from "../code/lists/open-machine.ts";
import type { Act } from "../shell/acts.ts";

const engines = /^(?:docker|podman|nerdctl|ctr|crictl)$/;
const rootMount =
  /^(?:--?v(?:olume)?=)?\/(?:etc|root)?\/?:\/|(?:^|,|=)(?:source|src)=\/(?:,|$)|^--mount=.{0,100}(?:source|src)=\/(?:,|$)/;

/** Whether a command starts a container or a shell in which the whole machine lies open. */
export function startsWithMachine({ program, args }: Act & { readonly kind: "run" }): boolean {
  if (program === "nsenter") {
    const line = args.join(" ");
    return /(?:-t|--target)[ =]?1\b/.test(line);
  }
  if (engines.test(program)) {
    if (!args.some((arg) => /^(?:run|create)$/.test(arg))) return false;
    const isPrivileged = args.includes("--privileged") && args.includes("--pid=host");
    return isPrivileged || args.some((arg) => rootMount.test(arg));
  }
  return program === "kubectl" && args.some((arg) => opensMachine(arg));
}
