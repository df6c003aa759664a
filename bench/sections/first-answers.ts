import { Agent } from "node:http";
import { startBareSharp, startDarkroom, startIpx } from "../contestants/contestants.ts";
import { ask } from "../load/ask.ts";
import type { Order } from "../load/order.ts";
import { fewMixedPictures } from "../pictures/selection.ts";
import type { Table } from "../report/finding.ts";
import { figure } from "../report/text.ts";
import { median } from "../statistics.ts";
import { stageFor } from "./comparison.ts";
import type { Bench } from "./section.ts";

/** How long a client waits for the first answer of a process that is not there yet: start, sharp, picture and all. */
export async function firstAnswers(bench: Bench): Promise<{ table: Table; milliseconds: Record<string, number[]> }> {
  const pictures = fewMixedPictures(bench.album.pictures);
  const order: Order = { picture: pictures[0]!, output: { widthPx: 300, format: "jpeg" } };
  const stage = await stageFor(bench, [order.picture]);
  const milliseconds: Record<string, number[]> = {};
  for (let round = 0; round < (bench.isQuick ? 3 : 9); round++) {
    for (const start of [startDarkroom, startBareSharp, startIpx]) {
      const began = performance.now();
      const { name, urlOf, close } = await start(bench.servers, stage);
      try {
        const agent = new Agent();
        await ask(urlOf(order), agent);
        milliseconds[name] = [...(milliseconds[name] ?? []), performance.now() - began];
        agent.destroy();
      } finally {
        await close();
      }
    }
  }
  const rows = Object.entries(milliseconds).map(([name, each]) => [name, `${figure(median(each))} ms`]);
  return { milliseconds, table: { columns: [`first JPEG of 300 px from ${order.picture.name}`, "after"], rows } };
}
