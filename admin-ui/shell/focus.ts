/** Where focus goes when what had it is gone: the beginning of what is shown. */
export function focusContent(): void {
  content()?.focus({ preventScroll: true });
}

export function isFocusInContent(): boolean {
  return content()?.contains(document.activeElement) === true;
}

/** Whether nobody is anywhere in particular, so that focus may be put somewhere. */
export function isFocusFree(): boolean {
  const { activeElement } = document;
  return activeElement === document.body || activeElement === content();
}

const content = () => document.getElementById("content");
