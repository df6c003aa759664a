import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "../../client/connect.ts";
import { newUser, type User } from "../client/cli/command-run.ts";
import { type KillableService, killableService } from "../client/cli/killable-service.ts";
import { quadrants } from "../pictures/quadrants.ts";
import type { Figures } from "./figures.ts";

/** What `darkroom up --json` says of one file. */
interface Fate {
  readonly path: string;
  readonly id?: string;
  readonly problem?: { readonly code: string };
}

/**
 * Uploads a folder with one file that cannot be read, kills the service with SIGKILL in the middle, and says the same
 * command again: every picture is there once, and of every file it is told what became of it.
 *
 * @param count pictures, e.g. 200
 * @throws Error with what is missing
 */
export async function soakUploads(count: number): Promise<Figures> {
  const folder = await mkdtemp(join(tmpdir(), "uploads-"));
  const dataDir = await mkdtemp(join(tmpdir(), "uploads-data-"));
  const service = await killableService(dataDir);
  const user = newUser({ DARKROOM_URL: service.url });
  try {
    await fill(folder, count);
    await service.start();
    user.environment.DARKROOM_TOKEN = await service.token("you");
    const broken = await brokenRun(service, user, folder, count);
    await service.start();
    const whole = await run(user, folder);
    await judge(whole, user, count);
    return { pictures: count, "uploaded before the kill": idsOf(broken).length, "files told of": whole.length };
  } finally {
    await service.kill();
    user.leave();
    for (const each of [folder, dataDir]) await rm(each, { recursive: true });
  }
}

async function fill(folder: string, count: number): Promise<void> {
  for (let number = 0; number < count; number++) {
    const picture = quadrants(40 + number, 30).png();
    await writeFile(join(folder, `${number}.png`), await picture.toBuffer());
  }
  await symlink(join(folder, "nowhere"), join(folder, "unreadable.png"));
}

/** A run in whose middle nobody answers any more. */
async function brokenRun(service: KillableService, user: User, folder: string, count: number): Promise<Fate[]> {
  const running = run(user, folder);
  const darkroom = connect({ url: service.url, token: user.environment.DARKROOM_TOKEN });
  while ((await darkroom.user()).usage.images < count / 2) await new Promise((resolve) => setTimeout(resolve, 50));
  await service.kill();
  return running;
}

async function run(user: User, folder: string): Promise<Fate[]> {
  const { lines } = await user.run(["up", folder, "--json", "--patience", "1"]);
  return lines.map((line) => JSON.parse(line) as Fate);
}

async function judge(fates: readonly Fate[], user: User, count: number): Promise<void> {
  const ids = idsOf(fates);
  const failed = fates.flatMap(({ problem }) => problem?.code ?? []);
  const there = (await user.run(["ls"])).lines.map((line) => line.slice(0, 26));
  const missing = ids.filter((id) => !there.includes(id));
  if (new Set(ids).size !== count) throw new Error(`${new Set(ids).size} of ${count} pictures have an id`);
  if (failed.join() !== "file-unreadable") throw new Error(`told of as failed: ${failed.join(", ")}`);
  if (missing.length > 0 || there.length !== count) {
    throw new Error(`${there.length} pictures are there, ${missing.length} of those that were told of are not`);
  }
}

function idsOf(fates: readonly Fate[]): string[] {
  return fates.flatMap(({ id }) => id ?? []);
}
