import { atomRule } from "../chains/atom-rule.ts";
import { dumpsSecrets } from "../chains/dumps-secrets.ts";
import type { Atom } from "../code/atoms.ts";
import { scaffolder } from "../recognisers/r22-scaffolder.ts";
import type { Rule } from "../rule.ts";

const workflow =
  /(?:^|\/)\.(?:github|gitea|forgejo)\/(?:workflows|actions)\/|(?:^|\/)\.gitlab-ci\.yml$|(?:^|\/)\.circleci\//;

/** The project's build server is given new orders. */
export const workflowDrop: Rule = atomRule({
  meta: {
    id: "WRM-02",
    family: "propagation",
    points: 140,
    solo: false,
    title: "A workflow for the build server is written.",
    advice: "Read its steps; a template neither prints secrets nor fetches what it runs.",
  },
  atoms: writesWorkflow,
  message: "Code writes a workflow that the build server will run.",
  weigh: ({ surface, detail, file }, pkg) => {
    if (surface === "install" || surface === "load") return {};
    if (dumpsSecrets(detail.text ?? pkg.text(file) ?? ""))
      return { floorOn: ["handler", "call", "cli"] };
    return { base: 40, floor: 0 };
  },
  recognisers: [scaffolder],
});

function writesWorkflow({ kind, detail }: Atom): boolean {
  if (kind !== "snk.write" && kind !== "snk.repo") return false;
  if (detail.target === "own" || detail.target === "temp") return false;
  return workflow.test((detail.path ?? "").replaceAll("\\", "/"));
}
