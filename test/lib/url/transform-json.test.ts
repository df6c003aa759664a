import fc from "fast-check";
import { expect, test } from "vitest";
import { parseTransformJson, transformJson } from "../../../lib/url/transform-json.ts";
import { anyRequest } from "./any-request.ts";
import { meaningOf } from "./meaning.ts";
import { plainQuery } from "./spelling.ts";

test("a transform's JSON reads back as the transform, through text as well", async () => {
  await fc.assert(
    fc.asyncProperty(anyRequest, async (asked) => {
      const meaning = await meaningOf(plainQuery(asked), "exact");
      if ("code" in meaning) return;
      const json: unknown = JSON.parse(JSON.stringify(transformJson(meaning.transform)));
      expect(await parseTransformJson(json)).toEqual({ transform: meaning.transform });
    }),
  );
});

test.each([
  [{ w: 641 }, { width: 641 }],
  [{ width: "641" }, { width: 641 }],
  [
    { gray: true, we: "1" },
    { grayscale: true, enlarge: true },
  ],
  [{ gray: false }, {}],
  [
    { rot: 90, flop: 1 },
    { rotate: "90", flip: "h" },
  ],
  [{ bg: "Red" }, { background: "ff0000" }],
  [{ w: 100, dpr: 1.5 }, { width: 150 }],
  [{ fpx: 0.3, fpy: 0.7 }, { focalPoint: [30, 70] }],
  [{ utm_source: "mail" }, {}],
  [{}, {}],
])("%j means what the same text means in a URL", async (json, transform) => {
  expect(await parseTransformJson(json)).toEqual({ transform });
});

test.each([
  [null, "parameter-invalid"],
  [[], "parameter-invalid"],
  ["w=640", "parameter-invalid"],
  [{ w: null }, "parameter-invalid"],
  [{ w: [640] }, "parameter-invalid"],
  [{ w: { toString: "640" } }, "parameter-invalid"],
  [{ w: 640.5 }, "parameter-invalid"],
  [{ w: 1e21 }, "parameter-invalid"],
  [{ w: true }, "parameter-invalid"],
  [{ w: 640, width: 640 }, "parameter-repeated"],
  [{ ar: "16:9" }, "parameter-conflict"],
  [{ exp: 1_900_000_000 }, "parameter-conflict"],
  [{ s: `k1.${"A".repeat(43)}` }, "parameter-conflict"],
  [JSON.parse('{"__proto__": 640}'), "parameter-unknown"],
  [{ constructor: 640 }, "parameter-unknown"],
  [{ "\ud800": 640 }, "parameter-unknown"],
  [{ W: 640 }, "parameter-unknown"],
])("%j is refused as %s", async (json, code) => {
  expect(await parseTransformJson(json)).toMatchObject({ problem: { code } });
});
