import { z } from "zod";
import type { ErrorCode, RegistryError } from "../../errors.ts";
import type { Failure } from "../route.ts";

/** What is wrong with one part of a request; an empty path means the whole of it. */
interface Problem {
  readonly path: string;
  readonly message: string;
}

/**
 * A code as this protocol knows it. It has no status for a forbidden or conflicting request: whatever
 * a rule refuses is a bad request, whatever does not read as its type has failed validation
 * (perstack-registry §5).
 */
const wire: Record<ErrorCode, { status: number; error: string }> = {
  invalid: { status: 422, error: "Validation Failed" },
  unauthenticated: { status: 401, error: "Unauthorized" },
  wrong_password: { status: 401, error: "Unauthorized" },
  forbidden: { status: 400, error: "Bad Request" },
  blocked: { status: 400, error: "Bad Request" },
  conflict: { status: 400, error: "Bad Request" },
  stale: { status: 400, error: "Bad Request" },
  not_found: { status: 404, error: "Not Found" },
  method_not_allowed: { status: 405, error: "Method Not Allowed" },
  too_large: { status: 413, error: "Content Too Large" },
  unsupported_media_type: { status: 415, error: "Unsupported Media Type" },
  rate_limited: { status: 429, error: "Too Many Requests" },
  internal: { status: 500, error: "Internal Server Error" },
  upstream_failed: { status: 502, error: "Bad Gateway" },
  unavailable: { status: 503, error: "Service Unavailable" },
  upstream_timeout: { status: 504, error: "Gateway Timeout" },
  loop: { status: 508, error: "Loop Detected" },
};

/**
 * The body of every failure under the Perstack API: `error` is a fixed text for each status, and what
 * happened is the `reason` (perstack-registry §5).
 */
export function perstackErrorResponse(failure: Failure): Response {
  const { error, requestId } = failure;
  const { status, error: text } = wire[codeOf(error)];
  const body = { code: status, error: text, reason: reasonOf(failure), request_id: requestId };
  const { allow } = error.details.headers ?? {};
  return Response.json(body, {
    status,
    headers: { "cache-control": "no-store", ...(allow === undefined ? {} : { allow }) },
  });
}

/** Definitions that are well formed and refused by a rule about Experts. */
const ruleCodes: ReadonlySet<unknown> = new Set([
  "base_skill_missing",
  "unknown_delegate",
  "withheld_package",
]);

function codeOf({ code, details }: RegistryError): ErrorCode {
  return code === "invalid" && ruleCodes.has(details.fields?.["code"]) ? "forbidden" : code;
}

/** At most so many problems are told at once. */
const maxProblems = 50;

function reasonOf({ thrown, error }: Failure): string | readonly Problem[] {
  if (wire[error.code].status === 401) return "Failed to authenticate";
  if (thrown instanceof z.ZodError) {
    return thrown.issues
      .slice(0, maxProblems)
      .map(({ path, message }) => ({ path: path.join("."), message }));
  }
  if (codeOf(error) !== "invalid") return error.message;
  const { issues } = error.details.fields ?? {};
  return Array.isArray(issues) ? issues : [{ path: "", message: error.message }];
}
