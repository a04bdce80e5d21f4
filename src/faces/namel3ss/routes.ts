import type { Route } from "../route.ts";
import { buildIndexRoute } from "./build.ts";
import { addBundleRoute, bundleRoute } from "./bundle.ts";
import { discoverRoute } from "./discover.ts";
import { fetchRoute } from "./fetch.ts";
import { indexFileRoutes } from "./index-files.ts";
import { listPacksRoute, packInfoRoute } from "./info.ts";
import { searchPacksRoute } from "./search.ts";

/** A source of packs as the `n3` command asks it, and finding by purpose for everybody else. */
export const namel3ssRoutes: readonly Route[] = [
  searchPacksRoute,
  bundleRoute,
  addBundleRoute,
  ...indexFileRoutes,
  discoverRoute,
  packInfoRoute,
  listPacksRoute,
  buildIndexRoute,
  fetchRoute,
];
