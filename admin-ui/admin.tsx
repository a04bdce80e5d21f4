import "./styles/admin.css";
import { render } from "preact";
import { Channel } from "./channel/channel.ts";
import { ChannelContext } from "./channel/use-channel.ts";
import { ConnectionBanner } from "./shell/connection-banner.tsx";
import { lazy } from "./shell/lazy.tsx";
import { Shell, type View } from "./shell/shell.tsx";
import { SignOut } from "./shell/sign-out.tsx";
import { HeldCount } from "./views/quarantine/held-count.tsx";

declare global {
  interface Window {
    /** Set by the page for a browser that has signed in (agentregistry contract §11.2). */
    readonly ADMIN_SESSION_TOKEN: string;
  }
}

const views: readonly View[] = [
  {
    path: "overview",
    title: "Overview",
    isInMenu: true,
    Content: lazy(async () => (await import("./views/overview/overview-view.tsx")).OverviewView),
  },
  {
    path: "quarantine",
    title: "Quarantine",
    isInMenu: true,
    Count: HeldCount,
    Content: lazy(
      async () => (await import("./views/quarantine/quarantine-view.tsx")).QuarantineView,
    ),
  },
  {
    path: "packages",
    title: "Packages",
    isInMenu: true,
    Content: lazy(async () => (await import("./views/packages/packages-view.tsx")).PackagesView),
  },
  {
    path: "experts",
    title: "Experts",
    isInMenu: true,
    Content: lazy(async () => (await import("./views/experts/experts-view.tsx")).ExpertsView),
  },
  {
    path: "graph",
    title: "Graph",
    isInMenu: true,
    Content: lazy(async () => (await import("./views/graph/graph-view.tsx")).GraphView),
  },
  {
    path: "intent",
    title: "Intent",
    isInMenu: true,
    Content: lazy(async () => (await import("./views/intent/intent-view.tsx")).IntentView),
  },
  {
    path: "policy",
    title: "Policy",
    isInMenu: true,
    Content: lazy(async () => (await import("./views/policy/policy-view.tsx")).PolicyView),
  },
  {
    path: "access",
    title: "Access",
    isInMenu: true,
    Content: lazy(async () => (await import("./views/access/access-view.tsx")).AccessView),
  },
  {
    path: "audit",
    title: "Audit",
    isInMenu: true,
    Content: lazy(async () => (await import("./views/audit/audit-view.tsx")).AuditView),
  },
  {
    path: "system",
    title: "System",
    isInMenu: true,
    Content: lazy(async () => (await import("./views/system/system-view.tsx")).SystemView),
  },
  {
    path: "setup",
    title: "Set up",
    isInMenu: true,
    Content: lazy(async () => (await import("./views/setup/setup-view.tsx")).SetupView),
  },
];

const socketUrl = `${location.origin.replace(/^http/, "ws")}/-/admin/ws`;
const channel = new Channel(socketUrl, window.ADMIN_SESSION_TOKEN);
const root = document.getElementById("app");
if (root !== null) {
  render(
    <ChannelContext.Provider value={channel}>
      <Shell views={views} banner={<ConnectionBanner />} foot={<SignOut />} />
    </ChannelContext.Provider>,
    root,
  );
}
