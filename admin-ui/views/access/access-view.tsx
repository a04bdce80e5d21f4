export function AccessView() {
  return <h1>Access</h1>;
}
