/** Parameters of a sign-in that have to come back with the form. */
const CARRIED = [
  "redirect_uri",
  "client_id",
  "response_type",
  "code_challenge",
  "code_challenge_method",
  "state",
  "nonce",
];

/**
 * The page on which somebody says who they are; nobody checks.
 *
 * @param query what the client asked for
 */
export function signInPage(query: URLSearchParams): string {
  const fields = CARRIED.flatMap((name) => {
    const value = query.get(name);
    return value === null ? [] : [`<input type="hidden" name="${name}" value="${escaped(value)}">`];
  });
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Sign in to Darkroom</title>
<style>:root { color-scheme: light dark; font-family: system-ui, sans-serif } body { max-width: 24rem; margin: 4rem auto; padding: 0 1rem }</style>
<h1>Sign in</h1>
<p>This Darkroom runs on your own machine and takes your word for it.</p>
<form method="post">
${fields.join("\n")}
<label>Name <input name="name" value="you" pattern="[A-Za-z0-9_.\\-]{1,64}" required></label>
<button autofocus>Sign in</button>
</form>
</html>
`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
