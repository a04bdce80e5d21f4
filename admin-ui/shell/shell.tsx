import { useComputed, useSignal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Toasts } from "../parts/toasts.tsx";
import { focusContent, isFocusFree, isFocusInContent } from "./focus.ts";
import { place } from "./route.ts";
import { ThemePicker } from "./theme.tsx";

export interface View {
  /** First segment of its address. */
  readonly path: string;
  readonly title: string;
  /** Views without one are reached by links alone. */
  readonly isInMenu: boolean;
  readonly Content: ComponentType<{ readonly subject: string }>;
  /** A figure beside its name in the menu. */
  readonly Count?: ComponentType;
}

export interface ShellProps {
  readonly views: readonly View[];
  /** Stands above everything, such as a lost connection. */
  readonly banner?: preact.ComponentChildren;
  /** Stands below the menu. */
  readonly foot?: preact.ComponentChildren;
}

/** What all views share: the menu, the heading for whoever cannot see it, and where focus goes. */
export function Shell({ views, banner, foot }: ShellProps) {
  const isMenuOpen = useSignal(false);
  // Asked before what is shown is replaced.
  const wasInContent = useRef(false);
  wasInContent.current = isFocusInContent();
  const current = useComputed(
    () => views.find(({ path }) => path === place.value.view) ?? views[0],
  ).value;
  const { subject } = place.value;

  useEffect(() => {
    document.title = `${subject === "" ? "" : `${subject} - `}${current?.title} - AgentRegistry`;
    isMenuOpen.value = false;
    window.scrollTo(0, 0);
    // The link that led here may be gone with the place where it stood.
    if (wasInContent.current && isFocusFree()) focusContent();
  }, [current, subject]);

  if (current === undefined) return null;
  return (
    <>
      {/* No link: the address says where one is, so a jump must not change it. */}
      <button type="button" class="skip" onClick={focusContent}>
        Skip to the content
      </button>
      <header class="top">
        <a class="brand" href="#/">
          AgentRegistry
        </a>
        <button
          type="button"
          class="menu-button"
          aria-expanded={isMenuOpen.value}
          aria-controls="menu"
          onClick={() => {
            isMenuOpen.value = !isMenuOpen.value;
          }}
        >
          Menu
        </button>
      </header>
      <div class="frame">
        <nav id="menu" class={isMenuOpen.value ? "menu is-open" : "menu"} aria-label="Views">
          <ul>
            {views
              .filter(({ isInMenu }) => isInMenu)
              .map(({ path, title, Count }) => (
                <li key={path}>
                  <a href={`#/${path}`} aria-current={path === current.path ? "page" : undefined}>
                    {title}
                    {Count === undefined ? null : <Count />}
                  </a>
                </li>
              ))}
          </ul>
          <div class="menu-foot">
            <ThemePicker />
            {foot}
          </div>
        </nav>
        <main id="content" tabIndex={-1}>
          {banner}
          <current.Content key={`${current.path}/${subject}`} subject={subject} />
        </main>
      </div>
      <Toasts />
    </>
  );
}
