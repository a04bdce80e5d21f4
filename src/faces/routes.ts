import { adminRoutes } from "./admin/routes.ts";
import { npmRoutes } from "./npm/routes.ts";
import { opsRoutes } from "./ops/routes.ts";
import type { Route } from "./route.ts";

/** Every endpoint of the registry: the router and openapi.json read this list. */
export const routes: readonly Route[] = [...opsRoutes, ...adminRoutes, ...npmRoutes];
