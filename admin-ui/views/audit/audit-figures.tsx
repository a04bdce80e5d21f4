import { useAnswer } from "../../channel/use-channel.ts";
import { Figure, Figures } from "../../parts/figures.tsx";
import { linkTo } from "../../shell/route.ts";
import { everything } from "./live.ts";

/** How much was written down, and how much of it of late. */
export function AuditFigures() {
  const { data } = useAnswer("getAuditStats", {}, everything);
  if (data === null) return null;
  const { totalLogs, recentBySeverity, recentByAction } = data;
  const attacks = ["security_alert", "ip_denied", "origin_denied", "auth_failed"];
  const refused = attacks.reduce((sum, name) => sum + (recentByAction[name] ?? 0), 0);
  const recent = Object.values(recentBySeverity).reduce((sum, n) => sum + n, 0);
  const figures: readonly (readonly [string, number, string | null])[] = [
    ["Entries in all", totalLogs, null],
    ["In the last day", recent, null],
    ["Warnings in a day", recentBySeverity["warn"] ?? 0, linkTo("audit", "", { severity: "warn" })],
    ["Errors in a day", recentBySeverity["error"] ?? 0, linkTo("audit", "", { severity: "error" })],
    ["Refused in a day", refused, linkTo("audit", "", { what: "Attacks" })],
  ];
  return (
    <Figures>
      {figures.map(([title, value, link]) => (
        <Figure
          key={title}
          title={title}
          value={
            link === null || value === 0 ? (
              value.toLocaleString("en")
            ) : (
              <a href={link}>{value.toLocaleString("en")}</a>
            )
          }
        />
      ))}
    </Figures>
  );
}
