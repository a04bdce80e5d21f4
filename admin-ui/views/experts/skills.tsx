import type { InteractiveTool, Skill } from "../../../src/expert/definition.ts";
import { CodeList } from "../../parts/code-list.tsx";
import { Badge } from "../../parts/states.tsx";
import { visibleText } from "../../parts/visible-text.ts";
import { linkTo } from "../../shell/route.ts";

const kinds = {
  mcpStdioSkill: "runs a package",
  mcpSseSkill: "remote service",
  interactiveSkill: "asks the user",
} as const;

/** What an Expert can use, skill by skill. */
export function Skills({ skills }: { readonly skills: Readonly<Record<string, Skill>> }) {
  const all = Object.entries(skills);
  if (all.length === 0) {
    return <p class="is-faint">None.</p>;
  }
  return (
    <div class="skills">
      {all.map(([name, skill]) => (
        <article key={name} class="card">
          <h3 class="skill-title">
            <span class="mono">{visibleText(name)}</span> <Badge>{kinds[skill.type]}</Badge>
          </h3>
          <p dir="auto">{visibleText(skill.description)}</p>
          {skill.rule === undefined || skill.rule === "" ? null : (
            <blockquote dir="auto">{visibleText(skill.rule)}</blockquote>
          )}
          <dl class="facts">
            <Runs skill={skill} />
            {skill.type === "interactiveSkill" ? null : (
              <>
                <CodeList title="Only these tools" texts={skill.pick} />
                <CodeList title="Without these tools" texts={skill.omit} />
              </>
            )}
            {skill.type === "mcpStdioSkill" ? (
              <CodeList title="Variables" texts={skill.requiredEnv} />
            ) : null}
          </dl>
          {skill.type === "interactiveSkill" ? <Tools tools={skill.tools} /> : null}
        </article>
      ))}
    </div>
  );
}

function Runs({ skill }: { readonly skill: Skill }) {
  if (skill.type === "interactiveSkill") return null;
  if (skill.type === "mcpSseSkill") {
    return (
      <>
        <dt>Address</dt>
        <dd>
          <code>{visibleText(skill.endpoint)}</code>
        </dd>
      </>
    );
  }
  const { command, packageName } = skill;
  const at = packageName.indexOf("@", 1);
  const name = at === -1 ? packageName : packageName.slice(0, at);
  return (
    <>
      <dt>Command</dt>
      <dd>
        <code>
          {command} {visibleText(packageName)}
        </code>{" "}
        {command === "npx" ? <a href={linkTo("packages", name)}>Package</a> : "(from PyPI)"}
      </dd>
    </>
  );
}

function Tools({ tools }: { readonly tools: Readonly<Record<string, InteractiveTool>> }) {
  return (
    <>
      {Object.values(tools).map(({ name, description, inputJsonSchema }) => (
        <details key={name}>
          <summary>
            <code>{visibleText(name)}</code> {visibleText(description)}
          </summary>
          <pre class="wraps">
            <code>{visibleText(inputJsonSchema)}</code>
          </pre>
        </details>
      ))}
    </>
  );
}
