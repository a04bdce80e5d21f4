import type { Route } from "../route.ts";
import { attestationsRoute } from "./attestations.ts";
import { bulkAdvisoriesRoute, legacyAuditRoute, quickAuditRoute } from "./audit.ts";
import {
  listTagsRoute,
  mergeTagsRoute,
  removeTagRoute,
  replaceTagsRoute,
  setTagLegacyRoute,
  setTagRoute,
} from "./dist-tags.ts";
import { addSignatureRoute, signaturesRoute } from "./expert-signature.ts";
import { keysRoute } from "./keys.ts";
import { loginAgainRoute, loginRoute } from "./login.ts";
import { logoutRoute } from "./logout.ts";
import { listMembersRoute, removeMemberRoute, setMemberRoute } from "./orgs.ts";
import { addOwnerRoute, listOwnersRoute, removeOwnerRoute } from "./owners.ts";
import {
  collaboratorsRoute,
  readAccessRoute,
  setAccessRoute,
  visibilityRoute,
} from "./package-access.ts";
import {
  grantRoute,
  orgPackagesRoute,
  revokeGrantRoute,
  teamPackagesRoute,
  userPackagesRoute,
} from "./package-lists.ts";
import { packumentRoute } from "./packument.ts";
import { changeProfileRoute, readProfileRoute } from "./profile.ts";
import { publishRoute } from "./publish.ts";
import { publishBatchRoute } from "./publish-batch.ts";
import { checkQuarantineRoute, checkWithoutVersionRoute } from "./quarantine-check.ts";
import { listAllRoute, listSinceRoute, searchRoute } from "./search.ts";
import {
  approveStageRoute,
  listStageRoute,
  rejectStageRoute,
  showStageRoute,
  stageRoute,
  stageTarballRoute,
} from "./stage.ts";
import { listStarsRoute, starRoute, starredByUserRoute, unstarRoute } from "./stars.ts";
import { tarballRoute } from "./tarball.ts";
import {
  addTeamMemberRoute,
  createTeamRoute,
  destroyTeamRoute,
  listTeamMembersRoute,
  listTeamsLegacyRoute,
  listTeamsRoute,
  removeTeamMemberRoute,
} from "./teams.ts";
import { createOwnTokenRoute, listOwnTokensRoute, revokeOwnTokenRoute } from "./tokens.ts";
import { unpublishRoute, unpublishTarballRoute, writeBackRoute } from "./unpublish.ts";
import { userDocumentRoute } from "./user-document.ts";
import { versionRoute } from "./version.ts";
import {
  beginWebLoginRoute,
  confirmWebLoginRoute,
  pollWebLoginRoute,
  showWebLoginRoute,
} from "./web-login.ts";
import { whoamiRoute } from "./whoami.ts";
import { whyManyRoute, whyRoute } from "./why.ts";

/** npm's own protocol: what package managers call. */
export const npmRoutes: readonly Route[] = [
  whoamiRoute,
  logoutRoute,
  loginRoute,
  loginAgainRoute,
  userDocumentRoute,
  beginWebLoginRoute,
  pollWebLoginRoute,
  showWebLoginRoute,
  confirmWebLoginRoute,
  readProfileRoute,
  changeProfileRoute,
  listOwnTokensRoute,
  createOwnTokenRoute,
  revokeOwnTokenRoute,
  listMembersRoute,
  setMemberRoute,
  removeMemberRoute,
  orgPackagesRoute,
  userPackagesRoute,
  listTeamsRoute,
  listTeamsLegacyRoute,
  createTeamRoute,
  destroyTeamRoute,
  listTeamMembersRoute,
  addTeamMemberRoute,
  removeTeamMemberRoute,
  teamPackagesRoute,
  grantRoute,
  revokeGrantRoute,
  visibilityRoute,
  readAccessRoute,
  setAccessRoute,
  collaboratorsRoute,
  listOwnersRoute,
  addOwnerRoute,
  removeOwnerRoute,
  listStarsRoute,
  starRoute,
  unstarRoute,
  starredByUserRoute,
  publishBatchRoute,
  stageRoute,
  listStageRoute,
  showStageRoute,
  stageTarballRoute,
  approveStageRoute,
  rejectStageRoute,
  listTagsRoute,
  mergeTagsRoute,
  replaceTagsRoute,
  setTagRoute,
  removeTagRoute,
  keysRoute,
  attestationsRoute,
  whyRoute,
  whyManyRoute,
  signaturesRoute,
  addSignatureRoute,
  checkQuarantineRoute,
  checkWithoutVersionRoute,
  searchRoute,
  listAllRoute,
  listSinceRoute,
  bulkAdvisoriesRoute,
  legacyAuditRoute,
  quickAuditRoute,
  packumentRoute,
  publishRoute,
  versionRoute,
  tarballRoute,
  setTagLegacyRoute,
  writeBackRoute,
  unpublishTarballRoute,
  unpublishRoute,
];
