import { SetupView } from "../setup/setup-view.tsx";
import { Frame } from "./frame.tsx";

export function CatalogueSetup() {
  return (
    <Frame>
      <SetupView />
    </Frame>
  );
}
