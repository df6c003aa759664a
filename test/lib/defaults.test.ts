import { expect, test } from "vitest";
import { defaultsJson, parseDefaults, SERVICE_DEFAULTS } from "../../lib/defaults.ts";

const EXTRA = ["a", "b", "c", "d", "e"];

function renditions(names: readonly string[]) {
  return Object.fromEntries(names.map((name) => [name, { w: 100 }]));
}

test("nothing said is the service's own", async () => {
  expect(await parseDefaults({})).toEqual({ defaults: SERVICE_DEFAULTS });
});

test("the mail's three may be changed, and those that are left out stay", async () => {
  const parsed = await parseDefaults({ renditions: { medium: { w: 900, q: 60 }, hero: { w: 2001 } } });
  expect(parsed).toEqual({
    defaults: {
      transform: {},
      renditions: {
        small: { width: 320 },
        medium: { width: 900, quality: 60 },
        large: { width: 1600 },
        hero: { width: 2001 },
      },
    },
  });
});

test.each([
  SERVICE_DEFAULTS,
  { transform: { quality: 60, background: "ff0000", focalPoint: [30, 70] }, renditions: SERVICE_DEFAULTS.renditions },
] as const)("defaults read back from their JSON: %j", async (defaults) => {
  expect(await parseDefaults(JSON.parse(JSON.stringify(defaultsJson(defaults))))).toEqual({ defaults });
});

test("five renditions may be added and no sixth", async () => {
  expect(await parseDefaults({ renditions: renditions(EXTRA) })).toHaveProperty("defaults");
  expect(await parseDefaults({ renditions: renditions([...EXTRA, "f"]) })).toHaveProperty("problem");
});

test("the mail's three do not count as added", async () => {
  expect(await parseDefaults({ renditions: renditions(["small", "medium", "large", ...EXTRA]) })).toHaveProperty(
    "defaults",
  );
});

test("a rendition may bear any allowed name, that of an object's own parts too", async () => {
  const names = ["constructor", "-", "z".repeat(32)];
  const parsed = await parseDefaults({ renditions: renditions(names) });
  if ("problem" in parsed) throw new Error(parsed.problem.detail);
  expect(Object.keys(parsed.defaults.renditions)).toEqual(["small", "medium", "large", ...names]);
});

test.each(["", "A", "a b", "a_b", "é", "z".repeat(33), "a\n"])("the name %j is refused", async (name) => {
  expect(await parseDefaults({ renditions: { [name]: {} } })).toMatchObject({ problem: { code: "parameter-invalid" } });
});

test.each([
  [null, "parameter-invalid"],
  [[], "parameter-invalid"],
  ["{}", "parameter-invalid"],
  [{ transform: [] }, "parameter-invalid"],
  [{ transform: { w: 0 } }, "parameter-invalid"],
  [{ renditions: [] }, "parameter-invalid"],
  [{ renditions: { small: null } }, "parameter-invalid"],
  [{ renditions: { small: { w: 0 } } }, "parameter-invalid"],
  [{ other: 1 }, "parameter-unknown"],
  [{ transform: { nonsense: 1 } }, "parameter-unknown"],
  [JSON.parse('{"__proto__": {}}'), "parameter-unknown"],
  [JSON.parse('{"renditions": {"__proto__": {}}}'), "parameter-invalid"],
  [{ transform: { p: "small" } }, "parameter-conflict"],
  [{ transform: { d: 0 } }, "parameter-conflict"],
  [{ renditions: { small: { fmt: "json" } } }, "parameter-conflict"],
  [{ transform: { exp: 1 } }, "parameter-conflict"],
])("%j is refused as %s", async (json, code) => {
  expect(await parseDefaults(json)).toMatchObject({ problem: { code } });
});

test("a refusal names its place", async () => {
  const parsed = await parseDefaults({ renditions: { hero: { w: 0 } } });
  expect(parsed).toMatchObject({ problem: { detail: expect.stringContaining("renditions.hero") } });
});
