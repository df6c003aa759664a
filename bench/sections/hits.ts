import { Agent } from "node:http";
import type { Service } from "../contestants/service.ts";
import { ask } from "../load/ask.ts";
import { runLoad } from "../load/load.ts";
import { fewMixedPictures } from "../pictures/selection.ts";
import type { Table } from "../report/finding.ts";
import { figure } from "../report/text.ts";
import { percentile } from "../statistics.ts";
import type { Section } from "./section.ts";

const CLIENTS = 8;

/** As many variants of one width, each under a URL of its own. */
const QUALITIES = [30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90, 95, 100];

/** Requests that were answered by each tier, as the local service counts them. */
interface Counts {
  readonly transformerCalls: number;
  readonly variantHits: number;
  readonly edgeHits: number;
}

/** One way to an answer: how long it took, and who was asked. */
interface Path {
  readonly name: string;
  readonly requests: number;
  readonly latencies: readonly number[];
  readonly counts: Counts;
}

/** Misses, hits in the variant bucket and hits at the edge, through the whole local service. */
export const hits: Section = async (bench) => {
  const [picture] = fewMixedPictures(bench.album.pictures);
  const service = await bench.serviceWith([picture!]);
  const image = `${service.url}/images/${service.imageIds.get(picture!.name)}/transformation`;
  const widths = bench.isQuick ? [400] : [200, 400, 600, 800];
  const urls = widths.flatMap((width) => QUALITIES.map((quality) => `${image}?w=${width}&q=${quality}&fmt=jpeg`));
  bench.told("misses, variant bucket hits, edge hits");
  const empty = () => emptyEdge(service);
  const miss = await walk(service, "miss", urls, empty);
  const stored = await walk(service, "variant bucket hit", urls, empty);
  await runLoad(urls, 1);
  const atEdge = await walk(service, "edge hit", urls, async () => undefined);
  const many = Array.from({ length: bench.isQuick ? 20 : 50 }, () => urls).flat();
  const load = await runLoad(many, CLIENTS);
  return {
    section: "hits",
    title: `The hit path through the local service: JPEGs of ${picture!.name}`,
    tables: [tableOf([miss, stored, atEdge])],
    measured: { miss, stored, atEdge, edgeHitsPerSecond: many.length / load.seconds },
    bars: [],
    notes: [
      `${figure(many.length / load.seconds)} edge hits a second with ${CLIENTS} clients: of the local edge, which is no measure of CloudFront.`,
    ],
    criteria: [
      { name: "transformer calls of variant bucket hits", value: stored.counts.transformerCalls, atMost: 0 },
      {
        name: "variant bucket hits of as many requests",
        value: stored.counts.variantHits / urls.length,
        atLeast: 1,
        atMost: 1,
      },
      {
        name: "origin calls of edge hits",
        value: atEdge.counts.transformerCalls + atEdge.counts.variantHits,
        atMost: 0,
      },
      { name: "edge hits of as many requests", value: atEdge.counts.edgeHits / urls.length, atLeast: 1, atMost: 1 },
    ],
  };
};

/**
 * Asks for one after the other.
 *
 * @param before is done before each request, and not measured
 */
async function walk(
  service: Service,
  name: string,
  urls: readonly string[],
  before: () => Promise<void>,
): Promise<Path> {
  const agent = new Agent({ keepAlive: true });
  const latencies: number[] = [];
  const countsBefore = await countsOf(service);
  for (const url of urls) {
    await before();
    const asked = performance.now();
    await ask(url, agent);
    latencies.push(performance.now() - asked);
  }
  agent.destroy();
  const counts = await countsOf(service);
  return {
    name,
    requests: urls.length,
    latencies,
    counts: {
      transformerCalls: counts.transformerCalls - countsBefore.transformerCalls,
      variantHits: counts.variantHits - countsBefore.variantHits,
      edgeHits: counts.edgeHits - countsBefore.edgeHits,
    },
  };
}

async function countsOf({ url }: Service): Promise<Counts> {
  // The local service's own door; test/dev holds it to this shape.
  return (await (await fetch(`${url}/_local/counts`)).json()) as Counts;
}

async function emptyEdge({ url }: Service): Promise<void> {
  await fetch(`${url}/_local/edge/empty`, { method: "POST" });
}

function tableOf(paths: readonly Path[]): Table {
  const columns = ["", "requests", "p50", "p95", "transformer calls", "variant bucket hits", "edge hits"];
  const rows = paths.map(({ name, requests, latencies, counts }) => [
    name,
    `${requests}`,
    `${figure(percentile(latencies, 0.5))} ms`,
    `${figure(percentile(latencies, 0.95))} ms`,
    `${counts.transformerCalls}`,
    `${counts.variantHits}`,
    `${counts.edgeHits}`,
  ]);
  return { columns, rows };
}
