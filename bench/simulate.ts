import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { ArgumentMistake } from "./cost/traffic-arguments.ts";
import { drawCharts } from "./scale/charts.ts";
import { scalePage } from "./scale/page.ts";
import { SIMULATE_HELP, simulateRequest } from "./scale/simulate-arguments.ts";
import { COMPARED_REQUESTS, runSimulation, type Simulation } from "./scale/simulation.ts";
import { changeTable, monthTable, scaleTable } from "./scale/tables.ts";

/** The service from a thousand to ten billion requests a month: `npm run simulate`. */

const DOCS = new URL("../docs/", import.meta.url);

try {
  const request = simulateRequest(process.argv.slice(2));
  if (request === "help") {
    console.log(SIMULATE_HELP);
  } else {
    const simulation = runSimulation(request.budget, request.seed, (next) => console.error(next));
    if (request.writesDocs) await writeDocs(simulation);
    console.log(request.asJson ? JSON.stringify(simulation, undefined, 2) : tablesOf(simulation));
  }
} catch (error) {
  if (!(error instanceof ArgumentMistake)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

function tablesOf(simulation: Simulation): string {
  const changes = COMPARED_REQUESTS.map(
    (requests, place) => `${requests.toLocaleString("en-US")} requests a month\n\n${changeTable(simulation, place)}`,
  );
  return [scaleTable(simulation.scales), monthTable(simulation.scales), ...changes].join("\n\n");
}

async function writeDocs(simulation: Simulation): Promise<void> {
  const files = {
    "scale.md": scalePage(simulation),
    "scale.json": `${JSON.stringify(simulation, undefined, 1)}\n`,
    ...drawCharts(simulation),
  };
  for (const [name, text] of Object.entries(files)) {
    await writeFile(new URL(name, DOCS), text);
    console.error(`wrote ${fileURLToPath(new URL(name, DOCS))}`);
  }
}
