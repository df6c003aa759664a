import { PREWARM } from "../../lib/limits.ts";
import { countText } from "../cost/figures.ts";
import { markdownTable } from "../cost/markdown-table.ts";
import { HOME, REGIONS } from "./latencies.ts";
import { COMPARED_REQUESTS, type Simulation } from "./simulation.ts";
import { changeTable, monthTable, scaleTable } from "./tables.ts";
import { SCALES } from "./workload.ts";

/** docs/scale.md: what was found, by what model, and on what assumptions. */
export function scalePage(simulation: Simulation): string {
  return `# Scale

What the service does between a thousand and ten billion requests a month: who answers, how fast, at what price. **This is a
simulation.** No such traffic has met it; what is real in it, and what is assumed, is said [below](#the-model). The page is written by
\`npm run simulate -- --write\`; \`npm run simulate\` prints the same figures, \`-- --quick\` about the same in a tenth of the time.

## From a thousand to ten billion

${scaleTable(simulation.scales)}

The first five columns after the pictures are the shares of all answers that came from the edge location, the region's cache, Origin
Shield, the variant bucket and the transformer. Prices are list prices without free tiers ([cost](cost.md)).

![Requests past each cache](scale-tiers.svg)

${monthTable(simulation.scales)}

AWS's solution is counted by the same list prices at its own published assumptions (90 % edge hits, 45 KB, 350 ms), whatever the
simulation finds here, and without storage of pictures, uploads and deletions. Cloudflare Images is each transformation of each picture
that was asked for in the month, formats not counted; it includes transfer, and no storage of originals.

![Cost of a million requests](scale-cost.svg)

## What each part is worth

The same traffic with one thing changed. First at ${countText(COMPARED_REQUESTS[0]!)} requests a month:

${changeTable(simulation, 0)}

Then at ${countText(COMPARED_REQUESTS[1]!)}:

${changeTable(simulation, 1)}

![Cost with one thing changed](scale-switches.svg)

- **The ladder** moves sizes that scripts measure to sizes that others ask for too. Without it there are more variants of each picture,
  so that fewer are found anywhere. A page that only uses a \`srcset\` of round sizes gains nothing by it; it is the bound for those that do not.
- **One spelling**: without it, \`width=640\` and \`w=640\` are two pictures.
- **Negotiation** turns the \`Accept\` headers of browsers into three classes; without it, caches keep a copy for each header.
- **Mezzanines** change no hit ratio; they change what a miss takes. What it takes is mostly AVIF's encoder, at any source. They save no
  money here: keeping them costs about what they save, and a little more. What they buy is time.
- **The variant bucket** is why what one region asked for is not made again for another, nor after an edge forgot it.
- **Origin Shield** keeps regions from asking the bucket each by itself. It costs a layer's price and saves little money: what it
  saves is transformer calls.
- **Pre-warming** makes the ${PREWARM} variants that are asked for most (\`PREWARM\`, the service's own default) of each upload. In its own rows it is
  simulated as if it had learned them without a mistake; in all others, and in the tables above, as if it had learned nothing. The gain is the column of first viewers: of the new
  pictures that somebody saw, how many had a first viewer who waited for the transformer. It is counted from few pictures at large scales.

## The model

**Real.** Every query and \`Accept\` header goes once through the functions that run at the edge (\`readParameters\`, \`settle\`, \`negotiate\`,
\`variantKey\`), and every variant through the transformer's plan (size, type, mezzanine). A key is a picture's id and what these say, so
that going through once is going through each time; a query that the edge refuses ends the simulation.

**Traffic.** Pictures are asked for by Zipf's law with exponent ${SCALES[0]!.exponent}; requests come independently of each other. Telephones, tablets and
desktops with their viewport widths, densities and \`Accept\` headers ask for three places on a page, from a \`srcset\` (75 %), a script that
measures (15 %) or by a rendition's name (10 %). A month replaces ${SCALES[0]!.uploadedShare * 100} % of the pictures by uploads, and deletes ${SCALES[0]!.deletedShare * 100} %. All of it is in
\`bench/scale/audience.ts\` and \`workload.ts\`, and all of it is assumed.

**Caches.** Each edge location and each region's cache forgets first what was asked for longest ago, when it is full (${SCALES[0]!.edgeGigabytes} GB an edge,
${countText(SCALES[0]!.regionalGigabytes)} GB a region) or when nobody asked for ${SCALES[0]!.edgeIdleDays} and ${SCALES[0]!.regionalIdleDays} days, since the caches are shared with other customers; CloudFront publishes none of
these four numbers. Origin Shield is the home region's cache. The bucket keeps what was made for ${SCALES[0]!.variantDays} days. Requests for the same
thing at the same time are not joined, which CloudFront does. Three months are replayed before the one that is counted.

**Sampling.** Up to ${countText(simulation.budget)} requests a month everything is replayed. Past that, whole pictures are, never single requests: a picture keeps all
requests of its own, and takes as much room in a cache as all that it stands for (as in SHARDS, FAST 2015). The popular ones stand for
themselves alone. Tests compare a sampled run with a full one, and the caches with closed forms: Che's approximation for LRU, the
expected number of different things among draws, and the hit ratio of a cache with a time limit under Poisson traffic.

**Work.** Bytes and core seconds of each type are what this service's renderer took on photographs (\`bench/scale/picture-work.ts\`); a core
of Lambda is taken for a core of that machine.

**Answer times** are to the first byte, on an open connection, and are **assumptions of November 2026**, measured nowhere:

${markdownTable([
  ["region", "share", "edges", "edge, ms", "region's cache, ms more", "home, ms more"],
  ...REGIONS.map((region) => [
    region.name,
    `${Math.round(region.share * 100)} %`,
    String(region.edges),
    String(region.edgeMilliseconds),
    String(region.regionalMilliseconds),
    String(region.homeMilliseconds),
  ]),
])}

At home, the bucket takes ${HOME.bucketMilliseconds} ms; a miss ${HOME.bucketMissMilliseconds} for the bucket's no, ${HOME.transformerMilliseconds} for Lambda, record and source, what the variant takes, and
${HOME.coldStartMilliseconds} more in ${HOME.coldStartShare * 100} of a hundred calls that find no function waiting. Its store,
${HOME.storeMilliseconds} ms, comes after the answer and is only paid for.

The figures as data are in [scale.json](scale.json).
`;
}
