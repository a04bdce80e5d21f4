import { isAgentFile } from "../difference/agent-files.ts";
import { changesOf } from "../difference/changes.ts";
import type { Hit, Rule } from "../rule.ts";

const automation =
  /(?:^|\/)(?:\.github\/(?:workflows|actions)\/|\.gitlab-ci|\.circleci\/|\.vscode\/|\.devcontainer|\.husky\/|\.envrc)/;
const hidden = /(?:^|\/)\.[^/.][^/]*$/;
const usual =
  /(?:^|\/)\.(?:npmignore|gitignore|gitattributes|editorconfig|eslintrc|eslintignore|prettierrc|prettierignore|babelrc|nycrc|jshintrc|jscsrc|mocharc|nvmrc|browserslistrc|npmrc|yarnrc|travis|swcrc|taprc|c8rc|gitkeep|npmignore|jsdoc|tern-project|keep|ds_store|codecov|release-it|releaserc|changelogrc|versionrc|commitlintrc|lintstagedrc|stylelintrc|verb|tool-versions|prettierrc|size-limit|node-version|airtap|zuul|coveralls|yo-rc|flowconfig|postcssrc|gitmodules|mailmap|dockerignore)\b/i;

/** Files that agents, runners or shells take orders from appear. */
export const newAgentFiles: Rule = {
  meta: {
    id: "DIF-09",
    family: "difference",
    points: 20,
    solo: false,
    title: "Files that tools take orders from are new in this version.",
    advice: "Read them, and ask why a published package brings them.",
  },
  *check(pkg) {
    const added = changesOf(pkg)?.added ?? [];
    const found = added.find(
      ({ path }) =>
        isAgentFile(path) || automation.test(path) || (hidden.test(path) && !usual.test(path)),
    );
    if (found === undefined) return;
    const message = "A file for agents, runners or shells is new in this version.";
    const hit: Hit = { surface: "structure", file: found.path, message };
    yield hit;
  },
};
