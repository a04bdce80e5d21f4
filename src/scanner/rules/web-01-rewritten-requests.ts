import { atomRule } from "../chains/atom-rule.ts";
import { replacesAddresses } from "../chains/replaces-addresses.ts";
import { passThrough } from "../recognisers/r16-pass-through.ts";
import type { Rule } from "../rule.ts";

const requests =
  /(?:^|[.:])(?:fetch|XMLHttpRequest|sendBeacon|WebSocket)(?:\.|$)|(?:^|:)https?\.(?:request|get)$/;

/** Requests of the page or program are changed on their way so that money goes elsewhere. */
export const rewrittenRequests: Rule = atomRule({
  meta: {
    id: "WEB-01",
    family: "web",
    points: 140,
    solo: true,
    title: "Requests are intercepted and addresses in them replaced.",
    advice: "An interceptor passes on what it gets; see what is put in the place of the address.",
  },
  atoms: ["snk.patch.global"],
  message: "Code wraps the functions that send requests and replaces account addresses.",
  weigh: ({ detail, file, surface }, pkg) => {
    const names = [detail.api ?? "", ...(detail.names ?? [])];
    if (!names.some((name) => requests.test(name))) return null;
    if (!replacesAddresses(pkg.text(file) ?? "")) return null;
    return surface === "dormant" ? { solo: false } : {};
  },
  recognisers: [passThrough],
});
