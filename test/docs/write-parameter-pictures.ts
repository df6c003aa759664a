import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { type ParameterName, ROWS } from "../../lib/url/parameters.ts";
import { PARAMETER_EXAMPLES } from "./parameter-examples.ts";
import { parameterPicture, picturePath } from "./parameter-pictures.ts";

/** Makes the pictures of docs/parameters.md anew: `npm run parameter-pictures`. */
for (const row of ROWS) {
  const example = PARAMETER_EXAMPLES[row.name as ParameterName];
  if (example.unseen !== undefined) continue;
  const file = fileURLToPath(new URL(`../../docs/${picturePath(row.key)}`, import.meta.url));
  await mkdir(dirname(file), { recursive: true });
  const picture = await parameterPicture(example);
  await writeFile(file, picture);
  console.log(`${row.key}: ${picture.length} bytes`);
}
