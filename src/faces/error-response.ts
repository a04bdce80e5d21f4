import { z } from "zod";
import { type ErrorCode, RegistryError } from "../errors.ts";
import { asHeader } from "../gate/blocked.ts";
import type { Failure } from "./route.ts";

/** What a code is over HTTP: its status, and the stable word for programs (agentregistry contract §5). */
const wire: Record<ErrorCode, { status: number; code: string }> = {
  invalid: { status: 400, code: "bad_payload" },
  unauthenticated: { status: 401, code: "unauthorized" },
  wrong_password: { status: 401, code: "unauthorized" },
  forbidden: { status: 403, code: "forbidden" },
  blocked: { status: 403, code: "security_blocked" },
  not_found: { status: 404, code: "not_found" },
  method_not_allowed: { status: 405, code: "method_not_allowed" },
  // 403, because one client repeats a publish for 70 seconds on a 409 (npm-wire-protocol §4.6).
  conflict: { status: 403, code: "version_exists" },
  // Somebody else wrote in between: the client reads again and repeats.
  stale: { status: 409, code: "stale_revision" },
  too_large: { status: 413, code: "too_large" },
  unsupported_media_type: { status: 415, code: "unsupported_media_type" },
  rate_limited: { status: 429, code: "rate_limited" },
  internal: { status: 500, code: "internal" },
  upstream_failed: { status: 502, code: "upstream_error" },
  unavailable: { status: 503, code: "unavailable" },
  loop: { status: 508, code: "loop_detected" },
  upstream_timeout: { status: 504, code: "upstream_timeout" },
};

export function statusOf(error: RegistryError): number {
  return wire[error.code].status;
}

/** Whatever was thrown, as something a caller may see. Bugs become a neutral sentence. */
export function toRegistryError(thrown: unknown): RegistryError {
  if (thrown instanceof RegistryError) return thrown;
  if (thrown instanceof z.ZodError) {
    const issue = thrown.issues[0];
    const where = shown(issue?.path.join(".") ?? "");
    return new RegistryError(
      "invalid",
      `${where === "" ? "the request" : where}: ${shown(issue?.message ?? "")}`,
    );
  }
  return new RegistryError(
    "internal",
    "something went wrong in the registry; its log has the details under this request id",
  );
}

/** Keys of the request stand in such a sentence, and clients print it as it is. */
function shown(text: string): string {
  const short = text.length > 200 ? `${text.slice(0, 197)}...` : text;
  return short.replace(/[^\x20-\x7e]/g, "?");
}

/**
 * The body of every failure: `error` is the one field that npm prints, so it is the whole sentence;
 * the other spellings of it are for other clients (npm-wire-protocol §4.1).
 */
export function errorBody({ error, base, requestId }: Failure): ErrorFields {
  return {
    error: error.message,
    message: error.message,
    reason: error.message,
    code: wire[error.code].code,
    request_id: requestId,
    ...fieldsFor(error, base),
  };
}

interface ErrorFields {
  readonly error: string;
  readonly message: string;
  readonly reason: string;
  readonly code: string;
  readonly request_id: string;
  readonly [field: string]: unknown;
}

export function errorResponse(failure: Failure): Response {
  const { error, base } = failure;
  return Response.json(errorBody(failure), {
    status: wire[error.code].status,
    headers: {
      "cache-control": "no-store",
      // A challenge for a wrong password would make npm blame the token (npm-wire-protocol §3.2).
      ...(error.code === "unauthenticated" ? { "www-authenticate": "Bearer" } : {}),
      ...headersFor(error, base),
    },
  });
}

/** What a failure says beside its sentence, with the addresses that this client can ask. */
export function fieldsFor(error: RegistryError, base: string): Record<string, unknown> {
  const fields = { ...error.details.fields };
  const wait = fields["retry_after"] ?? error.details.headers?.["retry-after"];
  if (wait !== undefined) fields["retry_after"] = Number(wait);
  const status = fields["status_url"];
  if (typeof status === "string") fields["status_url"] = `${base}${status}`;
  const admin = `${base}/-/admin`;
  return isRefusal(error) ? { admin_url: admin, admin_panel: admin, ...fields } : fields;
}

/** Whether it keeps a release from somebody; an Expert that is withheld is not found where it is looked up. */
export function isRefusal({ code, details }: RegistryError): boolean {
  return code === "blocked" || details.fields?.["ai_directive"] !== undefined;
}

/** npm prints its notice, and waits where waiting helps. */
export function headersFor(error: RegistryError, base: string): Record<string, string> {
  const wait = error.details.fields?.["retry_after"];
  return {
    ...(isRefusal(error) ? { "npm-notice": asHeader(`${error.message} (${base}/-/admin)`) } : {}),
    ...(typeof wait === "number" ? { "retry-after": String(wait) } : {}),
    ...error.details.headers,
  };
}
