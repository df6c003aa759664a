import dns from "node:dns";
import { createInterface } from "node:readline";
import { startFunctionUrl } from "../../dev/cloud/function-url.ts";
import { startHttpApi } from "../../dev/cloud/http-api.ts";
import { lambdaContext } from "../../dev/cloud/lambda/context.ts";

/**
 * Runs one function out of its zip, in a Node of its own: `node invoke.ts <index.mjs> url|api|events`.
 *
 * Behind a URL or a gateway it prints the address; else each line of its input is an event in JSON, and each line of its
 * output the result, or what was thrown.
 */
const [, , file, door] = process.argv;

// The KeyValueStore's client puts the account before its endpoint's name; RFC 6761 §6.3 makes such names loopback.
const lookup = dns.lookup;
dns.lookup = Object.assign(
  (name: string, ...rest: unknown[]) =>
    Reflect.apply(lookup, dns, [name.endsWith(".localhost") ? "127.0.0.1" : name, ...rest]),
  lookup,
);

const { handler } = await import(file!);
switch (door) {
  case "url":
    print((await startFunctionUrl({ handler, timeoutSeconds: 30 })).url);
    break;
  case "api":
    print((await startHttpApi({ handler, timeoutSeconds: 29 })).url);
    break;
  default:
    print("ready");
    for await (const line of createInterface({ input: process.stdin })) print(await resultOf(JSON.parse(line)));
}

async function resultOf(event: unknown): Promise<unknown> {
  try {
    return { result: (await handler(event, lambdaContext("function", "request", 30))) ?? null };
  } catch (error) {
    return { error: String(error) };
  }
}

function print(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}
