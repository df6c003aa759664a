/**
 * Whether something thrown is the system's error of this name.
 *
 * @param code e.g. `EEXIST`
 */
export function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
