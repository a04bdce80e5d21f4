import type { MarkedToken, Token, Tokens } from "marked";
import { type ComponentChildren, Fragment, h } from "preact";
import type { Room } from "./markdown-content.tsx";
import { decodeReferences } from "./markdown-text.ts";
import { OutsideLink, safeAddress } from "./outside-link.tsx";
import { visibleText } from "./visible-text.ts";

const maxDepth = 20;
/** Elements that say only how a few words look. */
const harmless = /^<(kbd|sub|sup)>$/i;

/** A text as its author wrote it, without what would turn or hide the words around it. */
export function shownText(text: string): string {
  return visibleText(decodeReferences(text));
}

/** What stands within a line. Tags are dropped, and what was between them is text like any other. */
export function inlineNodes(
  given: readonly Token[] | undefined,
  room: Room,
  depth: number,
): ComponentChildren[] {
  const tokens = (given ?? []) as readonly MarkedToken[];
  if (depth > maxDepth) return [shownText(tokens.map(({ raw }) => raw).join(""))];
  const nodes: ComponentChildren[] = [];
  for (let at = 0; at < tokens.length && room.nodes > 0; at++) {
    room.nodes -= 1;
    const token = tokens[at];
    if (token === undefined) break;
    const element = token.type === "html" ? harmless.exec(token.raw.trim())?.[1] : undefined;
    if (element === undefined) {
      nodes.push(<Fragment key={at}>{inline(token, room, depth)}</Fragment>);
      continue;
    }
    const close = `</${element.toLowerCase()}>`;
    const end = tokens.findIndex(
      ({ type, raw }, index) => index > at && type === "html" && raw.toLowerCase() === close,
    );
    const inner = tokens.slice(at + 1, end === -1 ? undefined : end);
    nodes.push(h(element.toLowerCase(), { key: at }, inlineNodes(inner, room, depth + 1)));
    at += inner.length;
  }
  return nodes;
}

function inline(token: MarkedToken, room: Room, depth: number): ComponentChildren {
  const children = () => inlineNodes("tokens" in token ? token.tokens : undefined, room, depth + 1);
  switch (token.type) {
    case "strong":
      return <strong>{children()}</strong>;
    case "em":
      return <em>{children()}</em>;
    case "del":
      return <del>{children()}</del>;
    case "codespan":
      return <code>{visibleText(token.text)}</code>;
    case "br":
      return <br />;
    case "link":
      return linkOf(token, room, depth);
    case "image": {
      const href = decodeReferences(token.href);
      const alt = shownText(token.text).trim();
      if (alt === "") return null;
      return room.links > 0 ? alt : <OutsideLink href={href}>{alt}</OutsideLink>;
    }
    case "html":
      return /^<br\s*\/?>$/i.test(token.raw.trim()) ? <br /> : null;
    case "text":
      return token.tokens === undefined ? shownText(token.text) : children();
    case "escape":
      return shownText(token.text);
    default:
      return null;
  }
}

function linkOf({ href, tokens }: Tokens.Link, room: Room, depth: number): ComponentChildren {
  room.links += 1;
  const children = inlineNodes(tokens, room, depth + 1);
  room.links -= 1;
  const address = decodeReferences(href);
  if (room.links > 0) return children;
  // A picture without a text has to be called something.
  const isEmpty = tokens.every((one) => one.type === "image" && one["text"].trim() === "");
  return <InnerLink href={address}>{isEmpty ? visibleText(address) : children}</InnerLink>;
}

/** The page's own addresses stand behind a #, so links inside a text scroll instead. */
function InnerLink({
  href,
  children,
}: {
  readonly href: string;
  readonly children: ComponentChildren;
}) {
  if (href.startsWith("#") && safeAddress(href) === null) {
    return (
      <button type="button" class="is-link" onClick={(event) => goToHeading(event, href.slice(1))}>
        {children}
      </button>
    );
  }
  return <OutsideLink href={href}>{children}</OutsideLink>;
}

function goToHeading({ currentTarget }: { readonly currentTarget: HTMLElement }, slug: string) {
  const headings = currentTarget
    .closest(".markdown")
    ?.querySelectorAll<HTMLElement>("[data-anchor]");
  const wanted = decodeSlug(slug).toLowerCase();
  const heading = [...(headings ?? [])].find((one) => one.dataset["anchor"] === wanted);
  heading?.setAttribute("tabindex", "-1");
  heading?.focus();
  heading?.scrollIntoView();
}

function decodeSlug(slug: string): string {
  try {
    return decodeURIComponent(slug);
  } catch {
    return slug;
  }
}
