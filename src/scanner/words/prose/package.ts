import type { PackageView } from "../../rule.ts";

/** What reading prose needs of a package. */
export type Package = Pick<PackageView, "entries" | "text" | "manifest" | "subject">;
