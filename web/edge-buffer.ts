/** Puts what the edge's code uses of `Buffer` into the browser, which has none as CloudFront's functions and Node do. */
Object.assign(globalThis, { Buffer: { from: bytesOf } });

/** A text in UTF-8. */
export interface TextBytes {
  readonly length: number;
  toString(encoding: "base64url"): string;
}

function bytesOf(text: string): TextBytes {
  const bytes = new TextEncoder().encode(text);
  const base64 = () => btoa(String.fromCharCode(...bytes));
  return {
    length: bytes.length,
    toString: () => base64().replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, ""),
  };
}
