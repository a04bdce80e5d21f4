export function ExpertsView() {
  return <h1>Experts</h1>;
}
