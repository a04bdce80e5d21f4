export function QuarantineView() {
  return <h1>Quarantine</h1>;
}
