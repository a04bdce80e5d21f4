import { Tabs } from "../../parts/tabs.tsx";
import { place } from "../../shell/route.ts";
import { Requests } from "./requests.tsx";
import { Settings } from "./settings.tsx";
import { Status } from "./status.tsx";
import { Storage } from "./storage.tsx";

const tabs = [
  { id: "", title: "Status", Content: Status },
  { id: "storage", title: "Storage and cache", Content: Storage },
  { id: "settings", title: "Settings", Content: Settings },
  { id: "requests", title: "Requests", Content: Requests },
];

/** The program itself: how it is, what it holds, how it is set up. */
export function SystemView() {
  const wanted = place.value.query.get("tab") ?? "";
  const Content = tabs.find(({ id }) => id === wanted)?.Content ?? Status;
  return (
    <>
      <h1>System</h1>
      <Tabs tabs={tabs} label="Parts of the system" />
      <Content />
    </>
  );
}
