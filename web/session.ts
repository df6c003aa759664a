/** Who uses the page. */
export interface Session {
  /** An ID token. */
  readonly token: string;
  /** How people know them, e.g. `you@example.com`. */
  readonly name: string;
}

/** Kept for this tab, and gone with it. */
const KEY = "darkroom-token";

/** @returns `undefined` for nobody, or where what was kept is no token */
export function readSession(): Session | undefined {
  const token = sessionStorage.getItem(KEY);
  return token === null ? undefined : sessionOf(token);
}

/** Signs somebody in. */
export function keepSession(token: string): void {
  sessionStorage.setItem(KEY, token);
}

/** Signs out on this page; the issuer may still know its user. */
export function endSession(): void {
  sessionStorage.removeItem(KEY);
}

/** The service checks the token; the page only reads a name in it. */
function sessionOf(token: string): Session | undefined {
  try {
    const payload = (token.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/");
    const bytes = Uint8Array.from(atob(payload), (character) => character.charCodeAt(0));
    const { email, sub } = JSON.parse(new TextDecoder().decode(bytes)) as { email?: unknown; sub?: unknown };
    return { token, name: `${email ?? sub ?? "somebody"}` };
  } catch {
    return undefined;
  }
}
