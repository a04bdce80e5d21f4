import type {
  AgentFile,
  CarriedParameter,
  ChangingTool,
  DemandingParameter,
  ProseFacts,
  ProseWindow,
  ReadOnlyTool,
  SecretAsk,
  ToolText,
} from "../prose.ts";

/** So many windows are noted of a package. */
export const maxWindows = 1000;
/** So many of one kind of thing are noted of a package. */
export const maxTools = 1000;

/** The facts of a package while its files are being read. */
export interface Gathered {
  readonly windows: ProseWindow[];
  readonly tools: ToolText[];
  readonly agentFiles: AgentFile[];
  readonly changing: ChangingTool[];
  readonly carried: CarriedParameter[];
  readonly demands: DemandingParameter[];
  readonly readOnly: ReadOnlyTool[];
  readonly asks: SecretAsk[];
  readonly definitions: string[];
  readonly limitsHit: Set<string>;
}

/** Begins with nothing known. */
export function gathered(): Gathered {
  return {
    windows: [],
    tools: [],
    agentFiles: [],
    changing: [],
    carried: [],
    demands: [],
    readOnly: [],
    asks: [],
    definitions: [],
    limitsHit: new Set(),
  };
}

/** The facts as they are kept. */
export function factsOf(facts: Gathered): ProseFacts {
  return { ...facts, limitsHit: [...facts.limitsHit].sort() };
}
