import { TabbedView } from "../../parts/tabbed-view.tsx";
import { IpRules } from "./ip-rules.tsx";
import { OrgPage } from "./org-page.tsx";
import { Orgs } from "./orgs.tsx";
import { Tokens } from "./tokens.tsx";
import { Users } from "./users.tsx";

const tabs = [
  { id: "", title: "Tokens", Content: Tokens },
  { id: "orgs", title: "Organizations", Content: Orgs },
  { id: "users", title: "Users", Content: Users },
  { id: "ip", title: "IP rules", Content: IpRules },
];

/** Who may do what here, and from where. */
export function AccessView({ subject }: { readonly subject: string }) {
  if (subject !== "") return <OrgPage name={subject.replace(/^@/, "")} />;
  return <TabbedView title="Access" label="Parts of access" tabs={tabs} />;
}
