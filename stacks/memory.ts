/**
 * Mebibytes of every function that decodes pictures: the transformer, the worker, and the API, which decodes each upload
 * before it answers.
 *
 * 1,769 is where Lambda gives one whole CPU, which is what encoding takes: with less, a miss takes longer at the same
 * price, with more, the second CPU mostly idles. The largest legal picture, 49 million pixels, takes 600 beyond Node and
 * libvips (some 250), and a presigned upload up to 100 for its bytes: half of it is left.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html
 */
export const DECODING_MEBIBYTES = 1_769;

/**
 * What keeps a function's memory small whose work is in native code: glibc gives every thread a heap of its own and hands
 * little of it back, which with two heaps was 339 MiB instead of 501 under eight requests at once.
 *
 * @see https://sharp.pixelplumbing.com/install/#linux-memory-allocator
 */
export const MEMORY_ENVIRONMENT = { MALLOC_ARENA_MAX: "2" } as const;
