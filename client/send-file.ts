/** A file on its way. */
export interface FileRequest {
  readonly method: "PUT";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly file: Blob;
  /** Hears how many bytes have left. */
  readonly onSent: (bytes: number) => void;
  readonly signal: AbortSignal;
}

/**
 * Sends a file and tells how far it has come: by XMLHttpRequest in browsers, whose fetch cannot, else by fetch.
 *
 * @throws what fetch throws, the signal's reason among it
 */
export function sendFile(request: FileRequest): Promise<Response> {
  return typeof XMLHttpRequest === "undefined" ? sendStream(request) : sendEvented(XMLHttpRequest, request);
}

function sendStream({ method, url, headers, file, onSent, signal }: FileRequest): Promise<Response> {
  let sent = 0;
  const count = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      sent += chunk.length;
      onSent(sent);
      controller.enqueue(chunk);
    },
  });
  // S3 takes no body whose length is not told before.
  const length = { "content-length": `${file.size}` };
  const body = file.stream().pipeThrough(count);
  return fetch(url, { method, headers: { ...headers, ...length }, body, duplex: "half", signal });
}

function sendEvented(
  Request: NonNullable<typeof XMLHttpRequest>,
  { method, url, headers, file, onSent, signal }: FileRequest,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = new Request();
    request.upload.onprogress = ({ loaded }) => onSent(loaded);
    request.onload = () => resolve(responseOf(request));
    request.onerror = () => reject(new TypeError("The request failed."));
    signal.addEventListener("abort", () => {
      request.abort();
      reject(signal.reason);
    });
    signal.throwIfAborted();
    request.open(method, url);
    // Browsers tell a file's length by themselves, and complain of whoever else does.
    const own = Object.entries(headers).filter(([name]) => name.toLowerCase() !== "content-length");
    for (const [name, value] of own) request.setRequestHeader(name, value);
    request.send(file);
  });
}

function responseOf(request: InstanceType<NonNullable<typeof XMLHttpRequest>>): Response {
  const lines = request
    .getAllResponseHeaders()
    .trim()
    .split("\r\n")
    .filter((line) => line !== "");
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon), line.slice(colon + 1).trim()];
  });
  return new Response(request.responseText || null, { status: request.status, headers });
}
