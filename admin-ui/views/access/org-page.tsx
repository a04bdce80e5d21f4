import { useAnswer } from "../../channel/use-channel.ts";
import { Show } from "../../parts/loaded.tsx";
import { visibleText } from "../../parts/visible-text.ts";
import { WayBack } from "../../parts/way-back.tsx";
import { linkTo } from "../../shell/route.ts";
import { Members } from "./members.tsx";
import { Teams } from "./teams.tsx";

/** Who belongs to an organization, as what, and in which teams. */
export function OrgPage({ name }: { readonly name: string }) {
  const loaded = useAnswer("getOrg", { name });
  return (
    <>
      <WayBack href={linkTo("access", "", { tab: "orgs" })}>Organizations</WayBack>
      <h1>@{visibleText(name)}</h1>
      <Show of={loaded}>
        {(org) => (
          <>
            <Members org={org} onChange={loaded.reload} />
            <Teams org={org} onChange={loaded.reload} />
          </>
        )}
      </Show>
    </>
  );
}
