import { requireScope } from "../../access/permit.ts";
import { isLoopback } from "../../config/load.ts";
import { prometheusText } from "../../metrics/prometheus.ts";
import { callerOfRequest } from "../caller.ts";
import { route } from "../route.ts";

/** For Prometheus: from this machine without a token, from elsewhere with one of an administrator. */
export const metricsRoute = route({
  method: "GET",
  path: "/-/metrics",
  summary: "Figures for Prometheus",
  access: "anyone",
  reply: { status: 200 },
  async run(app, { request, peer }) {
    const isHere = peer !== null && isLoopback(peer.replace(/^::ffff:/, ""));
    // Behind a proxy everybody comes from this machine.
    const isProxied = request.headers.has("x-forwarded-for") || request.headers.has("forwarded");
    if (!isHere || isProxied) requireScope(await callerOfRequest(app, request, peer), "admin");
    const { text, contentType } = await prometheusText(app);
    const headers = { "content-type": contentType, "cache-control": "no-store" };
    return new Response(text, { headers });
  },
});
