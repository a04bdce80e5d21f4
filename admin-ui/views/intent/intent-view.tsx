export function IntentView() {
  return <h1>Intent</h1>;
}
