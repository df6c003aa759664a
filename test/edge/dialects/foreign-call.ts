import type { EdgeCall } from "../edge-call.ts";

/** The call that a request for a picture by another system's URL causes. */
export function foreignCall(url: string, accept?: string): EdgeCall {
  const [uri = "", rawQuery] = url.split("?");
  return { method: "GET", uri, rawQuery, headers: accept === undefined ? {} : { accept: { value: accept } } };
}
