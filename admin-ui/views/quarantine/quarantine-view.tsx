import { TabbedView } from "../../parts/tabbed-view.tsx";
import { Blocks } from "./blocks.tsx";
import { Queue } from "./queue.tsx";
import { Recalls } from "./recalls.tsx";
import { Record } from "./record.tsx";
import { Scans } from "./scans.tsx";
import { Suppressions } from "./suppressions.tsx";

const tabs = [
  { id: "", title: "Queue", Content: Queue },
  { id: "recalls", title: "Recalls", Content: Recalls },
  { id: "suppressions", title: "Suppressions", Content: Suppressions },
  { id: "blocks", title: "Block list", Content: Blocks },
  { id: "scans", title: "Scan history", Content: Scans },
];

/** What waits for a person, one record of it, and what people decided beside. */
export function QuarantineView({ subject }: { readonly subject: string }) {
  if (subject !== "") return <Record id={subject} />;
  return <TabbedView title="Quarantine" label="Parts of the quarantine" tabs={tabs} />;
}
