import { EXAMPLE_URL, type Example, type Operation } from "./operation.ts";

/**
 * An example as a line for a shell in which `$TOKEN` is set.
 *
 * @returns e.g. `curl -H "Authorization: Bearer $TOKEN" 'https://img.example.com/images?limit=1'`
 */
export function curlLine({ route, isPublic }: Operation, { path, headers = {}, json, file }: Example): string {
  const method = route.split(" ")[0]!;
  const sent = { ...headers, ...(json && { "Content-Type": "application/json" }) };
  return [
    "curl",
    ...(method === "GET" ? [] : [`-X ${method}`]),
    ...(isPublic ? [] : ['-H "Authorization: Bearer $TOKEN"']),
    ...Object.entries(sent).map(([name, value]) => `-H '${name}: ${value}'`),
    ...(json ? [`-d '${JSON.stringify(json)}'`] : []),
    ...(file ? [`--data-binary @${file}`] : []),
    `'${EXAMPLE_URL}${path}'`,
  ].join(" ");
}
