import { figure } from "../report/text.ts";
import { coldStart } from "../servers/cold-start.ts";
import { median, medianRatio } from "../statistics.ts";
import { firstAnswers } from "./first-answers.ts";
import type { Section } from "./section.ts";

/** What is started, and what each is held against. */
const NODE = "bare node";
const SHARP = "a bundle that imports sharp";
const TRANSFORMER = "transformer";
const API = "API";

/** Cold starts: from the start of the process until the module is loaded and could take its first event. */
export const start: Section = async (bench) => {
  const { servers, isQuick, told, serviceWith } = bench;
  const { environment } = await serviceWith([]);
  const modules: [name: string, module: string | undefined][] = [
    [NODE, undefined],
    [SHARP, servers.sharpBundle],
    [TRANSFORMER, servers.transformerBundle],
    [API, servers.apiBundle],
  ];
  const measured = new Map<string, number[]>(modules.map(([name]) => [name, []]));
  const rounds = isQuick ? 9 : 25;
  // The first round only brings the files into the machine's memory.
  for (let round = 0; round <= rounds; round++) {
    if (round % 5 === 0) told(`round ${round} of ${rounds}`);
    for (const [name, module] of modules) {
      const milliseconds = await coldStart(servers.loadModule, module, environment);
      if (round > 0) measured.get(name)!.push(milliseconds);
    }
  }
  const ratio = (name: string, against: string) => medianRatio(measured.get(name)!, measured.get(against)!);
  const rows = modules.map(([name]) => [
    name,
    `${figure(median(measured.get(name)!))} ms`,
    `${figure(ratio(name, NODE))}×`,
    `${figure(ratio(name, SHARP))}×`,
  ]);
  const answers = await firstAnswers(bench);
  return {
    section: "start",
    title: `Cold start until ready: median of ${rounds}`,
    tables: [{ columns: ["", "ready after", "÷ bare node", "÷ sharp"], rows }, answers.table],
    measured: { ...Object.fromEntries(measured), firstAnswers: answers.milliseconds },
    bars: modules.map(([name]) => ({
      group: "cold start",
      label: name,
      value: median(measured.get(name)!),
      unit: " ms",
    })),
    criteria: [
      { name: "transformer ÷ a bundle that imports sharp", value: ratio(TRANSFORMER, SHARP), atMost: 1.15 },
      { name: "API ÷ bare node", value: ratio(API, NODE), atMost: 2.5 },
    ],
    notes: [
      "The bundles that are deployed, on this machine's Node; the transformer loads sharp beside its first look at the record.",
    ],
  };
};
