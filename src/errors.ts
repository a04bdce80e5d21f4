/**
 * What a caller did wrong, or what we could not do for them. The code is for programs, the message
 * is one sentence for people. Anything that is not a RegistryError is a bug: it is logged with its
 * stack and the caller sees a neutral 500.
 */
export type ErrorCode =
  | "invalid"
  | "unauthenticated"
  | "wrong_password"
  | "forbidden"
  | "blocked"
  | "not_found"
  | "method_not_allowed"
  | "conflict"
  | "stale"
  | "too_large"
  | "unsupported_media_type"
  | "rate_limited"
  | "loop"
  | "upstream_failed"
  | "upstream_timeout"
  | "unavailable"
  | "internal";

export interface ErrorDetails {
  /** Extra fields for the body, for programs. Never text that came out of a package. */
  readonly fields?: Record<string, unknown>;
  readonly headers?: Record<string, string>;
}

export class RegistryError extends Error {
  override readonly name = "RegistryError";
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message);
    this.code = code;
    this.details = details;
  }
}
