import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** Bytes to send as they are, which no client library would. */
export interface Wire {
  /** Sent one after the other, with a pause between. */
  readonly pieces: readonly Buffer[];
  /** Whether a request is whole by then; else nobody waits for an answer. */
  readonly isWhole: boolean;
}

/** An answer as it came, e.g. `{ status: 400, headers: [["content-type", "text/plain"]], body }`. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
}

const PAUSE_MS = 2;

/** Milliseconds within which an answer must have come; who asks for the playground first waits until it is built. */
const PATIENCE_MS = 60_000;

/** Whether an answer has no body, whatever its headers say. */
export function isHead({ pieces }: Wire): boolean {
  return pieces[0]?.toString("latin1", 0, 5) === "HEAD ";
}

/**
 * Sends bytes to a server and reads the first answer.
 *
 * @returns `undefined` where the server closed without a word, or the request was not whole
 * @throws Error where there is no answer in time, or it is none
 */
export async function exchangeRaw(url: string, wire: Wire): Promise<RawAnswer | undefined> {
  const { pieces, isWhole } = wire;
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname).setNoDelay(true);
  const answer = readAnswer(socket, isHead(wire));
  answer.catch(() => undefined);
  try {
    for (const [at, piece] of pieces.entries()) {
      if (at > 0) await sleep(PAUSE_MS);
      if (!socket.destroyed) socket.write(piece);
    }
    return isWhole ? await answer : await Promise.race([answer, sleep(PAUSE_MS, undefined)]);
  } finally {
    // A reset leaves no port behind that has to wait.
    socket.resetAndDestroy();
  }
}

function readAnswer(socket: Socket, isBodiless: boolean): Promise<RawAnswer | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const look = (isOver: boolean) => {
      const bytes = Buffer.concat(chunks);
      const answer = parseAnswer(bytes, isOver || isBodiless);
      if (answer !== undefined) resolve(answer);
      else if (isOver && bytes.length === 0) resolve(undefined);
      else if (isOver) reject(new Error(`this is no answer: ${bytes.toString("latin1").slice(0, 200)}`));
    };
    socket.setTimeout(PATIENCE_MS, () => reject(new Error("there was no answer")));
    socket.on("data", (chunk) => {
      chunks.push(chunk);
      look(false);
    });
    socket.on("error", () => look(true));
    socket.on("close", () => look(true));
  });
}

/** @param isOver whether nothing more comes. @returns `undefined` while it is not whole */
function parseAnswer(bytes: Buffer, isOver: boolean): RawAnswer | undefined {
  const end = bytes.indexOf("\r\n\r\n");
  if (end < 0) return undefined;
  const [first = "", ...lines] = bytes.toString("latin1", 0, end).split("\r\n");
  const [, code] = /^HTTP\/1\.1 (\d{3}) /.exec(first) ?? [];
  if (code === undefined) return undefined;
  const status = Number(code);
  const rest = bytes.subarray(end + 4);
  if (status === 100) return parseAnswer(rest, isOver);
  const headers = lines.map((line) => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const;
  });
  const length = headers.find(([name]) => name === "content-length")?.[1];
  const isEmpty = status === 204 || status === 304;
  const isChunked = headers.some(([name, value]) => name === "transfer-encoding" && value === "chunked");
  const isWhole = isEmpty || isOver || (isChunked ? rest.includes("0\r\n\r\n") : rest.length >= Number(length));
  return isWhole
    ? { status, headers, body: rest.subarray(0, length === undefined ? undefined : Number(length)) }
    : undefined;
}
