/** Variables that open more than one service: clouds, registries, CI, whole machines (list 19.1). */
const general =
  /^(?:aws_(?:access_key_id|secret_access_key|session_token)|azure_client_secret|arm_client_secret|google_application_credentials|gcp_.*|gcloud_.*|npm_token|node_auth_token|npm_config__auth.*|github_token|gh_token|gitlab_token|ci_job_token|circle_.*|actions_.*|docker_(?:password|auth.*)|kubeconfig|kube_.*|vault_token|ssh_auth_sock|ssh_private_key.*|database_url|mnemonic|seed_phrase|wallet.*|private_key)$/i;
const secret =
  /(?:token|secret|password|passwd|api_?key|private_?key|access_?key|credentials?|auth|webhook|dsn|connection_string|mnemonic|seed)(?:_\w+)?$|^(?:aws|azure|gcp|vault|docker|github|gh|gitlab|openai|anthropic|slack|discord|stripe|npm)_/i;

export function isGeneralSecret(variable: string): boolean {
  return general.test(variable);
}

export function isSecret(variable: string): boolean {
  return secret.test(variable);
}

/** Services by the first word of their variables, with words that packages and texts for them have. */
const services: readonly (readonly [RegExp, RegExp])[] = [
  [/^aws_/i, /aws|amazon|s3\b|lambda|dynamo|bedrock|cloud/i],
  [/^(?:azure|arm)_/i, /azure|microsoft|entra|cloud/i],
  [/^(?:google|gcp|gcloud)_/i, /google|gcp|gcloud|firebase|bigquery|cloud/i],
  [/^(?:npm|node_auth)/i, /npm|registry|package|publish/i],
  [/^(?:github|gh)_|^actions_/i, /github|git\b|pull request|repository|issues?\b|octokit/i],
  [/^(?:gitlab|ci_)/i, /gitlab|git\b|merge request/i],
  [/^docker_/i, /docker|container/i],
  [/^kube/i, /kube|k8s|cluster|helm/i],
  [/^vault_/i, /vault|secret|rotat/i],
  [/^database_url|^mongo|^pg|^redis_/i, /database|postgres|sql|mongo|redis|db\b/i],
  [/^ssh_/i, /ssh|remote|server|git\b/i],
];

/** Whether a variable belongs to what a text is about. */
export function fits(variable: string, about: string): boolean {
  const service = services.find(([name]) => name.test(variable));
  if (service !== undefined) return service[1].test(about);
  const word = variable.split(/[_-]/)[0]?.toLowerCase() ?? "";
  return word.length >= 3 && about.toLowerCase().includes(word);
}
