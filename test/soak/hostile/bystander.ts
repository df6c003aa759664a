/** What differs from one right answer to the next. */
const PASSING_HEADERS = [
  "date",
  "age",
  "x-cache",
  "x-amz-cf-id",
  "server-timing",
  "x-image-origin",
  "last-modified",
  "via",
  "x-request-id",
];

const ACCEPTS = ["image/avif,image/webp,*/*", "image/webp,*/*", "*/*"];

const PATIENCE_MS = 30_000;

/** An honest client, which asks for what the hostile ones have been at. */
export interface Bystander {
  /** @throws Error where an answer is not as it would be if nobody else had asked */
  look(query: string): Promise<void>;
}

/**
 * Compares what is answered about a picture with what is answered about its twin, of which nobody else knows.
 *
 * @param ids of two images of the same bytes; the other one is the twin
 */
export function createBystander(url: string, [id, twin]: readonly [string, string]): Bystander {
  return {
    async look(query) {
      for (const accept of ACCEPTS) {
        const [seen, right] = await Promise.all([id, twin].map((each) => answerOf(url, each, query, accept)));
        if (!/^200 /.test(right!)) throw new Error(`a normal request was answered ${right!.slice(0, 500)}`);
        if (seen !== right) throw new Error(`${query} for ${accept} is not what it would be\n${seen}\n${right}`);
      }
    },
  };
}

/** @returns all that an answer says, as text that tells two apart */
async function answerOf(url: string, id: string, query: string, accept: string): Promise<string> {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const answer = await fetch(`${url}/images/${id}/transformation?${query}`, { headers: { accept }, signal });
  const bytes = Buffer.from(await answer.arrayBuffer()).toString("base64");
  const fields = [...answer.headers].filter(([name]) => !PASSING_HEADERS.includes(name));
  const headers = fields.map(([name, value]) => `${name}: ${value}`).join("\n");
  return `${answer.status} ${headers}\n${bytes}`.replaceAll(id, "{id}");
}
