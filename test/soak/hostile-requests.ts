import { quadrants } from "../pictures/quadrants.ts";
import type { Figures } from "./figures.ts";
import { type Bystander, createBystander } from "./hostile/bystander.ts";
import { faultsOfAnswer } from "./hostile/faults-of-answer.ts";
import { type Aims, type HostileRequest, hostileRequest } from "./hostile/hostile-request.ts";
import { exchangeRaw, isHead } from "./hostile/raw-exchange.ts";
import { type Memory, watchMemory } from "./memory.ts";
import { type OtherProcess, startOtherProcess } from "./other-process.ts";
import type { Trials } from "./trials.ts";

/** Hostile requests of one round, all about one URL that an honest client asks for afterwards. */
const ROUND = 250;

/** Of them at the same time. */
const AT_ONCE = 8;

/** Wrong answers of a round that are told of. */
const SHOWN = 20;

/** As many variants as rounds, and more, of one image. */
const SETTINGS = { MAX_VARIANTS: "1000000" };

const OWNER = "you";
const STRANGER = "mallory";

/**
 * Sends hostile requests to a local service, and honest ones in between.
 *
 * @throws Error with the seed and number of the first that was answered wrongly, or what an honest client was told
 */
export async function soakRequests({ count, seed, only, endsAt = Number.POSITIVE_INFINITY }: Trials): Promise<Figures> {
  const service = await startOtherProcess(SETTINGS);
  try {
    const scene = await openScene(service);
    const statuses = new Map<number, number>();
    const trials = Array.from({ length: count }, (_, trial) => trial).filter((trial) => trial === (only ?? trial));
    const memory = watchMemory(service, trials.length);
    let sent = 0;
    for (; sent < trials.length && performance.now() < endsAt; sent += ROUND) {
      await memory.look(sent);
      await runRound(scene, seed, trials.slice(sent, sent + ROUND), statuses);
    }
    await scene.checkOwner();
    return { requests: Math.min(sent, trials.length), ...answered(statuses), ...(await figuresOf(memory)) };
  } finally {
    await service.close();
  }
}

async function figuresOf(memory: Memory): Promise<Figures> {
  return { "RSS over the start": await memory.growth() };
}

interface Scene {
  readonly service: OtherProcess;
  readonly bystander: Bystander;
  aims(query: string): Aims;
  /** @throws Error where somebody has changed or seen what is the owner's */
  checkOwner(): Promise<void>;
}

async function openScene(service: OtherProcess): Promise<Scene> {
  const { url } = service;
  const picture = new Uint8Array(await quadrants(64, 48).png().toBuffer());
  const token = await service.token(OWNER);
  const headers = { authorization: `Bearer ${token}`, "content-type": "image/png" };
  const upload = async () => {
    const answer = await fetch(`${url}/upload`, { method: "PUT", headers, body: picture });
    if (answer.status !== 200) throw new Error(`the upload was answered ${answer.status}`);
    return answer.headers.get("location")!.replace("/images/", "");
  };
  const ids = [await upload(), await upload()] as const;
  const strangers = await service.token(STRANGER);
  const owned = async () => {
    const paths = ["/images", "/users/me/defaults"];
    return Promise.all(paths.map(async (path) => (await fetch(`${url}${path}`, { headers })).text()));
  };
  for (let before = ""; !/"ready".*"ready"/s.test(before); before = (await owned()).join()) service.check();
  const before = await owned();
  return {
    service,
    bystander: createBystander(url, ids),
    aims: (query) => ({
      host: new URL(url).host,
      imageId: ids[0],
      path: `/images/${ids[0]}/transformation?${query}`,
      token: strangers,
    }),
    async checkOwner() {
      const after = await owned();
      if (after.join() !== before.join()) throw new Error(`what the owner has is not what it was: ${after.join()}`);
    },
  };
}

/** A variant that nobody has asked for before. */
function freshQuery(round: number): string {
  return `w=48&hue=${round % 360}&bright=${50 + (Math.floor(round / 360) % 150)}`;
}

async function runRound(scene: Scene, seed: number, trials: readonly number[], statuses: Map<number, number>) {
  const { service, bystander } = scene;
  const query = freshQuery(Math.floor(trials[0]! / ROUND));
  const aims = scene.aims(query);
  const left = [...trials];
  const found: string[] = [];
  const send = async () => {
    for (let trial = left.shift(); trial !== undefined; trial = left.shift()) {
      const { status, faults } = await runTrial(service, hostileRequest(seed, trial, aims));
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      found.push(...faults.map((fault) => `request ${trial} of seed ${seed} (--only ${trial}): ${fault}`));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, send));
  if (found.length > 0) throw new Error(found.slice(0, SHOWN).join("\n\n"));
  try {
    await bystander.look(query);
    await scene.checkOwner();
  } catch (cause) {
    throw new Error(`after requests ${trials[0]} to ${trials.at(-1)} of seed ${seed}: ${cause}`, { cause });
  }
}

/** @returns the status, 0 where there was none, and what is wrong with the answer */
async function runTrial(service: OtherProcess, request: HostileRequest) {
  try {
    const answer = await exchangeRaw(service.url, request);
    service.check();
    const faults = answer === undefined ? [] : faultsOfAnswer(answer, isHead(request));
    return { status: answer?.status ?? 0, faults: faults.map((fault) => `${fault}\n${shown(request)}`) };
  } catch (error) {
    return { status: 0, faults: [`${error}\n${shown(request)}`] };
  }
}

function shown({ kind, pieces }: HostileRequest): string {
  return `${kind}: ${JSON.stringify(Buffer.concat(pieces).toString("latin1").slice(0, 600))}`;
}

function answered(statuses: ReadonlyMap<number, number>): Figures {
  const sorted = [...statuses].toSorted(([a], [b]) => a - b);
  return Object.fromEntries(sorted.map(([status, count]) => [status === 0 ? "closed" : `answered ${status}`, count]));
}
