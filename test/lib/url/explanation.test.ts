import { expect, test } from "vitest";
import { explainRequest } from "../../../lib/url/explanation.ts";
import { DEFAULT_UNSIGNED_URLS } from "../../../lib/url/unsigned.ts";
import { VIEWER_CASES } from "../../edge/cases.ts";
import { expectedAnswer } from "../../edge/expected-answer.ts";
import { IMAGE_ID } from "../../edge/image-id.ts";

const URI = `/images/${IMAGE_ID}/transformation`;

test("an explanation says what the edge answers, whatever it is asked", async () => {
  const cases = VIEWER_CASES.filter(({ uri }) => uri === URI);
  for (const each of cases) {
    const { uri, rawQuery = "", accept } = each;
    const request = { id: IMAGE_ID, rawQuery, accept: accept.length === 0 ? undefined : accept.join() };
    const { explanation } = await explainRequest(request, DEFAULT_UNSIGNED_URLS, Date.now());
    const { refusal, variant } = explanation;
    const answer = await expectedAnswer({ uri, rawQuery, accept });
    // Whether a signature is right, only who has the key can tell.
    if (answer !== "403 signature-invalid") {
      expect(refusal === null ? variant : `${refusal.status} ${refusal.code}`, rawQuery.slice(0, 400)).toBe(answer);
    }
  }
  expect(cases.length).toBeGreaterThan(300);
});
