export function SignOut() {
  return (
    <form method="post" action="/-/admin/sign-out">
      <button type="submit" class="is-quiet">
        Sign out
      </button>
    </form>
  );
}
