import { fork } from "node:child_process";
import { once } from "node:events";
import { nextMessage } from "./next-message.ts";
import type { Usage } from "./usage.ts";

/** A server in a process of its own. */
export interface ServerProcess<Greeting> {
  readonly greeting: Greeting;
  readonly pid: number;
  usage(): Promise<Usage>;
  close(): Promise<void>;
}

/** How a server is started. */
export interface ServerOptions {
  readonly args?: readonly string[];
  /** All the variables that it gets, `PATH` aside. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Node's own arguments, e.g. `["--import", "tsx"]` */
  readonly nodeArgs?: readonly string[];
}

/** Milliseconds that a server may take to begin, and to answer what it has used. */
const PATIENCE_MS = 30_000;

/**
 * Starts a file that greets.
 *
 * @param isGreeting checks what the process says first
 * @throws Error when it ends, or says something else, or nothing in time
 */
export async function startServer<Greeting>(
  file: string,
  isGreeting: (message: unknown) => message is Greeting,
  { args = [], environment = {}, nodeArgs = [] }: ServerOptions = {},
): Promise<ServerProcess<Greeting>> {
  const child = fork(file, [...args], {
    execArgv: [...nodeArgs],
    env: { PATH: process.execPath, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true", ...environment },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const next = (withinMs: number) =>
    nextMessage(child, withinMs).catch((cause: unknown) => {
      child.kill("SIGKILL");
      throw new Error(`${file} did not answer.`, { cause });
    });
  const greeting = await next(PATIENCE_MS);
  const { pid } = child;
  if (!isGreeting(greeting) || pid === undefined) {
    child.kill("SIGKILL");
    throw new Error(`${file} said ${JSON.stringify(greeting)} first.`);
  }
  return {
    greeting,
    pid,
    async usage() {
      const answer = next(PATIENCE_MS);
      child.send("usage");
      // The only thing that it says when asked.
      return (await answer) as Usage;
    },
    async close() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
    },
  };
}

/** A greeting that says where the server listens, and no more. */
export function isAddress(message: unknown): message is { readonly url: string } {
  return typeof message === "object" && message !== null && "url" in message && typeof message.url === "string";
}
