import { stat } from "node:fs/promises";

const PHOTO = "dev/demo/sunset.jpg";

/**
 * A curl line for each step of a newcomer's first minutes; pasted one after the other, each of them works.
 *
 * @param token good for twelve hours
 */
export async function firstSteps(url: string, token: string): Promise<string> {
  const auth = `-H "Authorization: Bearer $TOKEN"`;
  const { size } = await stat(new URL(`../${PHOTO}`, import.meta.url));
  return `TOKEN=${token}

# upload a picture, and take its id from Location
ID=$(curl -si -X PUT -H "Content-Type: image/jpeg" ${auth} --data-binary @${PHOTO} ${url}/upload | sed -n 's|^location: /images/\\([0-9a-z]*\\).*|\\1|p')

# ask for it in another size and format
curl -o small.avif -H "Accept: image/avif" "${url}/images/$ID/transformation?w=640"

# what is known of it, and one exact size
curl ${auth} ${url}/images/$ID
curl -o exact.webp -X POST -H "Accept: image/webp" ${auth} "${url}/images/$ID?w=641&h=641&fit=cover"

# the mail with three links, as a page at ${url}/inbox
curl -s ${url}/inbox.json

# the largest pictures go to a presigned URL
UPLOAD_URL=$(curl -s -X POST -H "Content-Type: application/json" ${auth} -d '{"contentType":"image/jpeg","sizeBytes":${size}}' ${url}/upload | node -p "JSON.parse(fs.readFileSync(0)).url")
curl -i -X PUT -H "Content-Type: image/jpeg" -H "If-None-Match: *" --data-binary @${PHOTO} "$UPLOAD_URL"

# delete it, and see the receipt
curl -i -X DELETE ${auth} ${url}/images/$ID
curl ${auth} ${url}/images/$ID/erasure
`;
}
