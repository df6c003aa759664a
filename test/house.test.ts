import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const PROJECT = fileURLToPath(new URL("..", import.meta.url));

interface Room {
  /** Files of ours that may be imported, as the beginning of their path. */
  readonly files: readonly string[];
  /** Packages whose use is kept to some rooms; all others are free. */
  readonly packages: readonly string[];
}

const GROUND = ["lib/url/", "lib/mail/", "lib/*"];

/** What of URLs a deployer may set, and what the edge has in its store. */
const SET_AND_STORED = ["edge-values", "ladder", "parse-ladder", "signed-urls", "unsigned"].map(
  (name) => `lib/url/${name}.ts`,
);

/** The first room whose name a file begins with; `lib/*` are the files right in `lib/`. */
const ROOMS: Readonly<Record<string, Room>> = {
  "sst.config.ts": { files: ["stacks/"], packages: ["sst"] },
  // The build writes the edge's switch from the table, and its ladder.
  "stacks/build/": {
    files: ["stacks/", "lib/limits.ts", "lib/url/", "package.json"],
    packages: ["esbuild", "acorn", "vite"],
  },
  "stacks/": {
    files: [
      "stacks/",
      "lib/limits.ts",
      "lib/page-policy.ts",
      "lib/tables.ts",
      "lib/metrics.ts",
      "lib/prices.ts",
      ...SET_AND_STORED,
      "lib/url/dialects/dialects.ts",
      "package.json",
    ],
    packages: ["aws-cdk-lib", "esbuild", "acorn"],
  },
  "edge/": { files: ["edge/", "lib/"], packages: [] },
  "api/": { files: ["api/", "lib/"], packages: ["hono", "jose"] },
  "lib/operations/": { files: ["lib/operations/", "lib/image/", ...GROUND], packages: [] },
  "lib/image/": { files: ["lib/image/", ...GROUND], packages: ["sharp"] },
  "lib/aws/": { files: ["lib/aws/", ...GROUND], packages: ["@aws-sdk", "aws4"] },
  "lib/url/": { files: GROUND, packages: [] },
  "lib/mail/": { files: GROUND, packages: [] },
  "lib/": { files: GROUND, packages: [] },
  "web/": { files: ["web/", "client/", ...GROUND], packages: ["oauth4webapi"] },
  "package/": { files: ["package/", "stacks/build/"], packages: ["esbuild"] },
  "client/cli/": {
    files: ["client/", "package.json", ...GROUND],
    packages: ["commander", "log-update", "open", "openid-client"],
  },
  "client/": { files: ["client/", ...GROUND], packages: [] },
  "dev/": {
    files: ["dev/", "stacks/build/", "edge/", "api/", "lib/"],
    packages: ["hono", "jose", "dynalite", "classic-level"],
  },
  "bench/": {
    files: ["bench/", "dev/", "stacks/build/", "stacks/memory.ts", "edge/", "api/", "lib/"],
    packages: ["sharp", "ipx", "esbuild"],
  },
};

const KEPT_PACKAGES = [
  ...["@aws-sdk", "aws4", "sharp", "hono", "jose", "aws-cdk-lib", "sst", "esbuild", "acorn", "dynalite", "ipx"],
  "classic-level",
  ...["commander", "log-update", "open", "openid-client", "vite", "oauth4webapi"],
];

/** What the ground imports must be light enough for the edge, or stay out of the edge's reach. */
const GROUND_PACKAGES = ["query-string", "node:crypto", "node:async_hooks"];

const SKIPPED = new Set(["node_modules", ".git", ".build", "dist", ".local", ".sst", "cdk.out", "test"]);

function sourceFiles(folder = PROJECT): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : sourceFiles(path);
    return /\.ts$/.test(entry.name) && !/\.(d|config)\.ts$/.test(entry.name) ? [relative(PROJECT, path)] : [];
  });
}

interface Import {
  readonly file: string;
  /** A path from the project's folder, or a package. */
  readonly target: string;
  readonly isOurs: boolean;
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(PROJECT, file), "utf8");
  const found = text.matchAll(/^(?:import|export)\s[^;]*?from "([^"]+)"|^import "([^"]+)"|import\("([^"]+)"\)/gm);
  return [...found].map((match) => {
    const target = (match[1] ?? match[2] ?? match[3])!;
    const isOurs = target.startsWith(".");
    return { file, isOurs, target: isOurs ? join(dirname(file), target) : target };
  });
}

const FILES = sourceFiles();
const IMPORTS = FILES.flatMap(importsOf);

function roomOf(file: string): Room | undefined {
  const name = Object.keys(ROOMS).find((each) => file.startsWith(each));
  return name === undefined ? undefined : ROOMS[name];
}

function isAllowed(allowed: readonly string[], target: string): boolean {
  return allowed.some((each) => (each === "lib/*" ? /^lib\/[^/]+$/.test(target) : target.startsWith(each)));
}

function packageOf(target: string): string | undefined {
  return KEPT_PACKAGES.find((name) => target === name || target.startsWith(`${name}/`));
}

describe("the house", () => {
  test("has every file in a room", () => {
    expect(FILES.filter((file) => roomOf(file) === undefined)).toEqual([]);
    expect(FILES.length).toBeGreaterThan(100);
  });

  test("has imports that go down, never up, never sideways", () => {
    const wrong = IMPORTS.filter(({ file, target, isOurs }) => isOurs && !isAllowed(roomOf(file)!.files, target));
    expect(wrong).toEqual([]);
  });

  test("keeps each package to its room", () => {
    const wrong = IMPORTS.filter(({ file, target }) => {
      const name = packageOf(target);
      return name !== undefined && !roomOf(file)!.packages.includes(name);
    });
    expect(wrong).toEqual([]);
  });

  test("has a ground that the edge could carry", () => {
    const ground = IMPORTS.filter(({ file, isOurs }) => !isOurs && /^lib\/(url\/|[^/]+$)/.test(file));
    expect(ground.filter(({ target }) => !GROUND_PACKAGES.includes(target))).toEqual([]);
  });

  test("has a client for browsers, where there is no Node", () => {
    const isServers = (file: string) => /^client\/(cli\/|(sign|sign-url|signed-srcset)\.ts$)/.test(file);
    const reached = new Set(FILES.filter((file) => file.startsWith("client/") && !isServers(file)));
    for (const file of reached) for (const each of importsOf(file)) if (each.isOurs) reached.add(each.target);
    const packages = IMPORTS.filter(({ file, isOurs }) => reached.has(file) && !isOurs).map(({ target }) => target);
    expect(new Set(packages)).toEqual(new Set(["query-string"]));
    expect([...reached].filter((file) => file.startsWith("client/cli/"))).toEqual([]);
  });

  test("has a page that needs nothing of Node, and nothing of the command line", () => {
    const reached = new Set(FILES.filter((file) => file.startsWith("web/")));
    for (const file of reached) for (const each of importsOf(file)) if (each.isOurs) reached.add(each.target);
    const packages = [...reached].flatMap(importsOf).filter(({ isOurs }) => !isOurs);
    expect(new Set(packages.map(({ target }) => target))).toEqual(
      new Set(["query-string", "oauth4webapi", "thumbhash"]),
    );
    expect([...reached].filter((file) => file.startsWith("client/cli/"))).toEqual([]);
  });

  test("has no two files that need each other", () => {
    const targets = new Map(FILES.map((file) => [file, importsOf(file).filter((each) => each.isOurs)]));
    const cycles: string[] = [];
    const seen = new Set<string>();
    const visit = (file: string, path: readonly string[]) => {
      if (path.includes(file)) cycles.push([...path.slice(path.indexOf(file)), file].join(" → "));
      if (seen.has(file)) return;
      seen.add(file);
      for (const { target } of targets.get(file) ?? []) visit(target, [...path, file]);
    };
    for (const file of FILES) if (cycles.length === 0) visit(file, []);
    expect(cycles).toEqual([]);
  });

  test("has files of one screen or a few, tables apart", () => {
    const tables = new Set(["lib/url/color-names.ts", "lib/url/parameters.ts"]);
    const long = FILES.filter((file) => readFileSync(join(PROJECT, file), "utf8").split("\n").length > 201);
    expect(long.filter((file) => !tables.has(file))).toEqual([]);
  });

  test("has names that say something", () => {
    expect(FILES.filter((file) => /(^|\/)(utils?|helpers?|common|misc|shared|index)(\/|\.ts$)/.test(file))).toEqual([]);
  });

  test("reads the environment in entry files alone", () => {
    const entries =
      /^(sst\.config\.ts|dev\/(start|token|demo)\.ts|bench\/bench\.ts|client\/cli\/main\.ts|stacks\/build\/(build|offline)\.ts|.*\.lambda\.ts)$/;
    // Telling a library something by a variable that it alone reads is no reading.
    const read = /\bprocess\.env\b(?!\.FONTCONFIG_FILE = )/;
    const readers = FILES.filter((file) => read.test(readFileSync(join(PROJECT, file), "utf8")));
    expect(readers.filter((file) => !entries.test(file))).toEqual([]);
  });
});
