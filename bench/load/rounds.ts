import type { Contestant, ContestantName } from "../contestants/contestant.ts";
import { mean, median, medianRatio, percentile, shuffled } from "../statistics.ts";
import { runLoad } from "./load.ts";
import type { Order } from "./order.ts";

/** How the contestants are compared. */
export interface Contest {
  readonly orders: readonly Order[];
  /** How many ask at once. */
  readonly clients: number;
  /** How often each contestant has its turn. */
  readonly rounds: number;
  /** Turns before those that do not count: an engine compiles what is run often, on the server's own CPU. */
  readonly warmUps?: number;
}

/** What one contestant did, a value a round where it is a list. */
export interface Performance {
  readonly name: ContestantName;
  readonly requestsPerSecond: readonly number[];
  /** Milliseconds of CPU, all threads of the server's process together. */
  readonly cpuPerRequest: readonly number[];
  /** The same of the process that keeps its stores; empty where there is none. */
  readonly storesCpuPerRequest: readonly number[];
  /** Milliseconds of every answer. */
  readonly latencies: readonly number[];
  readonly bytesPerAnswer: number;
  /** Bytes of memory that the process held at most since it began. */
  readonly peakBytes: number;
}

/**
 * Lets the contestants take turns in short rounds, each the same requests in the same order, so that whatever else the
 * machine is at falls on all of them.
 *
 * @param told hears of each round, e.g. `round 2 of 5`
 */
export async function compete(
  contestants: readonly Contestant[],
  { orders, clients, rounds, warmUps = 0 }: Contest,
  told: (progress: string) => void,
): Promise<Performance[]> {
  const kept = contestants.map(() => ({
    rps: [] as number[],
    cpu: [] as number[],
    storesCpu: [] as number[],
    latencies: [] as number[],
    bytes: 0,
  }));
  for (let warmUp = 0; warmUp < warmUps; warmUp++) {
    told(`warm-up ${warmUp + 1} of ${warmUps}`);
    for (const { urlOf } of contestants) await runLoad(orders.map(urlOf), clients);
  }
  for (let round = 0; round < rounds; round++) {
    told(`round ${round + 1} of ${rounds}`);
    const inOrder = shuffled(orders, round + 1);
    for (let turn = 0; turn < contestants.length; turn++) {
      // Another one begins each time: nobody always comes after the heaviest.
      const at = (round + turn) % contestants.length;
      const contestant = contestants[at]!;
      const before = await contestant.usage();
      const storesBefore = await contestant.storesUsage?.();
      const result = await runLoad(inOrder.map(contestant.urlOf), clients);
      const after = await contestant.usage();
      const storesAfter = await contestant.storesUsage?.();
      const keep = kept[at]!;
      keep.rps.push(orders.length / result.seconds);
      keep.cpu.push(((after.cpuSeconds - before.cpuSeconds) * 1000) / orders.length);
      if (storesBefore && storesAfter) {
        keep.storesCpu.push(((storesAfter.cpuSeconds - storesBefore.cpuSeconds) * 1000) / orders.length);
      }
      keep.latencies.push(...result.latencies);
      keep.bytes = result.bytes / orders.length;
    }
  }
  return Promise.all(
    contestants.map(async ({ name, usage }, at) => {
      const { rps, cpu, storesCpu, latencies, bytes } = kept[at]!;
      const { peakBytes } = await usage();
      return {
        name,
        requestsPerSecond: rps,
        cpuPerRequest: cpu,
        storesCpuPerRequest: storesCpu,
        latencies,
        bytesPerAnswer: bytes,
        peakBytes,
      };
    }),
  );
}

/** One contestant's performance in single figures. */
export function summary({ name, requestsPerSecond, cpuPerRequest, latencies, bytesPerAnswer, peakBytes }: Performance) {
  return {
    name,
    requestsPerSecond: median(requestsPerSecond),
    cpuMs: median(cpuPerRequest),
    p50Ms: percentile(latencies, 0.5),
    p95Ms: percentile(latencies, 0.95),
    meanMs: mean(latencies),
    peakBytes,
    bytesPerAnswer,
  };
}

/** What one does for one that another does. */
export interface Ratios {
  readonly of: ContestantName;
  readonly against: ContestantName;
  readonly requestsPerSecond: number;
  readonly cpu: number;
  readonly p50: number;
  readonly p95: number;
  readonly peak: number;
  readonly bytes: number;
}

/** Compares two that competed in the same rounds. */
export function ratios(one: Performance, other: Performance): Ratios {
  return {
    of: one.name,
    against: other.name,
    requestsPerSecond: medianRatio(one.requestsPerSecond, other.requestsPerSecond),
    cpu: medianRatio(one.cpuPerRequest, other.cpuPerRequest),
    p50: percentile(one.latencies, 0.5) / percentile(other.latencies, 0.5),
    p95: percentile(one.latencies, 0.95) / percentile(other.latencies, 0.95),
    peak: one.peakBytes / other.peakBytes,
    bytes: one.bytesPerAnswer / other.bytesPerAnswer,
  };
}
