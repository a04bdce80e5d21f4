const maxLength = 64 * 1024;

/** Whether steps of a workflow hand out all secrets, fetch what they run, or wait on a foreign runner. */
export function dumpsSecrets(workflow: string): boolean {
  const text = workflow.slice(0, maxLength);
  return (
    /toJSON\s{0,4}\(\s{0,4}secrets\s{0,4}\)/i.test(text) ||
    /runs-on:[^\n]{0,80}self-hosted/.test(text) ||
    /\b(?:curl|wget)\b[^\n]{0,400}\|\s{0,4}(?:sudo\s)?(?:ba|z|da)?sh\b/.test(text) ||
    /\b(?:curl|wget)\b[^\n]{0,400}\$\{\{\s{0,4}secrets\./.test(text) ||
    /\$\{\{\s{0,4}github\.event\.(?:discussion|issue|comment|pull_request)\.(?:body|title)/.test(
      text,
    )
  );
}
