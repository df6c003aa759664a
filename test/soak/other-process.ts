import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { issueToken, openIssuer } from "../../dev/issuer.ts";
import type { Environment } from "../../lib/aws/environment.ts";
import { timeLimit } from "../../lib/time-limit.ts";
import { MEMORY_ENVIRONMENT } from "../../stacks/memory.ts";

const ENTRY = fileURLToPath(new URL("service-process.ts", import.meta.url));

/** Milliseconds within which a service starts, and tells what it is asked. */
const PATIENCE_MS = 60_000;

/**
 * Has C's allocator give back at once what is freed; what it would keep for the next picture looks like a leak.
 */
const GIVEN_BACK = { MALLOC_MMAP_THRESHOLD_: "131072", MALLOC_TRIM_THRESHOLD_: "131072" } as const;

/** A service in a process of its own: it may crash, and its memory is nobody else's. */
export interface OtherProcess {
  readonly url: string;
  /** Variables that its functions have: with them, its stores can be reached. */
  readonly environment: Environment;
  token(name: string): Promise<string>;
  /** Resident bytes of the functions once nothing is under way and garbage is collected: the least of several looks. */
  restingBytes(): Promise<number>;
  /** @throws Error with what it wrote last, where it has ended */
  check(): void;
  close(): Promise<void>;
}

/** @param settings of the functions, e.g. `{ MAX_VARIANTS: "100000" }` */
export async function startOtherProcess(settings: Readonly<Record<string, string>> = {}): Promise<OtherProcess> {
  const dataDir = await mkdtemp(join(tmpdir(), "soak-"));
  const child = fork(ENTRY, [dataDir, JSON.stringify(settings)], {
    execArgv: ["--expose-gc", "--import", "tsx"],
    env: {
      ...process.env,
      ...MEMORY_ENVIRONMENT,
      ...GIVEN_BACK,
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
    },
    silent: true,
  });
  const said = lastWords(child);
  const { url, environment } = await answerOf<{ url: string; environment: Environment }>(child, said);
  const issuer = openIssuer(dataDir);
  const check = () => {
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new Error(`the service has ended (${child.exitCode ?? child.signalCode}): ${said()}`);
    }
  };
  return {
    ...{ url, environment, check },
    token: async (name) => issueToken(await issuer, name, `${name}@example.com`),
    async restingBytes() {
      await fetch(`${url}/_local/edge/empty`, { method: "POST", signal: AbortSignal.timeout(PATIENCE_MS) });
      const looks: number[] = [];
      for (let look = 0; look < 5; look++) {
        await sleep(500);
        check();
        const answer = answerOf<{ rssBytes: number }>(child, said);
        child.send("memory");
        looks.push((await answer).rssBytes);
      }
      return Math.min(...looks);
    },
    async close() {
      const ended = once(child, "exit");
      if (child.kill("SIGKILL")) await ended;
      await rm(dataDir, { recursive: true });
    },
  };
}

async function answerOf<T>(child: ChildProcess, said: () => string): Promise<T> {
  const listening = new AbortController();
  const signal = timeLimit(PATIENCE_MS, listening.signal);
  const ended = once(child, "exit", { signal }).then(() => {
    throw new Error(`the service has ended: ${said()}`);
  });
  ended.catch(() => undefined);
  try {
    // What our own process sends has the shape that it says.
    const [message] = (await Promise.race([once(child, "message", { signal }), ended])) as [T];
    return message;
  } finally {
    listening.abort();
  }
}

/** What a process wrote last, for whoever wants to know why it ended. */
function lastWords({ stdout, stderr }: ChildProcess): () => string {
  const output = { text: "" };
  for (const stream of [stdout, stderr]) {
    stream?.on("data", (bytes) => {
      output.text = (output.text + bytes).slice(-10_000);
    });
  }
  return () => output.text;
}
