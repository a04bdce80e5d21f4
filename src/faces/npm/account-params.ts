import { z } from "zod";
import { RegistryError } from "../../errors.ts";
import { parseOrgName, parseTeamName } from "../../names/org-name.ts";
import { decodeSegment } from "./path.ts";

const text = z.string().transform(decodeSegment);
const prefix = "org.couchdb.user:";

/** `org.couchdb.user:ann` → `ann`: how clients name the document of a user. */
export const UserDocumentParams = z.object({
  user: text.transform((id) => {
    if (id.startsWith(prefix)) return id.slice(prefix.length);
    throw new RegistryError("not_found", "there is nothing at this path");
  }),
});

/** `acme` and `@acme` are the same organization. */
export const OrgParams = z.object({ org: text.transform(parseOrgName) });
export const TeamParams = OrgParams.extend({ team: text.transform(parseTeamName) });

/** Clients look for both words in the answer to a write (npm-wire-protocol §0). */
export const Done = z.object({ ok: z.boolean(), success: z.boolean() });
export const done = { ok: true, success: true };
