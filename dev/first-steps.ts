/**
 * A curl line for each step of a newcomer's first minutes, in an order that works.
 *
 * @param token good for twelve hours
 */
export function firstSteps(url: string, token: string): string {
  const auth = `-H "Authorization: Bearer $TOKEN"`;
  return `TOKEN=${token}

# upload a picture; Location is its address
curl -i -X PUT -H "Content-Type: image/jpeg" ${auth} --data-binary @dev/demo/sunset.jpg ${url}/upload

# ask for it in another size and format; put the id of Location in
curl -o small.avif -H "Accept: image/avif" "${url}/images/ID/transformation?w=640"

# the mail with three links
open ${url}/inbox

# what is known of it, and one exact size
curl ${auth} ${url}/images/ID
curl -o exact.webp -X POST -H "Accept: image/webp" ${auth} "${url}/images/ID?w=641&h=641&fit=cover"

# the largest pictures go by a presigned URL
curl -X POST -H "Content-Type: application/json" ${auth} -d '{"contentType":"image/jpeg","sizeBytes":12000000}' ${url}/upload

# delete it, and see the receipt
curl -i -X DELETE ${auth} ${url}/images/ID
curl ${auth} ${url}/images/ID/erasure
`;
}
