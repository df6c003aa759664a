import { type Client, OWNER } from "../../contract/service.ts";

/** An upload to a presigned URL. */
export interface BegunUpload {
  readonly id: string;
  send(): Promise<void>;
}

/** Announces a PNG, whatever the file is; it comes when it is sent. */
export async function beginUpload(client: Client, file: Uint8Array, as = OWNER): Promise<BegunUpload> {
  const body = JSON.stringify({ contentType: "image/png", sizeBytes: file.length });
  const json = { "content-type": "application/json" };
  const answer = await client.ask("/upload", { method: "POST", body, headers: json, as });
  const { id, url, headers } = (await answer.json()) as { id: string; url: string; headers: Record<string, string> };
  return {
    id,
    async send() {
      const sent = await fetch(url, { method: "PUT", body: new Uint8Array(file), headers });
      if (sent.status !== 200) throw new Error(`the upload answered ${sent.status}: ${await sent.text()}`);
    },
  };
}

/** An upload that turned out to be no picture, and why, in the service's own words. */
export interface FailedUpload {
  readonly id: string;
  readonly detail: string;
}

/** Sends a text as a picture, past the look that a direct upload is given, and waits until that is noticed. */
export async function failUpload(client: Client, as = OWNER): Promise<FailedUpload> {
  const { id, send } = await beginUpload(client, new TextEncoder().encode("a text, whatever was announced"), as);
  await send();
  const { problem } = (await client.settled(id, as)) as { problem?: { detail?: string } };
  if (problem?.detail === undefined) throw new Error("a text has become a picture");
  return { id, detail: problem.detail };
}
