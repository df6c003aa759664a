import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { issueToken } from "../../dev/issuer.ts";
import { type Service, startService } from "../../dev/service.ts";

test("keys are rotated without a page that breaks, and what was signed by one that is gone is refused", async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "darkroom-"));
  onTestFinished(() => rm(dataDir, { recursive: true }));
  const during = async <T>(SIGNING_KEY_IDS: string, use: (service: Service) => Promise<T>): Promise<T> => {
    const service = await startService({ port: 0, dataDir, environment: { SIGNING_KEY_IDS, SIGNED_URLS: "required" } });
    return use(service).finally(() => service.close());
  };

  const id = await during("k1", upload);
  const byK1 = await during("k1", (service) => signedUrl(service, id));
  const byK2 = await during("k2,k1", async (service) => {
    expect(await statusOf(service, byK1)).toBe(200);
    return signedUrl(service, id);
  });
  expect([byK1, byK2]).toEqual([expect.stringContaining("s=k1."), expect.stringContaining("s=k2.")]);
  await during("k2", async (service) => {
    expect([await statusOf(service, byK1), await statusOf(service, byK2)]).toEqual([403, 200]);
  });
});

async function ask({ url, issuer }: Service, path: string, init: RequestInit = {}): Promise<Response> {
  const token = await issueToken(issuer, "you", "you@example.com");
  return fetch(url + path, { ...init, headers: { ...init.headers, authorization: `Bearer ${token}` } });
}

async function upload(service: Service): Promise<string> {
  const body = new Uint8Array(await readFile("dev/demo/sunset.jpg"));
  const answer = await ask(service, "/upload", { method: "PUT", body, headers: { "content-type": "image/jpeg" } });
  return answer.headers.get("location")!.replace("/images/", "");
}

/** The path and query that the service gives out for a picture. */
async function signedUrl(service: Service, id: string): Promise<string> {
  const { url } = (await (await ask(service, `/images/${id}`)).json()) as { url: string };
  return url.replace(service.url, "");
}

async function statusOf({ url }: Service, path: string): Promise<number> {
  return (await fetch(url + path)).status;
}
