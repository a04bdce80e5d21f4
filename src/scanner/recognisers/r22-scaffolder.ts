import { codeIndex } from "../chains/code-index.ts";
import { dumpsSecrets } from "../chains/dumps-secrets.ts";
import { agentGrants } from "../words/agent-grants.ts";
import type { Recogniser } from "./recogniser.ts";

/** A command that sets up a project writes templates into it. */
export const scaffolder: Recogniser = {
  id: "R22",
  explains({ sink, surface }, pkg) {
    const { target, path = "", text = pkg.text(sink.file) ?? "" } = sink.detail;
    const isAsked = surface === "cli" || surface === "call";
    const isInProject = target !== "home" && target !== "system" && !/^(?:\uF8E1|~)/.test(path);
    const isRemote = codeIndex(pkg.code)
      .into(sink.id)
      .some(({ source }) => codeIndex(pkg.code).atom(source)?.kind === "src.remote");
    const grants = agentGrants(path, sink.detail.text ?? "");
    return isAsked && isInProject && !isRemote && !dumpsSecrets(text) && grants.length === 0;
  },
};
