import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { listen } from "../../dev/cloud/loopback-server.ts";
import { planRendering } from "../../lib/image/plan.ts";
import { render } from "../../lib/image/render.ts";
import { type MezzanineFiles, mezzanineFile } from "../contestants/mezzanine-files.ts";
import { greet } from "./usage.ts";

/** Darkroom's own pipeline without its stores: mezzanine in, from a file as the others have it, answer out. */
const FORMATS = ["jpeg", "png", "webp", "avif"] as const;

const [folder = ".", mezzanineFolder = ".", listFile = ""] = process.argv.slice(2);
const known = new Map<string, MezzanineFiles>(Object.entries(JSON.parse(await readFile(listFile, "utf8"))));

const server = await listen(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? "", "http://localhost");
  const name = basename(decodeURIComponent(pathname));
  const { proof, rungs } = known.get(name)!;
  const format = FORMATS.find((each) => each === searchParams.get("fmt")) ?? "jpeg";
  const plan = planRendering(proof, { width: Number(searchParams.get("w")) }, format, rungs);
  const file = plan.rung === undefined ? join(folder, name) : mezzanineFile(mezzanineFolder, name, plan.rung);
  const { bytes, contentType } = await render(await readFile(file), plan);
  response.writeHead(200, { "content-type": contentType, "content-length": bytes.length });
  response.end(bytes);
});
greet({ url: server.url });
