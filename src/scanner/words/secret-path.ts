/** A file or folder of secrets by its path (threat catalogue list 19.1), as texts name it; a name alone is none. */
export const secretPath =
  /(?:^|[^\w./-])(?:~|\$HOME|\/home\/\S{1,20}|\/root|%USERPROFILE%)?[\\/]?\.(?:ssh|aws|npmrc|netrc|gnupg|kube|docker|git-credentials|pypirc|pgpass)\b|\bid_(?:rsa|ed25519|ecdsa)\b|(?:^|[\s"'`(/])\.env\b/i;
