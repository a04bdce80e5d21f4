import { TabbedView } from "../../parts/tabbed-view.tsx";
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
  return <TabbedView title="System" label="Parts of the system" tabs={tabs} />;
}
