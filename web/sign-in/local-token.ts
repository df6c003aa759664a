/** Milliseconds in which one's own machine answers. */
const TOKEN_MS = 15_000;

/**
 * A token of the local service, which takes everybody's word on their own machine.
 *
 * @param tokenUrl e.g. `/_local/token`
 * @throws Error when it gives none
 */
export async function localToken(tokenUrl: string): Promise<string> {
  const answer = await fetch(tokenUrl, { method: "POST", signal: AbortSignal.timeout(TOKEN_MS) });
  if (!answer.ok) throw new Error(`${tokenUrl} answered ${answer.status}.`);
  return ((await answer.json()) as { token: string }).token;
}
