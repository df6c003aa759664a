/** How often, and how far apart, the service is asked whether it has looked at a picture. */
const LOOKS = 120;
const LOOK_AGAIN_MS = 500;

/** Uploads a file of up to 100 MB past the API, and waits until it can be asked for. */
export async function uploadPicture(service, token, file) {
  const authorization = `Bearer ${token}`;
  const announced = await fetch(`${service}/upload`, {
    method: "POST",
    headers: { authorization, "content-type": "application/json", "idempotency-key": crypto.randomUUID() },
    body: JSON.stringify({ contentType: file.type, sizeBytes: file.size }),
  });
  const { id, url, headers } = await success(announced);

  // No token here: the URL is signed, for exactly these headers and this many bytes.
  const sent = await fetch(url, { method: "PUT", headers, body: file });
  if (!sent.ok) throw new Error(`The bucket answered ${sent.status}.`);

  for (let look = 0; look < LOOKS; look++) {
    const image = await success(await fetch(`${service}/images/${id}`, { headers: { authorization } }));
    if (image.problem !== undefined) throw new Error(image.problem.detail);
    if (image.width !== null) return image;
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
  throw new Error("The picture has arrived and waits to be looked at.");
}

/** What an answer has to say, or its problem's own sentence. */
async function success(answer) {
  const body = await answer.json();
  if (!answer.ok) throw new Error(body.detail);
  return body;
}
