import { readFile } from "node:fs/promises";
import sharp from "sharp";
import { expect, test } from "vitest";
import { PARAMETER_DOCS } from "../../../lib/url/parameter-docs.ts";
import { type ParameterName, ROWS } from "../../../lib/url/parameters.ts";
import { accepts } from "../../../lib/url/sentences.ts";
import { PARAMETER_EXAMPLES } from "../../docs/parameter-examples.ts";
import { parameterPicture, picturePath } from "../../docs/parameter-pictures.ts";
import { meaningOf } from "./meaning.ts";

const seen = ROWS.filter((row) => PARAMETER_EXAMPLES[row.name as ParameterName].unseen === undefined);

test.each(seen.map((row) => [row.key, row] as const))(
  "the picture of %s is small, and shows what the service makes today",
  async (key, row) => {
    const kept = await readFile(new URL(`../../../docs/${picturePath(key)}`, import.meta.url));
    expect(kept.length).toBeLessThan(8_000);
    const made = await parameterPicture(PARAMETER_EXAMPLES[row.name as ParameterName]);
    const [before, after] = await Promise.all([kept, made].map((bytes) => sharp(bytes).ensureAlpha().raw().toBuffer()));
    expect(after!.length).toBe(before!.length);
    expect(after!.reduce((total, level, at) => total + Math.abs(level - before![at]!), 0) / after!.length).toBeLessThan(
      3,
    );
  },
);

test("every example is a URL that the service reads", async () => {
  for (const { query } of Object.values(PARAMETER_EXAMPLES))
    expect(await meaningOf(query), query).toHaveProperty("transform");
});

test("docs/parameters.md says what the table says", async () => {
  const rows = ROWS.map((row) => {
    const aliases = (row.aliases ?? []).map((alias) => `\`${alias}\``).join(" ");
    const byDefault =
      row.default === undefined ? "" : `\`${typeof row.default === "boolean" ? Number(row.default) : row.default}\``;
    const name = row.name as ParameterName;
    return `| \`${row.key}\` | ${aliases} | ${accepts(row)} | ${byDefault} | ${PARAMETER_DOCS[name]} |`;
  });
  const examples = ROWS.map((row) => {
    const { query, unseen } = PARAMETER_EXAMPLES[row.name as ParameterName];
    const picture = unseen ?? `![The original, and beside it what ${row.key} makes of it](${picturePath(row.key)})`;
    return `| \`${row.key}\` | \`/images/ID/transformation?${query}\` | ${picture} |`;
  });
  const page = `# URL parameters

Asked of \`GET /images/:id/transformation\`, in transforms as JSON, and in users' defaults. Any order, any alias and any
spelling of one picture is one variant. A key that nobody knows, one that comes twice and a value that is not accepted
are answered \`400\` with a sentence that says what is. \`utm_*\`, \`gclid\` and \`fbclid\` are ignored.

| key | aliases | accepts | default | what it does |
| --- | --- | --- | --- | --- |
${rows.join("\n")}

## An example of each

The original is on the left, 300 × 200 px, and on the right what the service makes of it. \`npm run parameter-pictures\` makes them again.

| key | example | picture |
| --- | --- | --- |
${examples.join("\n")}

The photograph is "Sunset" by Aitzol Berasategi, [CC-BY-4.0](https://creativecommons.org/licenses/by/4.0/), here cropped and
changed as each example says.

This page is written by a test from \`lib/url/parameters.ts\`; \`npx vitest run test/lib/url/parameter-page.test.ts -u\` writes it again.
`;
  await expect(page).toMatchFileSnapshot("../../../docs/parameters.md");
});
