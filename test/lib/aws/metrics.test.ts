import { expect, test } from "vitest";
import { logMetrics } from "../../../lib/aws/metrics.ts";

test("figures become one line that CloudWatch reads as metrics of that function", () => {
  const lines: string[] = [];
  logMetrics({ AWS_LAMBDA_FUNCTION_NAME: "prod-Transformer" }, (line) => lines.push(line))({ StoredAlready: 1 });
  expect(lines.map((line) => line.endsWith("\n"))).toEqual([true]);
  const { _aws, ...values } = JSON.parse(lines[0]!);
  expect(values).toEqual({ FunctionName: "prod-Transformer", StoredAlready: 1 });
  expect(_aws.CloudWatchMetrics).toEqual([
    { Namespace: "Darkroom", Dimensions: [["FunctionName"]], Metrics: [{ Name: "StoredAlready", Unit: "Count" }] },
  ]);
  expect(Math.abs(_aws.Timestamp - Date.now())).toBeLessThan(60_000);
});

test("a failure is counted by its code, beside the request that an operator looks for", () => {
  const lines: string[] = [];
  const metrics = logMetrics({ AWS_LAMBDA_FUNCTION_NAME: "prod-Api" }, (line) => lines.push(line));
  metrics({ Failures: 1 }, { code: "image-not-found", requestId: "4a9c" });
  const { _aws, ...values } = JSON.parse(lines[0]!);
  expect(values).toEqual({ FunctionName: "prod-Api", Code: "image-not-found", RequestId: "4a9c", Failures: 1 });
  expect(_aws.CloudWatchMetrics).toEqual([
    { Namespace: "Darkroom", Dimensions: [["FunctionName", "Code"]], Metrics: [{ Name: "Failures", Unit: "Count" }] },
  ]);
});

test("outside of Lambda nothing is counted", () => {
  logMetrics({}, () => expect.unreachable("a line was written"))({ FailedChores: 1 });
});
