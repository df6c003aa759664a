import { estimate } from "./cost/estimate.ts";
import { estimateText } from "./cost/estimate-text.ts";
import { ArgumentMistake, COST_HELP, costRequest } from "./cost/traffic-arguments.ts";

/** What a month costs by list price: `npm run cost -- --images 10k --requests 1M`. */

try {
  const request = costRequest(process.argv.slice(2));
  if (request === "help") {
    console.log(COST_HELP);
  } else {
    const result = estimate(request.traffic);
    console.log(request.asJson ? JSON.stringify(result, undefined, 2) : estimateText(result));
  }
} catch (error) {
  if (!(error instanceof ArgumentMistake)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
