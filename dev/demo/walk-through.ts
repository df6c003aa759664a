import { setTimeout as sleep } from "node:timers/promises";
import type { ImageData } from "../../lib/image-data.ts";
import { readableBytes } from "../../lib/mail/sizes.ts";
import { issueToken } from "../issuer.ts";
import type { Service } from "../service.ts";

/** Accept headers of a browser of today, one of yesterday, and a client that names nothing. */
const CLIENTS = ["image/avif,image/webp,*/*", "image/webp,*/*", "*/*"];

/** Milliseconds between two looks at an image that is being processed. */
const LOOK_AGAIN_MS = 100;

/**
 * Takes a photo through the service as its users would, and tells each step.
 *
 * @param print gets a line at a time
 * @param signal ends the walk, with its reason as the error
 * @throws Error with the service's own sentence, when it refuses the photo or cannot process it
 */
export async function walkThrough(
  service: Service,
  photo: Uint8Array,
  print: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  const token = await issueToken(service.issuer, "you", "you@example.com");
  const ask = asker(service.url, token, signal);

  print(`Darkroom runs at ${service.url}.\n`);
  const uploaded = await ask("PUT", "/upload", { "content-type": "image/jpeg" }, photo);
  const location = uploaded.headers.get("location")!;
  print(`1. PUT /upload of ${readableBytes(photo.length)}: ${uploaded.status}, Location: ${location}`);

  print("2. The same URL, one answer for each kind of client:");
  const url = `${location}/transformation?w=640`;
  for (const accept of CLIENTS) print(`   ${await picture(ask, url, accept)}`);
  print("3. Again: nothing is computed.");
  print(`   ${await picture(ask, url, CLIENTS[0]!)}`);
  await ask("POST", "/_local/edge/empty");
  print("4. And once more with an empty edge: the variant bucket has it.");
  print(`   ${await picture(ask, url, CLIENTS[0]!)}`);

  const data = await settled(ask, location, signal);
  print(`5. The worker has made ${data.renditions.length} renditions, and a mail is on its way:`);
  print(await mail(ask, signal));

  const removed = await ask("DELETE", location);
  print(`6. DELETE ${location}: ${removed.status}`);
  const gone = await fetch(`${service.url}${url}`, { signal });
  print(`   GET ${url}: ${gone.status} ${((await gone.json()) as { code: string }).code}`);
  const receipt = (await (await ask("GET", `${location}/erasure`)).json()) as { removed: object };
  print(`   Receipt: removed ${JSON.stringify(receipt.removed)}`);
}

type Ask = (method: string, path: string, headers?: Record<string, string>, body?: Uint8Array) => Promise<Response>;

function asker(url: string, token: string, signal: AbortSignal): Ask {
  return async (method, path, headers = {}, body) => {
    const init = { method, signal, headers: { authorization: `Bearer ${token}`, ...headers } };
    const response = await fetch(`${url}${path}`, body ? { ...init, body: new Uint8Array(body) } : init);
    if (response.ok) return response;
    const { code, detail } = (await response.json()) as { code: string; detail: string };
    throw new Error(`${method} ${path} was answered ${response.status} ${code}: ${detail}`);
  };
}

async function picture(ask: Ask, path: string, accept: string): Promise<string> {
  const began = performance.now();
  const response = await ask("GET", path, { accept });
  const bytes = (await response.arrayBuffer()).byteLength;
  const milliseconds = Math.round(performance.now() - began);
  const from = response.headers.get("x-image-origin") ?? "variant bucket";
  const cache = response.headers.get("x-cache")?.startsWith("Hit") ? "edge" : from;
  return `${response.headers.get("content-type")}, ${readableBytes(bytes)}, from the ${cache}, ${milliseconds} ms`;
}

async function settled(ask: Ask, location: string, signal: AbortSignal): Promise<ImageData> {
  for (;;) {
    const data = (await (await ask("GET", location)).json()) as ImageData;
    if (data.state === "failed") throw new Error(`The picture could not be processed: ${data.problem?.detail}`);
    if (data.state === "ready") return data;
    await pause(signal);
  }
}

async function mail(ask: Ask, signal: AbortSignal): Promise<string> {
  for (;;) {
    const [first] = (await (await ask("GET", "/inbox.json")).json()) as {
      to: string[];
      subject: string;
      text: string;
    }[];
    if (first !== undefined) {
      const text = first.text.trim().replace(/\n+/g, "\n").replaceAll("\n", "\n     ");
      return `   To: ${first.to[0]}\n   Subject: ${first.subject}\n     ${text}`;
    }
    await pause(signal);
  }
}

/** @throws the signal's own reason, not that of the sleep that it ended */
async function pause(signal: AbortSignal): Promise<void> {
  await sleep(LOOK_AGAIN_MS, undefined, { signal }).catch(() => signal.throwIfAborted());
}
