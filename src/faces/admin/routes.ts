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
  approveQuarantine,
  listQuarantine,
  rejectQuarantine,
  rescanQuarantine,
  showQuarantine,
} from "./quarantine.ts";

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
];
