import { expect, test } from "vitest";
import { EDGE_PROBLEMS } from "../../../lib/edge-problems.ts";
import { ROWS } from "../../../lib/url/parameters.ts";
import { readQuery } from "../../../lib/url/read-query.ts";
import { refused, sentenceKey } from "../../../lib/url/refusal.ts";
import { settle } from "../../../lib/url/rules.ts";
import { accepts, sentencesAbout, worded } from "../../../lib/url/sentences.ts";

test.each(ROWS.map((row) => [row.key, row] as const))(
  "a refused value of %s is answered with what is accepted",
  (key, row) => {
    const { code, detail } = worded(refused("parameter-invalid", key)).problem;
    expect(code).toBe("parameter-invalid");
    expect(detail).toMatch(/^[a-z]+ must be .*\.$/);
    expect(detail.split(" ")[0]).toBe(key);
    expect(detail).toContain(accepts(row));
  },
);

test.each(["zoom=2", "w=1&w=2", "w=%", "ar=16:9", "dpr=2", "w=4096&dpr=2", "blur=0"])(
  "?%s is refused with a whole sentence",
  (rawQuery) => {
    const read = readQuery(rawQuery);
    const settled = "problem" in read ? read : settle(read, "exact");
    if (!("problem" in settled)) throw new Error("accepted");
    expect(worded(settled).problem.detail).toMatch(/^[^ ].* .*\.$/);
    expect(worded(settled).problem.detail).not.toContain("undefined");
  },
);

test("an unknown key is answered with the keys that there are where it is said", () => {
  const sentence = sentencesAbout(ROWS.slice(0, 3))[sentenceKey({ code: "parameter-unknown", subject: "zoom" })];
  expect(sentence).toContain("w h fit.");
});

test("there is a sentence for every 400 and 403 that the edge answers", () => {
  const sentences = sentencesAbout(ROWS);
  for (const [code, status] of Object.entries(EDGE_PROBLEMS)) {
    const key = sentenceKey({ code, subject: "w" });
    if (status === 400 || status === 403) expect(sentences[key], code).toMatch(/^ .*\.$/);
  }
});
