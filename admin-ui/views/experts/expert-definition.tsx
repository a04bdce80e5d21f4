import type { ExpertCard } from "../../../src/overview/expert-card.ts";
import { Table } from "../../parts/table.tsx";
import { visibleText } from "../../parts/visible-text.ts";
import { linkTo } from "../../shell/route.ts";
import { Skills } from "./skills.tsx";

/** What an Expert says, runs and is given. Its instruction is text to read, never markup. */
export function ExpertDefinition({ card }: { readonly card: ExpertCard }) {
  const { definition, dependents, summary } = card;
  const { instruction, skills, delegates } = definition;
  const variables = summary?.requiredEnv ?? variablesOf(skills);
  return (
    <>
      <h2>Instruction</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls has to be reached by keyboard */}
      <section class="instruction" tabIndex={0} aria-label="Instruction">
        <pre dir="auto">{visibleText(instruction)}</pre>
      </section>
      <h2>Skills</h2>
      <Skills skills={skills} />
      <h2>Variables that it is given</h2>
      {variables.length === 0 ? (
        <p class="is-faint">None.</p>
      ) : (
        <ul class="keywords">
          {variables.map((one) => (
            <li key={one} class="mono">
              {visibleText(one)}
            </li>
          ))}
        </ul>
      )}
      <h2>Whom it delegates to</h2>
      {delegates.length === 0 ? (
        <p class="is-faint">Nobody.</p>
      ) : (
        <ul>
          {delegates.map((key) => (
            <li key={key}>
              <DelegateLink text={key} />
            </li>
          ))}
        </ul>
      )}
      <h2>Who delegates to it</h2>
      {dependents.length === 0 ? (
        <p class="is-faint">No Expert that is published here.</p>
      ) : (
        <Table
          caption="Experts that delegate to it"
          columns={columns}
          rows={dependents.slice(0, 500)}
          keyOf={({ key }) => key}
        />
      )}
    </>
  );
}

/** A key as its author wrote it: name, name@version or name@tag. */
function DelegateLink({ text }: { readonly text: string }) {
  const at = text.indexOf("@", 1);
  const name = at === -1 ? text : text.slice(0, at);
  const rest = at === -1 ? "" : text.slice(at + 1);
  const version = /^\d/.test(rest) ? rest : "";
  return (
    <a class="mono" href={linkTo("experts", name, { version })}>
      {visibleText(text)}
    </a>
  );
}

type Dependent = ExpertCard["dependents"][number];

const columns = [
  { title: "Expert", cell: ({ key }: Dependent) => <DelegateLink text={key} /> },
  { title: "Asks for", cell: ({ delegate }: Dependent) => <code>{visibleText(delegate)}</code> },
  { title: "Status", cell: ({ status }: Dependent) => status },
];

function variablesOf(skills: ExpertCard["definition"]["skills"]): string[] {
  const all = Object.values(skills).flatMap((skill) =>
    skill.type === "mcpStdioSkill" ? skill.requiredEnv : [],
  );
  return [...new Set(all)].sort();
}
