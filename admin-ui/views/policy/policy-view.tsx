import { Tabs } from "../../parts/tabs.tsx";
import { place } from "../../shell/route.ts";
import { Advisories } from "./advisories.tsx";
import { Exemptions } from "./exemptions.tsx";
import { TrustPolicy } from "./trust-policy.tsx";

const tabs = [
  { id: "", title: "Trust policy", Content: TrustPolicy },
  { id: "exemptions", title: "Exemptions", Content: Exemptions },
  { id: "advisories", title: "Advisories", Content: Advisories },
];

/** What may be served, beside what people decide about single releases. */
export function PolicyView() {
  const wanted = place.value.query.get("tab") ?? "";
  const Content = tabs.find(({ id }) => id === wanted)?.Content ?? TrustPolicy;
  return (
    <>
      <h1>Policy</h1>
      <Tabs tabs={tabs} label="Parts of the policy" />
      <Content />
    </>
  );
}
