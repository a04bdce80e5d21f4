export function PackagesView() {
  return <h1>Packages</h1>;
}
