import "./styles/catalogue.css";
import { render } from "preact";
import { lazy } from "./shell/lazy.tsx";
import { Shell, type View } from "./shell/shell.tsx";

const views: readonly View[] = [
  {
    path: "packages",
    title: "Packages",
    isInMenu: true,
    Content: lazy(
      async () => (await import("./views/catalogue/catalogue-packages.tsx")).CataloguePackages,
    ),
  },
  {
    path: "experts",
    title: "Experts",
    isInMenu: true,
    Content: lazy(
      async () => (await import("./views/catalogue/catalogue-experts.tsx")).CatalogueExperts,
    ),
  },
  {
    path: "setup",
    title: "Set up",
    isInMenu: true,
    Content: lazy(
      async () => (await import("./views/catalogue/catalogue-setup.tsx")).CatalogueSetup,
    ),
  },
];

const root = document.getElementById("app");
if (root !== null) render(<Shell views={views} />, root);
