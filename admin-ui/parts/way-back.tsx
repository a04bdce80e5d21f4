export interface WayBackProps {
  readonly href: string;
  readonly children: string;
}

/** The way from one thing to the list that it stands in. */
export function WayBack({ href, children }: WayBackProps) {
  return (
    <nav class="way-back" aria-label="Way back">
      <a href={href}>← {children}</a>
    </nav>
  );
}
