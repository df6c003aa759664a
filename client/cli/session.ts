import { randomUUID } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { CommandFailure } from "./failure.ts";
import type { World } from "./world.ts";

/** Who is signed in to a service, as it is kept between commands. */
export interface Session {
  readonly issuer: string;
  /** Where the issuer describes itself. */
  readonly discoveryUrl: string;
  readonly clientId: string;
  readonly idToken: string;
  readonly refreshToken?: string;
}

/** Sessions by the address of their service. */
type Sessions = Readonly<Record<string, Session>>;

/** The session with a service, `undefined` when nobody is signed in. */
export async function readSession(world: World, serviceUrl: string): Promise<Session | undefined> {
  const sessions = await readSessions(sessionFile(world));
  return new Map(Object.entries(sessions)).get(serviceUrl);
}

/** Keeps a session where its owner alone can read it; the file is never there by halves. */
export async function writeSession(world: World, serviceUrl: string, session: Session): Promise<void> {
  const file = sessionFile(world);
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const sessions = { ...(await readSessions(file)), [serviceUrl]: session };
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, `${JSON.stringify(sessions, null, 2)}\n`, { mode: 0o600 });
  await rename(draft, file);
}

/** @see https://specifications.freedesktop.org/basedir-spec/latest/ */
function sessionFile({ environment, home }: World): string {
  return join(environment.XDG_CONFIG_HOME || join(home, ".config"), "darkroom", "sessions.json");
}

async function readSessions(file: string): Promise<Sessions> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "{}";
    throw new CommandFailure(`${file} cannot be read (${error.code}).`, undefined, { cause: error });
  });
  try {
    return JSON.parse(text) as Sessions;
  } catch (cause) {
    throw new CommandFailure(`${file} is damaged; remove it and run darkroom login.`, undefined, { cause });
  }
}
