import { readFile, writeFile } from "node:fs/promises";
import { basename, extname } from "node:path";
import { connect } from "darkroom/client";
import { tile } from "./tile.js";

const { DARKROOM_URL: url = "http://127.0.0.1:8787", DARKROOM_TOKEN: token } = process.env;
const darkroom = connect({ url, token });

// What `darkroom up --json` wrote: a line for each file, with its id or the reason why it has none.
const lines = (await readFile("pictures.jsonl", "utf8")).trim().split("\n");
const tiles = [];
for (const { path, id } of lines.map((line) => JSON.parse(line))) {
  if (id === undefined) continue;
  const image = await darkroom.image(id);
  tiles.push(tile(image, image.title ?? basename(path, extname(path)), url));
}

const page = await readFile("page.html", "utf8");
await writeFile(
  "index.html",
  page.replace("<!-- tiles -->", () => tiles.join("\n")),
);
console.log(`index.html shows ${tiles.length} pictures.`);
