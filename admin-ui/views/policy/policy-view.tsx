import { TabbedView } from "../../parts/tabbed-view.tsx";
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
  return <TabbedView title="Policy" label="Parts of the policy" tabs={tabs} />;
}
