import { codeIndex } from "../chains/code-index.ts";
import { asShellPath } from "../shell-atoms/command-acts.ts";
import type { Recogniser } from "./recogniser.ts";

/** Text for the person who installs, with at most a marker so that it is shown once. */
export const banner: Recogniser = {
  id: "R4",
  explains({ sink }, pkg) {
    return codeIndex(pkg.code)
      .inFile(sink.file)
      .every(({ kind, detail }) => {
        if (kind === "snk.write") {
          const path = asShellPath(detail.path ?? "");
          const isMarker = detail.target === "temp" || detail.target === "own";
          return isMarker || (detail.target === "home" && /\/\.[\w.-]+$/.test(path));
        }
        return !kind.startsWith("snk.") && !/^src\.(?:env\.(?:bulk|secret)|file|remote)/.test(kind);
      });
  },
};
