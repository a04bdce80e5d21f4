import { z } from "zod";
import { RegistryError } from "../../errors.ts";
import { hostedVersionOf } from "../../packages/hosted-file.ts";
import { replaceMaintainers } from "../../packages/owners.ts";
import { unpublishMissing, unpublishPackage, unpublishVersion } from "../../packages/unpublish.ts";
import { refuseOtherTypes } from "../body.ts";
import { route } from "../route.ts";
import { metadataOf } from "./metadata.ts";
import { FileRevParams, RevParams } from "./params.ts";
import { readPublishBody } from "./publish-body.ts";
import { starAsWritten } from "./star-document.ts";

/** A client that found no such person writes an entry without a name. */
const Maintainer = z.looseObject({ name: z.string().min(1).max(214) });

const Done = z.object({ ok: z.boolean(), success: z.boolean(), id: z.string(), rev: z.string() });

/**
 * A document written back to the revision that was read: without some versions (unpublish), with
 * another list of maintainers, or with another star (npm-wire-protocol §1.3).
 */
export const writeBackRoute = route({
  method: "PUT",
  path: "/:name/-rev/:rev",
  summary: "Remove the versions that the document leaves out, or replace the maintainers",
  access: "publish",
  params: RevParams,
  body: "stream",
  reply: { status: 200, body: Done },

  async run(app, { request, caller, params: { name, rev } }) {
    refuseOtherTypes(request);
    await using body = await readPublishBody(request, app.config.http.max_publish_bytes, app.blobs);
    const written = metadataOf(body, name);
    if (written?.versions != null) {
      const keep = new Set(Object.keys(written.versions));
      const done = await unpublishMissing(app, caller, name, keep, rev);
      // Nobody in particular has no star; what was written back is then a removal said twice.
      const isStar = done.removed.length === 0 && caller.kind === "known";
      if (isStar && written.users != null) await starAsWritten(app, caller, name, written.users);
      return { ok: true, success: true, id: name, rev: done.rev };
    }
    if (written?.maintainers != null) {
      const list = z.array(Maintainer).parse(written.maintainers);
      await replaceMaintainers(app, caller, name, list, rev);
      return { ok: true, success: true, id: name, rev };
    }
    if (written?.users != null) {
      await starAsWritten(app, caller, name, written.users);
      return { ok: true, success: true, id: name, rev };
    }
    throw new RegistryError(
      "invalid",
      "write back the versions that stay, the maintainers, or the users of the package",
    );
  },
});

/** The second half of `npm unpublish name@version`; by itself it removes the version too. */
export const unpublishTarballRoute = route({
  method: "DELETE",
  path: "/:name/-/:file/-rev/:rev",
  summary: "Remove one version for good, by its tarball",
  access: "publish",
  params: FileRevParams,
  reply: { status: 200, body: Done },

  async run(app, { caller, params: { name, file, rev } }) {
    const version = hostedVersionOf(name, file) ?? file;
    const done = await unpublishVersion(app, caller, name, version, rev);
    return { ok: true, success: true, id: name, rev: done.rev };
  },
});

/** `npm unpublish name --force`. */
export const unpublishRoute = route({
  method: "DELETE",
  path: "/:name/-rev/:rev",
  summary: "Remove every version of a package for good; its name and version numbers stay taken",
  operationId: "unpublishPackage",
  access: "publish",
  params: RevParams,
  reply: { status: 200, body: Done },

  async run(app, { caller, params: { name, rev } }) {
    const done = await unpublishPackage(app, caller, name, rev);
    return { ok: true, success: true, id: name, rev: done.rev };
  },
});
