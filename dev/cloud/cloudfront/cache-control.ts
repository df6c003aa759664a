/** The directives of a Cache-Control header by lower-case name, e.g. `max-age` → `3600`; those without a value are empty. */
export type CacheDirectives = ReadonlyMap<string, string>;

/** Reads a Cache-Control header; of a repeated directive the first counts. */
export function parseCacheControl(text: string | undefined): CacheDirectives {
  const directives = new Map<string, string>();
  for (const part of (text ?? "").split(",")) {
    const [name = "", value = ""] = part.split("=", 2).map((half) => half.trim());
    const key = name.toLowerCase();
    if (key !== "" && !directives.has(key)) directives.set(key, value.replaceAll('"', ""));
  }
  return directives;
}

/** The seconds that a directive says, or `undefined` if it is absent or says no whole number. */
export function directiveSeconds(directives: CacheDirectives, name: string): number | undefined {
  const value = directives.get(name);
  return value !== undefined && /^\d{1,10}$/.test(value) ? Number(value) : undefined;
}
