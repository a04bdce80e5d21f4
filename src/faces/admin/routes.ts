import type { Route } from "../route.ts";
import {
  claimRoute,
  createOrgRoute,
  createTokenRoute,
  listOrgsRoute,
  listTokensRoute,
  revokeTokenRoute,
} from "./access.ts";
import { advisoryStatsRoute, importAdvisoriesRoute, listAdvisoriesRoute } from "./advisories.ts";
import { cacheStatsRoute, clearCacheRoute, pruneCacheRoute, verifyCacheRoute } from "./cache.ts";
import {
  approveQuarantine,
  listQuarantine,
  rejectQuarantine,
  rescanQuarantine,
  showQuarantine,
} from "./quarantine.ts";
import { addUserRoute, listUsersRoute, removeUserRoute, resetPasswordRoute } from "./users.ts";

/** What the person who answers for the machine may do, over HTTP; the command line is one client. */
export const adminRoutes: readonly Route[] = [
  listQuarantine,
  showQuarantine,
  approveQuarantine,
  rejectQuarantine,
  rescanQuarantine,
  createTokenRoute,
  listTokensRoute,
  revokeTokenRoute,
  createOrgRoute,
  listOrgsRoute,
  claimRoute,
  addUserRoute,
  listUsersRoute,
  removeUserRoute,
  resetPasswordRoute,
  importAdvisoriesRoute,
  listAdvisoriesRoute,
  advisoryStatsRoute,
  cacheStatsRoute,
  pruneCacheRoute,
  clearCacheRoute,
  verifyCacheRoute,
];
