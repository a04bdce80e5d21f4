import { GraphPage } from "./graph-page.tsx";
import { GraphStart } from "./graph-start.tsx";

/** What needs what, beginning from a package that somebody chose. */
export function GraphView({ subject }: { readonly subject: string }) {
  return (
    <>
      <h1>Graph</h1>
      {subject === "" ? <GraphStart /> : <GraphPage key={subject} root={subject} />}
    </>
  );
}
