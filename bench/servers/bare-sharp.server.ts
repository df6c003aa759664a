import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import sharp from "sharp";
import { listen } from "../../dev/cloud/loopback-server.ts";
import { greet } from "./usage.ts";

/** The least that serves pictures: original in, sharp's own defaults, answer out. `/{file}?w=800&fmt=jpeg` */
const FORMATS = ["jpeg", "png", "webp", "avif"] as const;

const folder = process.argv[2] ?? ".";

const server = await listen(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? "", "http://localhost");
  const format = FORMATS.find((each) => each === searchParams.get("fmt")) ?? "jpeg";
  const original = await readFile(join(folder, basename(decodeURIComponent(pathname))));
  const answer = await sharp(original)
    .autoOrient()
    .resize({ width: Number(searchParams.get("w")), withoutEnlargement: true })
    .toFormat(format)
    .toBuffer();
  response.writeHead(200, { "content-type": `image/${format}`, "content-length": answer.length });
  response.end(answer);
});
greet({ url: server.url });
