import type { ComponentChildren } from "preact";

export interface OutsideLinkProps {
  readonly href: string;
  readonly children: ComponentChildren;
}

/** A link that a stranger wrote: followed only where it leads to a page, and never with our address. */
export function OutsideLink({ href, children }: OutsideLinkProps) {
  const safe = safeAddress(href);
  if (safe === null) return <span>{children}</span>;
  return (
    <a href={safe} rel="noopener noreferrer nofollow" dir="auto">
      {children}
    </a>
  );
}

/** The address of a page or of a mailbox, or null for everything else. */
export function safeAddress(text: string): string | null {
  const trimmed = text.trim();
  if (/^mailto:[^\s?&"<>]{3,200}$/i.test(trimmed)) return trimmed;
  if (trimmed.length > 2000 || !/^https?:\/\//i.test(trimmed)) return null;
  try {
    return new URL(trimmed).href;
  } catch {
    return null;
  }
}
