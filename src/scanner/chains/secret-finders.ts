/** Programs that find secrets in files (class of tools, not one of them). */
export const secretFinders: RegExp =
  /(?:^|[\s/"'\\])(?:trufflehog|gitleaks|detect-secrets|noseyparker|ggshield|kingfisher|titus|git-secrets|whispers|secretlint|shhgit|gitguardian)(?:[\s/"'@._-]|$)/i;
