import { Tabs } from "../../parts/tabs.tsx";
import { place } from "../../shell/route.ts";
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
  const wanted = place.value.query.get("tab") ?? "";
  const Content = tabs.find(({ id }) => id === wanted)?.Content ?? Tokens;
  return (
    <>
      <h1>Access</h1>
      <Tabs tabs={tabs} label="Parts of access" />
      <Content />
    </>
  );
}
