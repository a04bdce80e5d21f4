import type { Route } from "../route.ts";
import {
  claimRoute,
  createOrgRoute,
  createTokenRoute,
  listOrgsRoute,
  listTokensRoute,
  revokeTokenRoute,
} from "./access.ts";
import {
  advisoryStatsRoute,
  importAdvisoriesRoute,
  listAdvisoriesRoute,
  refreshAdvisoriesRoute,
} from "./advisories.ts";
import { recordBackupRoute } from "./backups.ts";
import { addBlocksRoute, listBlocksRoute, removeBlockRoute } from "./blocks.ts";
import {
  cacheStatsRoute,
  cleanUpRoute,
  clearCacheRoute,
  pruneCacheRoute,
  verifyCacheRoute,
} from "./cache.ts";
import { channelRoute } from "./channel-route.ts";
import { graphRoute } from "./graph.ts";
import { actionRoutes } from "./http-actions.ts";
import { adminCodeRoute, adminPageRoute, adminSignInRoute, adminSignOutRoute } from "./page.ts";
import {
  approveQuarantine,
  deleteQuarantine,
  diffQuarantine,
  forgetQuarantine,
  listQuarantine,
  rejectQuarantine,
  rescanQuarantine,
  showQuarantine,
} from "./quarantine.ts";
import {
  listSuppressionsRoute,
  recallsRoute,
  rescanAllRoute,
  rescanProgressRoute,
  suppressRoute,
  unsuppressRoute,
} from "./review.ts";
import { addUserRoute, listUsersRoute, removeUserRoute, resetPasswordRoute } from "./users.ts";

/** What the person who answers for the machine may do, over HTTP; the command line is one client. */
export const adminRoutes: readonly Route[] = [
  adminPageRoute,
  adminSignInRoute,
  adminSignOutRoute,
  adminCodeRoute,
  channelRoute,
  ...actionRoutes,
  listQuarantine,
  showQuarantine,
  approveQuarantine,
  rejectQuarantine,
  deleteQuarantine,
  forgetQuarantine,
  diffQuarantine,
  rescanQuarantine,
  listSuppressionsRoute,
  suppressRoute,
  unsuppressRoute,
  recallsRoute,
  rescanAllRoute,
  rescanProgressRoute,
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
  refreshAdvisoriesRoute,
  listBlocksRoute,
  addBlocksRoute,
  removeBlockRoute,
  cacheStatsRoute,
  pruneCacheRoute,
  clearCacheRoute,
  verifyCacheRoute,
  cleanUpRoute,
  recordBackupRoute,
  graphRoute,
];
