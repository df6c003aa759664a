import { expect, test } from "vitest";
import { PROBLEMS, type ProblemCode, RETRY_SECONDS } from "../../lib/problem.ts";
import { PROBLEM_DOCS } from "../../lib/problem-docs.ts";

test("docs/problems.md says what the table of problems says", async () => {
  const codes = Object.keys(PROBLEMS) as ProblemCode[];
  const rows = codes
    .sort((one, other) => PROBLEMS[one] - PROBLEMS[other])
    .map((code) => {
      const { cause, cure } = PROBLEM_DOCS[code];
      return `| \`${code}\` | ${PROBLEMS[code]} | ${cause} | ${cure} | ${RETRY_SECONDS[code] ?? ""} |`;
    });
  const page = `# Problems

Every error of our own is \`application/problem+json\` ([RFC 9457](https://www.rfc-editor.org/rfc/rfc9457)): \`type\`, \`title\`,
\`status\`, \`code\` and \`detail\`. The code is a promise; \`detail\` is a sentence for people, whose words may change. The last
column is \`Retry-After\` in seconds, where waiting helps and the answer does not say it better.

| code | status | cause | cure | retry |
| --- | --- | --- | --- | --- |
${rows.join("\n")}

This page is written by a test from \`lib/problem.ts\`; \`npx vitest run test/lib/problem-page.test.ts -u\` writes it again.
`;
  await expect(page).toMatchFileSnapshot("../../docs/problems.md");
});
