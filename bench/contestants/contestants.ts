import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openTogether } from "../../dev/open-parts.ts";
import type { Order } from "../load/order.ts";
import type { BuiltServers } from "../servers/build-servers.ts";
import { divideCores, shareCores } from "../servers/cores.ts";
import { isAddress, type ServerProcess, startServer } from "../servers/server-process.ts";
import type { Contestant, ContestantName } from "./contestant.ts";
import { fetchMezzanines } from "./mezzanine-files.ts";
import type { Stage } from "./stage.ts";

/** More variants than any run asks for: the bound is not what is measured. */
const UNBOUNDED = "999999999";

/** Every contestant, ours first. */
export interface Contestants {
  readonly contestants: readonly Contestant[];
  /** Whether they have a core that neither their stores nor who asks them uses. */
  readonly haveOwnCore: boolean;
  close(): Promise<void>;
}

/**
 * Starts every contestant afresh, so that the peak of its memory is of what follows; on one core, where that can be: they
 * take turns, and each has then as much as a Lambda function.
 */
export async function startContestants(servers: BuiltServers, stage: Stage): Promise<Contestants> {
  const starts = [startDarkroom, startPipeline, startBareSharp, startIpx];
  return openTogether(async (opened) => {
    const contestants: Contestant[] = [];
    for (const start of starts) contestants.push(opened(await start(servers, stage)));
    const others = [process.pid, stage.service.pid];
    const haveOwnCore = await divideCores(pidsOf(contestants), others);
    opened({ close: () => shareCores(others) });
    return { contestants, haveOwnCore };
  });
}

function pidsOf(contestants: readonly Contestant[]): readonly number[] {
  return contestants.map(({ pid }) => pid);
}

/** The deployed transformer with its stores. */
export async function startDarkroom(servers: BuiltServers, { service, folder }: Stage): Promise<Contestant> {
  const environment = { ...service.environment, MAX_VARIANTS: UNBOUNDED };
  const options = { args: [servers.transformerBundle], environment };
  const server = await startServer(servers.transformer, isAddress, options);
  const darkroom = contestant("darkroom", server, ({ picture, output }) => {
    const id = service.imageIds.get(picture.name);
    if (id === undefined) throw new Error(`${folder}/${picture.name} was not uploaded.`);
    return `/images/${id}/w-${output.widthPx}.${output.format}`;
  });
  return { ...darkroom, storesUsage: service.usage };
}

/** Darkroom's pipeline over files, as the others read theirs. */
async function startPipeline(servers: BuiltServers, stage: Stage): Promise<Contestant> {
  const { folder, mezzanineFolder, service } = stage;
  const known = await fetchMezzanines(service, mezzanineFolder);
  const list = join(mezzanineFolder, "mezzanines.json");
  await writeFile(list, JSON.stringify(known));
  const server = await startServer(servers.pipeline, isAddress, { args: [folder, mezzanineFolder, list] });
  return contestant("pipeline", server, fileQuery);
}

/** The least that serves pictures with sharp. */
export async function startBareSharp(servers: BuiltServers, { folder }: Stage): Promise<Contestant> {
  const server = await startServer(servers.bareSharp, isAddress, { args: [folder] });
  return contestant("bare sharp", server, fileQuery);
}

/** ipx with its own handler. */
export async function startIpx(servers: BuiltServers, { folder }: Stage): Promise<Contestant> {
  const server = await startServer(servers.ipx, isAddress, { args: [folder] });
  return contestant("ipx", server, ({ picture, output }) => {
    return `/w_${output.widthPx},f_${output.format}/${encodeURIComponent(picture.name)}`;
  });
}

function fileQuery({ picture, output }: Order): string {
  return `/${encodeURIComponent(picture.name)}?w=${output.widthPx}&fmt=${output.format}`;
}

function contestant(
  name: ContestantName,
  { greeting, pid, usage, close }: ServerProcess<{ readonly url: string }>,
  pathOf: (order: Order) => string,
): Contestant {
  return { name, pid, usage, close, urlOf: (order) => `${greeting.url}${pathOf(order)}` };
}
