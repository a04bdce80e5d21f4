import type { Route } from "../route.ts";
import { logoutRoute } from "./logout.ts";
import { packumentRoute } from "./packument.ts";
import { publishRoute } from "./publish.ts";
import { tarballRoute } from "./tarball.ts";
import { versionRoute } from "./version.ts";
import { whoamiRoute } from "./whoami.ts";

/** npm's own protocol: what package managers call. */
export const npmRoutes: readonly Route[] = [
  whoamiRoute,
  logoutRoute,
  packumentRoute,
  publishRoute,
  versionRoute,
  tarballRoute,
];
