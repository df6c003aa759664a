/** Loads a module and says so; nothing else, since all that happens here is measured. */
const runtime: { awslambda?: object } = globalThis;
// Entry files call it while they load. In the cloud it is there before them.
runtime.awslambda = { streamifyResponse: (handler: unknown) => handler, HttpResponseStream: {} };

const [, , file] = process.argv;
if (file !== undefined) await import(file);
process.stdout.write("loaded");

export {};
