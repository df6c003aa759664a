import type { Order } from "../load/order.ts";
import type { BuiltServers } from "../servers/build-servers.ts";
import { isAddress, type ServerProcess, startServer } from "../servers/server-process.ts";
import type { Contestant, ContestantName } from "./contestant.ts";
import type { Stage } from "./stage.ts";

/** More variants than any run asks for: the bound is not what is measured. */
const UNBOUNDED = "999999999";

/** Starts every contestant afresh, so that the peak of its memory is of what follows. */
export async function startContestants(servers: BuiltServers, stage: Stage): Promise<Contestant[]> {
  return [await startDarkroom(servers, stage), await startBareSharp(servers, stage), await startIpx(servers, stage)];
}

async function startDarkroom(servers: BuiltServers, { service, folder }: Stage): Promise<Contestant> {
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

async function startBareSharp(servers: BuiltServers, { folder }: Stage): Promise<Contestant> {
  const server = await startServer(servers.bareSharp, isAddress, { args: [folder] });
  return contestant("bare sharp", server, ({ picture, output }) => {
    return `/${encodeURIComponent(picture.name)}?w=${output.widthPx}&fmt=${output.format}`;
  });
}

async function startIpx(servers: BuiltServers, { folder }: Stage): Promise<Contestant> {
  const server = await startServer(servers.ipx, isAddress, { args: [folder] });
  return contestant("ipx", server, ({ picture, output }) => {
    return `/w_${output.widthPx},f_${output.format}/${encodeURIComponent(picture.name)}`;
  });
}

function contestant(
  name: ContestantName,
  { greeting, usage, stop }: ServerProcess<{ readonly url: string }>,
  pathOf: (order: Order) => string,
): Contestant {
  return { name, usage, stop, urlOf: (order) => `${greeting.url}${pathOf(order)}` };
}
