import { afterEach, describe, expect, test } from "vitest";
import type { Contestant, ContestantName } from "../../../bench/contestants/contestant.ts";
import type { Order } from "../../../bench/load/order.ts";
import { compete, type Performance, ratios, summary } from "../../../bench/load/rounds.ts";
import { usageNow } from "../../../bench/servers/usage.ts";
import { type LoopbackServer, listen } from "../../../dev/cloud/loopback-server.ts";

const servers: LoopbackServer[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

const ORDERS: Order[] = [300, 400, 500, 600].map((widthPx) => ({
  output: { widthPx, format: "jpeg" },
  picture: {
    name: "a.jpg",
    kind: "baseline JPEG",
    format: "jpeg",
    width: 4000,
    height: 3000,
    pages: 1,
    hasAlpha: false,
    sizeBytes: 1,
    megapixels: 12,
    isTurned: false,
  },
}));

/** Answers with its own name, and notes in a common diary what it was asked. */
async function contestant(name: ContestantName, diary: string[]): Promise<Contestant> {
  const server = await listen(async ({ url }, response) => {
    diary.push(`${name} ${url}`);
    response.end(name);
  });
  servers.push(server);
  const urlOf = ({ output }: Order) => `${server.url}/${output.widthPx}`;
  return { name, pid: process.pid, urlOf, usage: async () => usageNow(), close: server.close };
}

const performance = (name: ContestantName, rps: number[], cpu: number[]): Performance => ({
  name,
  requestsPerSecond: rps,
  cpuPerRequest: cpu,
  storesCpuPerRequest: [],
  latencies: [10, 20, 30],
  bytesPerAnswer: 1000,
  peakBytes: 1e8,
});

describe("a contest", () => {
  test("gives everybody the same requests in the same order, and lets another one begin each round", async () => {
    const diary: string[] = [];
    const contestants = [await contestant("darkroom", diary), await contestant("ipx", diary)];
    const performances = await compete(contestants, { orders: ORDERS, clients: 1, rounds: 2 }, () => undefined);
    const turns = [0, 4, 8, 12].map((at) => diary.slice(at, at + 4).map((line) => line.split(" ")));
    expect(turns.map(([first]) => first![0])).toEqual(["darkroom", "ipx", "ipx", "darkroom"]);
    const asked = turns.map((turn) => turn.map(([, url]) => url).join());
    expect([asked[0], asked[2]]).toEqual([asked[1], asked[3]]);
    expect(asked[0]).not.toBe(asked[2]);
    expect(performances.map(({ latencies, bytesPerAnswer }) => [latencies.length, bytesPerAnswer])).toEqual([
      [8, "darkroom".length],
      [8, "ipx".length],
    ]);
  });

  test("begins to count when everybody is warm", async () => {
    const diary: string[] = [];
    const contestants = [await contestant("darkroom", diary)];
    const contest = { orders: ORDERS, clients: 1, rounds: 1, warmUps: 2 };
    const [performance] = await compete(contestants, contest, () => undefined);
    expect([diary.length, performance!.latencies.length]).toEqual([12, 4]);
  });

  test("is won by ratios of rounds, not of sums that one slow round decides", () => {
    const ratio = ratios(
      performance("darkroom", [60, 6, 66], [1, 9, 1]),
      performance("ipx", [10, 1, 11], [10, 90, 10]),
    );
    expect(ratio).toMatchObject({ of: "darkroom", against: "ipx", requestsPerSecond: 6, cpu: 0.1, peak: 1 });
  });

  test("is told in medians", () => {
    expect(summary(performance("ipx", [1, 5, 9], [3, 1, 2]))).toMatchObject({
      requestsPerSecond: 5,
      cpuMs: 2,
      p50Ms: 20,
    });
  });
});
