import { adminErrorResponse } from "./admin/error-response.ts";
import { adminRoutes } from "./admin/routes.ts";
import { openapiRoute } from "./agents/openapi.ts";
import { agentRoutes } from "./agents/routes.ts";
import { errorResponse } from "./error-response.ts";
import { namel3ssRoutes } from "./namel3ss/routes.ts";
import { npmRoutes } from "./npm/routes.ts";
import { opsRoutes } from "./ops/routes.ts";
import { perstackErrorResponse } from "./perstack/error-response.ts";
import { isPerstackPath, perstackRoutes } from "./perstack/routes.ts";
import type { RenderError, Route } from "./route.ts";
import { uiRoutes } from "./ui/routes.ts";

/** Every endpoint of the registry: the router and openapi.json read this list. */
export const routes: readonly Route[] = [
  ...opsRoutes,
  ...agentRoutes,
  openapiRoute(() => routes),
  ...adminRoutes,
  ...uiRoutes,
  ...perstackRoutes,
  ...namel3ssRoutes,
  ...npmRoutes,
];

/**
 * How a failure looks at a path. By path and not by route, because a path that no route takes, and a
 * caller who is refused before there is one, must be told in the words of the same protocol.
 */
export function renderErrorAt(path: string): RenderError {
  if (path.startsWith("/-/admin")) return adminErrorResponse;
  return isPerstackPath(path) ? perstackErrorResponse : errorResponse;
}
