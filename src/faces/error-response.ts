import { z } from "zod";
import { type ErrorCode, RegistryError } from "../errors.ts";
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
export function errorResponse({ error, base, requestId }: Failure): Response {
  const { status, code } = wire[error.code];
  const isBlock = error.code === "blocked";
  const body = {
    error: error.message,
    message: error.message,
    reason: error.message,
    code,
    request_id: requestId,
    ...(isBlock ? { admin_url: `${base}/-/admin`, admin_panel: `${base}/-/admin` } : {}),
    ...error.details.fields,
  };
  return Response.json(body, {
    status,
    headers: {
      "cache-control": "no-store",
      // A challenge for a wrong password would make npm blame the token (npm-wire-protocol §3.2).
      ...(error.code === "unauthenticated" ? { "www-authenticate": "Bearer" } : {}),
      ...error.details.headers,
    },
  });
}
