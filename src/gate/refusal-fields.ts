import { escapedName, type PackageName } from "../names/package-name.ts";

export type RefusedOperation = "install" | "publish";

/** What a program learns from every refusal of a release, whatever refused it (agentregistry contract §6). */
export interface RefusalFields {
  readonly code: string;
  readonly action_required:
    | "HUMAN INTERVENTION REQUIRED"
    | "CHOOSE_ANOTHER_VERSION_OR_ASK_A_PERSON";
  readonly package: string;
  readonly name: PackageName;
  readonly version: string;
  readonly operation: RefusedOperation;
  readonly ai_directive: "STOP_AND_WAIT_FOR_HUMAN" | "USE_ANOTHER_VERSION_OR_ASK";
  /** Short sentences for the agent that reads this. */
  readonly ai_instructions: readonly string[];
  /** Steps for a person; every command in them exists. */
  readonly instructions: readonly string[];
  /** The rules that decided; none where the policy did. */
  readonly rules: readonly string[];
  /** A path of this server; faces put their address before it. */
  readonly status_url: string;
  /** So many seconds between two questions to `status_url`; null where nobody will decide any more. */
  readonly poll_seconds: number | null;
  readonly retry_after_approval: boolean;
}

/** People take minutes; asking more often learns nothing sooner. */
export const pollSeconds = 60;

/** Where a program asks whether something was decided meanwhile. */
export function statusPath(name: PackageName, version: string): string {
  return `/-/quarantine/check/${escapedName(name)}/${encodeURIComponent(version)}`;
}

/** The address of the panel depends on who asks, and stands beside it. */
const openPanel =
  "Open admin_url in a browser, look at the findings, and approve or reject; whoever is not signed in " +
  "there gets a link: agentregistry admin";

/** The refusal that only a person can lift. */
export function personDecides(
  { name, version }: { readonly name: PackageName; readonly version: string },
  operation: RefusedOperation,
  rules: readonly string[],
): RefusalFields {
  const subject = `${name}@${version}`;
  return {
    code: "security_blocked",
    action_required: "HUMAN INTERVENTION REQUIRED",
    package: subject,
    name,
    version,
    operation,
    ai_directive: "STOP_AND_WAIT_FOR_HUMAN",
    ai_instructions: [
      "Stop this operation.",
      "Tell the user what was held and why.",
      operation === "install"
        ? "Do not switch to another registry and do not look for a replacement without asking."
        : "Do not alter the package to get past the scan.",
      "Retry only after the user confirms that it was approved.",
    ],
    instructions: [
      openPanel,
      `Or look at the findings in a terminal: agentregistry quarantine show ${subject}`,
      `Then decide: agentregistry quarantine approve ${subject} --reason "…", or reject it.`,
      "Repeat the command that was refused.",
    ],
    rules,
    status_url: statusPath(name, version),
    poll_seconds: pollSeconds,
    retry_after_approval: true,
  };
}
