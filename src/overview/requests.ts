import { type Caller, requireScope } from "../access/permit.ts";
import type { App } from "../context.ts";

export interface RecentRequest {
  readonly request_id: string;
  readonly method: string;
  readonly path: string;
  readonly status_code: number;
  readonly duration_ms: number;
  readonly created_at: string;
}

/** The last requests, the newest first. @throws RegistryError `forbidden` unless an administrator asks */
export function recentRequests(
  { requestLog }: Pick<App, "requestLog">,
  caller: Caller,
  limit: number,
): RecentRequest[] {
  requireScope(caller, "admin");
  return requestLog.last(limit).map(({ requestId, method, path, status, ms, at }) => ({
    request_id: requestId,
    method,
    path,
    status_code: status,
    duration_ms: Math.round(ms * 10) / 10,
    created_at: new Date(at).toISOString(),
  }));
}
