import { createIPX, createIPXNodeServer, ipxFSStorage } from "ipx";
import { listen } from "../../dev/cloud/loopback-server.ts";
import { greet } from "./usage.ts";

/** ipx with its own handler, as its manual sets it up: `/w_800,f_jpeg/{file}`. */
const folder = process.argv[2] ?? ".";

const handler = createIPXNodeServer(createIPX({ storage: ipxFSStorage({ dir: folder }) }));
const server = await listen(async (request, response) => void (await handler(request, response)));
greet({ url: server.url });
