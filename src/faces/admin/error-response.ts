import { RegistryError } from "../../errors.ts";
import { errorResponse } from "../error-response.ts";
import type { RenderError } from "../route.ts";

/**
 * Failures below /-/admin: as everywhere, but for two that programs of administrators know otherwise.
 * Without a token `error` is one word, and bytes that are not those that were looked at are a 409
 * (agentregistry contract §13).
 */
export const adminErrorResponse: RenderError = (failure) => {
  const { error } = failure;
  const { fields = {}, headers = {} } = error.details;
  if (error.code === "unauthenticated") {
    const details = { headers, fields: { ...fields, error: "Unauthorized" } };
    return errorResponse({
      ...failure,
      error: new RegistryError(error.code, error.message, details),
    });
  }
  const response = errorResponse(failure);
  if (fields["code"] !== "digest_changed") return response;
  return new Response(response.body, { status: 409, headers: response.headers });
};
