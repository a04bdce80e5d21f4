import { z } from "zod";
import { principalFromText, shownName } from "../../access/permit.ts";
import { baseNameOf } from "../../names/package-name.ts";
import { decideOnDesk } from "../../packages/decide-staged.ts";
import { type DeskItem, findOnDesk, listDesk, openOnDesk } from "../../packages/review-desk.ts";
import { stage } from "../../packages/stage.ts";
import type { Report } from "../../scanner/report.ts";
import { refuseOtherTypes } from "../body.ts";
import { route } from "../route.ts";
import { decodeSegment } from "./path.ts";
import { PublishParams, toSubmission } from "./publish.ts";
import { readPublishBody } from "./publish-body.ts";

const Selected = z.object({ id: z.string().transform(decodeSegment) });

const Item = z.looseObject({
  id: z.string(),
  kind: z.enum(["staged", "held"]),
  packageName: z.string(),
  version: z.string(),
  status: z.enum(["staged", "held", "approved", "rejected", "released"]),
  createdAt: z.string(),
  verdict: z.enum(["block", "warn", "clean"]),
  findings: z.array(z.string()).describe("Rules that found something, how often, and what it is."),
});

const Reason = z.looseObject({ reason: z.string().trim().min(1).max(2000).optional() });

/** What `npm stage publish` sends: the document of a publish, which then waits for a person. */
export const stageRoute = route({
  method: "POST",
  path: "/-/stage/package/:name",
  summary: "Hand in one version of a package; a person approves it",
  access: "publish",
  params: PublishParams,
  body: "stream",
  reply: {
    status: 201,
    body: z.object({ ok: z.boolean(), success: z.boolean(), stageId: z.string() }),
  },

  async run(app, { request, caller, params }) {
    refuseOtherTypes(request);
    await using body = await readPublishBody(request, app.config.http.max_publish_bytes, app.blobs);
    return {
      ok: true,
      success: true,
      stageId: await stage(app, caller, toSubmission(params, body)),
    };
  },
});

export const listStageRoute = route({
  method: "GET",
  path: "/-/stage",
  summary: "What waits for a person: staged publishes and held versions",
  access: "token",
  query: z.looseObject({
    page: z.coerce.number().int().min(0).default(0),
    perPage: z.coerce.number().int().min(1).max(100).default(100),
    package: z.string().optional(),
  }),
  reply: { status: 200, body: z.object({ items: z.array(Item), total: z.int() }) },

  async run(app, { caller, query: { page, perPage, package: name } }) {
    const items = await listDesk(app, caller, name ?? null);
    const shown = items.slice(page * perPage, (page + 1) * perPage);
    return { items: shown.map((item) => described(item)), total: items.length };
  },
});

export const showStageRoute = route({
  method: "GET",
  path: "/-/stage/:id",
  summary: "One staged publish or held version",
  access: "token",
  params: Selected,
  reply: { status: 200, body: Item },
  run: async (app, { caller, params }) => described(await findOnDesk(app, caller, params.id)),
});

export const stageTarballRoute = route({
  method: "GET",
  path: "/-/stage/:id/tarball",
  summary: "The bytes that wait, for the person who decides",
  access: "token",
  params: Selected,
  reply: { status: 200 },

  async run(app, { caller, params }) {
    const { item, bytes } = await openOnDesk(app, caller, params.id);
    const { name, version } = item.kind === "staged" ? item.staged.release : item.hold;
    const file = `${baseNameOf(name)}-${version}.tgz`.replace(/[^\w.+-]/g, "_");
    return new Response(bytes, {
      headers: {
        "content-type": "application/octet-stream",
        "content-disposition": `attachment; filename="${file}"`,
        "cache-control": "no-store",
      },
    });
  },
});

const Ruled = Item.extend({ ok: z.boolean(), success: z.boolean() });

export const approveStageRoute = route({
  method: "POST",
  path: "/-/stage/:id/approve",
  summary: "Publish what was staged, or release what is held",
  access: "token",
  params: Selected,
  body: Reason,
  reply: { status: 200, body: Ruled },

  async run(app, { caller, params, body: { reason = "approved with npm stage" } }) {
    const item = await decideOnDesk(app, caller, params.id, "approve", reason);
    return { ok: true, success: true, ...described(item) };
  },
});

export const rejectStageRoute = route({
  method: "DELETE",
  path: "/-/stage/:id",
  summary: "Refuse what was staged or is held, for good",
  access: "token",
  params: Selected,
  body: Reason,
  reply: { status: 200, body: Ruled },

  async run(app, { caller, params, body: { reason = "rejected with npm stage" } }) {
    const item = await decideOnDesk(app, caller, params.id, "reject", reason);
    return { ok: true, success: true, ...described(item) };
  },
});

/** The fields that npm prints, and ours; only plain values, because it prints them as they are. */
function described(item: DeskItem) {
  if (item.kind === "held") {
    const { hold } = item;
    return {
      id: hold.id,
      kind: item.kind,
      packageName: hold.name,
      version: hold.version,
      status: hold.state,
      createdAt: hold.heldAt,
      actor: "scanner",
      integrity: hold.integrity,
      size: hold.size,
      origin: hold.origin,
      ...judged(hold.report),
    };
  }
  const { release, stagedBy, stagedAt, state, report, id } = item.staged;
  return {
    id,
    kind: item.kind,
    packageName: release.name,
    version: release.version,
    status: state === "waiting" ? ("staged" as const) : state,
    tag: release.tags.join(", "),
    createdAt: stagedAt,
    actor: shownName(stagedBy),
    ...(stagedBy === "anonymous" ? {} : { actorType: principalFromText(stagedBy).kind }),
    shasum: release.tarball.shasum,
    integrity: release.tarball.integrity,
    size: release.tarball.size,
    origin: "hosted" as const,
    ...judged(report),
  };
}

/** Rules and our own sentences; never text that came out of a package. */
function judged(report: Report) {
  const counted = new Map<string, { message: string; times: number }>();
  for (const { ruleId, message, explainedBy } of report.findings) {
    if (explainedBy !== null) continue;
    const { times = 0, message: first = message } = counted.get(ruleId) ?? {};
    counted.set(ruleId, { message: first, times: times + 1 });
  }
  return {
    verdict: report.verdict,
    points: report.total,
    findings: [...counted].map(([rule, { message, times }]) =>
      times === 1 ? `${rule}: ${message}` : `${rule} (${times} times): ${message}`,
    ),
  };
}
