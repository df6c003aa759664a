import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

/** A local service in a process of its own. */
export interface Killable {
  readonly url: string;
  /** Sends SIGKILL, which no program can prepare for, and waits for the end. */
  kill(): Promise<void>;
}

/** Starts `serve.ts` in a process of its own, which does not outlive the test. */
export async function startKillable(kind: "sqs" | "dynamodb", folder: string): Promise<Killable> {
  const script = fileURLToPath(new URL("./serve.ts", import.meta.url));
  const child = spawn(process.execPath, ["--import", "tsx", script, kind, folder], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const url = await firstLine(child);
  return {
    url,
    async kill() {
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
    },
  };
}

async function firstLine(child: ChildProcess): Promise<string> {
  let text = "";
  for await (const chunk of child.stdout ?? []) {
    text += chunk;
    if (text.includes("\n")) return text.trim();
  }
  throw new Error("The service ended before it was ready");
}
