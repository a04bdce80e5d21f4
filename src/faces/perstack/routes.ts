import type { Route } from "../route.ts";
import { listExpertDependentsRoute } from "./dependents.ts";
import { listExpertsRoute } from "./list.ts";
import { publishExpertRoute } from "./publish.ts";
import { readExpertRoute } from "./read.ts";
import { removeExpertRoute } from "./remove.ts";
import { perstackRoot } from "./root.ts";
import { updateExpertRoute } from "./update.ts";
import { listExpertVersionsRoute } from "./versions.ts";

/** The Perstack Registry API v1: what the Perstack client library and command line call. */
export const perstackRoutes: readonly Route[] = [
  listExpertsRoute,
  publishExpertRoute,
  readExpertRoute,
  listExpertVersionsRoute,
  listExpertDependentsRoute,
  updateExpertRoute,
  removeExpertRoute,
];

/** Whether a path belongs to this protocol, also where it has no endpoint. */
export function isPerstackPath(path: string): boolean {
  return path === perstackRoot || path.startsWith(`${perstackRoot}/`);
}
