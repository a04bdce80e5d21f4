import type * as acorn from "acorn";
import type { FunctionNode, Node } from "./machine.ts";

/**
 * Nodes as the parsers give them: ESTree for JavaScript, and the few TypeScript and JSX nodes that
 * do something when the code runs. What only describes types is never asked for.
 */
export type Tree = acorn.AnyNode | TypeScriptTree | JsxTree;

export type ClassTree = acorn.Class;
export type Program = acorn.Program;
export type {
  ArrayPattern,
  AssignmentExpression,
  BinaryExpression,
  CallExpression,
  CatchClause,
  ForInStatement,
  ForOfStatement,
  ForStatement,
  Function as FunctionLike,
  IfStatement,
  ImportDeclaration,
  LogicalExpression,
  MemberExpression,
  NewExpression,
  ObjectExpression,
  ObjectPattern,
  Pattern,
  SwitchStatement,
  TaggedTemplateExpression,
  TemplateLiteral,
  TryStatement,
  UpdateExpression,
  VariableDeclaration,
} from "acorn";

interface Wrapped<Type extends string> extends Node {
  readonly type: Type;
  readonly expression: Tree;
}

type TypeScriptTree =
  | Wrapped<"TSAsExpression">
  | Wrapped<"TSSatisfiesExpression">
  | Wrapped<"TSNonNullExpression">
  | Wrapped<"TSTypeAssertion">
  | Wrapped<"TSInstantiationExpression">
  | Wrapped<"TSExportAssignment">
  | TsParameterProperty
  | TsEnum
  | TsModule
  | TsImportEquals;

export interface TsParameterProperty extends Node {
  readonly type: "TSParameterProperty";
  readonly parameter: acorn.Pattern;
}

export interface TsEnum extends Node {
  readonly type: "TSEnumDeclaration";
  readonly id: acorn.Identifier;
  readonly declare: boolean;
  readonly body: {
    readonly members: readonly {
      readonly id: acorn.Identifier | acorn.Literal;
      readonly initializer: Tree | null;
    }[];
  };
}

export interface TsModule extends Node {
  readonly type: "TSModuleDeclaration";
  readonly id: Tree;
  readonly declare: boolean;
  readonly body: (Node & { readonly body: readonly Tree[] | TsModule }) | null;
}

export interface TsImportEquals extends Node {
  readonly type: "TSImportEqualsDeclaration";
  readonly id: acorn.Identifier;
  readonly importKind: "type" | "value";
  readonly moduleReference: Tree | (Node & { type: "TSExternalModuleReference"; expression: Tree });
}

type JsxTree =
  | JsxElement
  | (Node & { readonly type: "JSXFragment"; readonly children: readonly Tree[] })
  | (Node & { readonly type: "JSXExpressionContainer"; readonly expression: Tree })
  | (Node & { readonly type: "JSXSpreadChild"; readonly expression: Tree })
  | (Node & { readonly type: "JSXEmptyExpression" })
  | (Node & { readonly type: "JSXText"; readonly value: string })
  | (Node & { readonly type: "JSXIdentifier"; readonly name: string })
  | JsxMember;

interface JsxMember extends Node {
  readonly type: "JSXMemberExpression";
  readonly object: Tree;
  readonly property: Tree;
}

export interface JsxElement extends Node {
  readonly type: "JSXElement";
  readonly openingElement: Node & {
    readonly name: Tree;
    readonly attributes: readonly (
      | (Node & { readonly type: "JSXAttribute"; readonly name: Tree; readonly value: Tree | null })
      | (Node & { readonly type: "JSXSpreadAttribute"; readonly argument: Tree })
    )[];
  };
  readonly children: readonly Tree[];
}

/** The interpreter's functions only ever hold nodes that came out of a parser. */
export function functionTree(node: FunctionNode): acorn.Function {
  return node as Node as acorn.Function;
}
