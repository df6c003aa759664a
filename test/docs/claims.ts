import type { Claim } from "./shell-session.ts";

/** What the documents say that their commands show, by page. */
export const CLAIMS: Readonly<Record<string, readonly Claim[]>> = {
  "README.md": [
    { of: "-X PUT", shows: ["HTTP/1.1 200 OK", "location: /images/"] },
    {
      of: "-o sunset.avif",
      shows: ["content-type: image/avif", "x-cache: Miss from cloudfront", "x-image-origin: transformer"],
      again: ["content-type: image/avif", "x-cache: Hit from cloudfront"],
    },
    { of: "-o square.jpg", shows: ["content-type: image/jpeg", "x-image-origin: transformer"] },
    { of: "-X DELETE", shows: ["HTTP/1.1 204"] },
    { of: "/erasure", shows: ['"removing"'] },
    { of: "npx darkroom up", shows: ["dev/demo/sunset.jpg"] },
    { of: "ls --limit 1", shows: [] },
    { of: "npx darkroom ls", shows: ["2400×1600"] },
    {
      of: "npx darkroom explain",
      shows: ["moved    w from 641 to 650 px", "ignored  utm_source", "answer   avif of 650×433 px"],
    },
  ],
  "docs/cli.md": [
    { of: "darkroom up photos/", shows: ["photos/sunset.jpg"] },
    { of: "w=640 fit", shows: ["w=640&fit=cover&ar=16%3A9"] },
    { of: "fmt=webp", shows: ["moved    w from 641 to 650 px", "folded   width is w"] },
    { of: "darkroom warm", shows: ["6 made, 0 stored, 0 cached, 0 failed"] },
    { of: "darkroom sign", shows: ["&s=k1."] },
    { of: "ls --label sea", shows: ["[2026 sea]  Sunset over the bay"] },
    { of: "--labels lisbon", shows: ["[lisbon]  Sunset over the bay"] },
    { of: "darkroom get", shows: ["sunset.jpg"] },
    { of: "defaults set -", shows: ['"hero"'] },
    { of: "darkroom mail off", shows: ["off"] },
    { of: "darkroom mail on", shows: ["on"] },
  ],
  "docs/tutorial.md": [
    { of: "npm run build", shows: ["index.html shows 1 pictures."] },
    { of: "-X PATCH", shows: ['"focalPoint":[70,60]'] },
    { of: "npx darkroom warm", shows: ["15 made, 0 stored, 0 cached, 0 failed"] },
    { of: "npx darkroom explain", shows: ["moved    w from 641 to 650 px"] },
  ],
  "docs/signed-urls.md": [
    { of: "w=641/w=642", shows: ["403"], isRefused: true },
    { of: "npx darkroom sign", shows: ["&s=local."] },
  ],
  "docs/caching.md": [
    { of: "made.txt", shows: ["x-cache: Miss from cloudfront", "x-image-origin: transformer"] },
    { of: "hit.txt", shows: ["x-cache: Hit from cloudfront"] },
    { of: "stored.txt", shows: ["x-cache: Miss from cloudfront"] },
  ],
};

/** The same of the lines that `npm start` prints. */
export const FIRST_STEPS_CLAIMS: readonly Claim[] = [
  { of: "-o exact.webp", shows: [] },
  { of: "/inbox.json", shows: ["["] },
  { of: '"$UPLOAD_URL"', shows: ["HTTP/1.1 200 OK"] },
  { of: "-X DELETE", shows: ["HTTP/1.1 204"] },
  { of: "/erasure", shows: ['"removing"'] },
];
