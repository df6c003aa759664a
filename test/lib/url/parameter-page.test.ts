import { expect, test } from "vitest";
import { PARAMETER_DOCS } from "../../../lib/url/parameter-docs.ts";
import { type ParameterName, ROWS } from "../../../lib/url/parameters.ts";
import { accepts } from "../../../lib/url/sentences.ts";

test("docs/parameters.md says what the table says", async () => {
  const rows = ROWS.map((row) => {
    const aliases = (row.aliases ?? []).map((alias) => `\`${alias}\``).join(" ");
    const byDefault =
      row.default === undefined ? "" : `\`${typeof row.default === "boolean" ? Number(row.default) : row.default}\``;
    return `| \`${row.key}\` | ${aliases} | ${accepts(row)} | ${byDefault} | ${PARAMETER_DOCS[row.name as ParameterName]} |`;
  });
  const page = `# URL parameters

Asked of \`GET /images/:id/transformation\`, in transforms as JSON, and in users' defaults. Any order, any alias and any
spelling of one picture is one variant. A key that nobody knows, one that comes twice and a value that is not accepted
are answered \`400\` with a sentence that says what is. \`utm_*\`, \`gclid\` and \`fbclid\` are ignored.

| key | aliases | accepts | default | what it does |
| --- | --- | --- | --- | --- |
${rows.join("\n")}

This page is written by a test from \`lib/url/parameters.ts\`; \`npx vitest run -u\` writes it again.
`;
  await expect(page).toMatchFileSnapshot("../../../docs/parameters.md");
});
