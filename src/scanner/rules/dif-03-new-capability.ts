import type { ApiUse } from "../code/atoms.ts";
import { changesOf } from "../difference/changes.ts";
import type { Capabilities } from "../report.ts";
import type { Hit, Rule } from "../rule.ts";

const each = 25;
const most = 50;
/** New in a release that should change little, one alone is worth a word (threat catalogue §11). */
const leastInSmallStep = 40;

interface Ability {
  readonly uses: readonly ApiUse["capability"][];
  had(before: Capabilities): boolean;
}

const abilities: readonly Ability[] = [
  { uses: ["subprocess"], had: ({ subprocess }) => subprocess === "allow" },
  { uses: ["network.out", "network.in"], had: ({ network }) => network !== "none" },
  { uses: ["secret"], had: ({ secrets }) => secrets.length > 0 },
  { uses: ["native"], had: ({ native }) => native },
  { uses: ["dynamicCode"], had: ({ dynamicCode }) => dynamicCode },
];

/** The code can do what it could not do before. */
export const newCapability: Rule = {
  meta: {
    id: "DIF-03",
    family: "difference",
    points: each,
    solo: false,
    title: "The package can do something that it could not do before.",
    advice: "Find out which change needs it.",
  },
  *check(pkg) {
    const changes = changesOf(pkg);
    const before = changes?.previous.capabilities ?? null;
    if (changes === null || before === null) return;
    const gained = abilities.flatMap(({ uses, had }) => {
      if (had(before)) return [];
      const use = pkg.code.uses.find(
        ({ capability, surface }) => surface !== "dormant" && uses.includes(capability),
      );
      return use === undefined ? [] : [use];
    });
    const [first] = gained;
    if (first === undefined) return;
    const points = Math.min(most, each * gained.length);
    const hit: Hit = {
      surface: first.surface,
      file: first.file,
      line: first.line,
      message: "The code gained an ability: processes, network, secrets, native or dynamic code.",
      points: changes.isSmallStep ? Math.max(points, leastInSmallStep) : points,
    };
    yield hit;
  },
};
