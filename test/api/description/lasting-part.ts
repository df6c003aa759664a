/** What differs from run to run: ids, times, signatures, and where S3 is. */
const VARYING: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/^https?:\/\/[^/]+\/(\S*\/)?(incoming|originals)\/[0-9a-z]{26}\?\S+$/, "presigned URL"],
  [/^https?:\/\/[^/]+/, "service"],
  [/\b[0-9a-z]{26}\b/g, "id"],
  [/\b[0-9a-f]{32}\b/g, "owner"],
  [/^\d{4}-\d\d-\d\dT[\d:.]+Z$/, "time"],
  [/&s=[\w-]+\.[\w-]{43}$/, "&s=signature"],
];

/** Keys whose numbers hang on the encoders' versions, or whose words may change. */
const CHANGING = ["sizeBytes", "thumbhash", "color", "palette", "detail"];

/**
 * An answer without what is different each time it is given.
 *
 * @param json e.g. `{ "id": "01m8…", "width": 2400 }`
 * @returns e.g. `{ id: "id", width: 2400 }`; of what is in `CHANGING` the type alone
 */
export function lastingPart(json: unknown, key = ""): unknown {
  if (CHANGING.includes(key)) return typeof json;
  if (typeof json === "string") return VARYING.reduce((text, [pattern, name]) => text.replace(pattern, name), json);
  if (Array.isArray(json)) return json.map((each) => lastingPart(each));
  if (typeof json !== "object" || json === null) return json;
  return Object.fromEntries(Object.entries(json).map(([name, value]) => [name, lastingPart(value, name)]));
}
