import { place } from "../../shell/route.ts";
import { AuditFigures } from "./audit-figures.tsx";
import { AuditFilter } from "./audit-filter.tsx";
import { AuditTable } from "./audit-table.tsx";
import { type Filter, filterFrom, payloadOf } from "./filter.ts";
import { Keep } from "./keep.tsx";

/** What was done here, by whom, and whether the log of it is whole. */
export function AuditView() {
  const filter: Filter = filterFrom(place.value.query);
  return (
    <>
      <h1>Audit</h1>
      <AuditFigures />
      <Keep filter={filter} />
      <AuditFilter filter={filter} />
      <AuditTable key={JSON.stringify(payloadOf(filter))} filter={filter} />
    </>
  );
}
