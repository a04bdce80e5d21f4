import { atomRule } from "../chains/atom-rule.ts";
import type { Atom } from "../code/atoms.ts";
import { isOwnBrand } from "../recognisers/own-brand.ts";
import type { Rule } from "../rule.ts";

/** The visitors of a page are sent elsewhere, or pretend to be. */
export const trafficFraud: Rule = atomRule({
  meta: {
    id: "WEB-07",
    family: "web",
    points: 80,
    solo: false,
    title: "The page is led to a fixed host, openly or in a hidden frame.",
    advice: "Consent and embed libraries do that when they are called; see who earns from this.",
  },
  atoms: leadsAway,
  message: "Loading the package leads the page to a fixed host.",
  weigh: ({ surface, detail }, pkg) => {
    if (surface !== "load") return null;
    if (detail.names?.includes("affiliate") === true) return {};
    const host = detail.destination?.host ?? "";
    if (isOwnBrand(pkg, host)) return null;
    // Whoever is asked to sign in at a stranger's host tells that host who they are.
    return signIn.test(host) ? { base: 120 } : {};
  },
});

const signIn =
  /(?:^|[.-])(?:log-?in|sign-?in|sso|oauth2?|auth|account|accounts|verify|verification|secure|webmail|onedrive|sharepoint|office(?:365)?)(?:[.-]|$)/;

function leadsAway({ kind, detail }: Atom): boolean {
  const { names = [], destination } = detail;
  if (names.includes("affiliate")) return kind === "snk.dom";
  const isFrame = names.includes("frame") || names.includes("navigation");
  const place = destination?.class ?? "unknown";
  return kind === "snk.dom" && isFrame && ["literal", "decoded", "ip", "drop"].includes(place);
}
