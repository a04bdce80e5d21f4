import type { Hit } from "../rule.ts";
import type { Place } from "../shell/acts.ts";

/** A hit on the `install` surface at the place where the command was written down. */
export function installHit(
  place: Place,
  message: string,
  extra: Pick<Hit, "points" | "solo" | "explainedBy"> = {},
): Hit {
  return {
    surface: "install",
    file: place.file,
    message,
    ...(place.line === null ? {} : { line: place.line }),
    ...(place.excerpt === "" ? {} : { excerpt: place.excerpt }),
    ...extra,
  };
}
