import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { issueToken, openIssuer } from "../../../dev/issuer.ts";

const PROJECT = fileURLToPath(new URL("../../..", import.meta.url));

/** A service in a process of its own, which can die without a word and come back with its data. */
export interface KillableService {
  readonly url: string;
  token(name: string): Promise<string>;
  start(): Promise<void>;
  kill(): Promise<void>;
}

/** @param dataDir e.g. a temporary folder */
export async function killableService(dataDir: string): Promise<KillableService> {
  const port = await freePort();
  let stop = async () => {};
  return {
    url: `http://127.0.0.1:${port}`,
    token: async (name) => issueToken(await openIssuer(dataDir), name, `${name}@example.com`),
    async start() {
      const environment = { ...process.env, PORT: `${port}`, DATA_DIR: dataDir };
      const child = spawn(process.execPath, ["--import", "tsx", "dev/start.ts"], { cwd: PROJECT, env: environment });
      stop = async () => {
        const ended = once(child, "exit");
        child.kill("SIGKILL");
        await ended;
      };
      const output = { text: "" };
      for (const stream of [child.stdout, child.stderr]) stream.on("data", (bytes) => (output.text += bytes));
      while (!output.text.includes("ready ")) {
        if (child.exitCode !== null) throw new Error(output.text);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    kill: () => stop(),
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  return typeof address === "object" && address !== null ? address.port : 0;
}
