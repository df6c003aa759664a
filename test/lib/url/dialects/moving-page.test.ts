import { expect, test } from "vitest";
import { DIALECTS, type Dialect } from "../../../../lib/url/dialects/dialects.ts";
import { FOREIGN_READERS } from "../../../../lib/url/dialects/readers.ts";
import { UNFOLDED_SENTENCES } from "../../../../lib/url/dialects/unfolded-sentences.ts";
import { FOREIGN_URLS } from "../../../edge/dialects/urls.ts";
import { IMAGE_ID } from "../../../edge/image-id.ts";

const TITLES: Readonly<Record<Dialect, readonly [title: string, text: string]>> = {
  imgix: [
    "imgix",
    "`https://NAME.imgix.net/photos/sunset.jpg?w=300` becomes `https://img.example.com/imgix/ID?w=300`. A focal point counts with `fit=crop&crop=focalpoint`, as there. Turns are counter-clockwise there, and colors have their opacity first; both are turned around.",
  ],
  cloudflare: [
    "Cloudflare",
    "`/cdn-cgi/image/width=300/photos/sunset.jpg` becomes `/cdn-cgi/image/width=300/ID` or `/cdn-cgi/image/width=300/images/ID`. Flips come before turns there, as here after folding. A host that Cloudflare itself proxies keeps `/cdn-cgi/` for itself: give the pictures a host that it does not.",
  ],
  cloudinary: [
    "Cloudinary",
    "`https://res.cloudinary.com/demo/image/upload/w_300/v1/sunset.jpg` becomes `https://img.example.com/demo/image/upload/w_300/v1/ID.jpg`. The cloud's name and the version are there or not and mean nothing; the ending is the format unless `f_` names one. `t_` names a rendition.",
  ],
  thumbor: [
    "thumbor",
    "`/unsafe/300x200/photos/sunset.jpg` becomes `/unsafe/300x200/ID`. URLs with thumbor's own signature are no address here.",
  ],
  ipx: [
    "ipx",
    "`/_ipx/w_300/photos/sunset.jpg`, as Nuxt Image has it, becomes `/_ipx/w_300/ID` or `/_ipx/w_300/images/ID`; for ipx that listens elsewhere, set its base to `/_ipx`.",
  ],
};

function ours(dialect: Dialect, url: string): string {
  const [path = "", query = ""] = url.split("?");
  const folded = FOREIGN_READERS[dialect](path, query);
  if (folded === undefined || !("said" in folded)) throw new Error(`${url} is not folded`);
  return Object.entries(folded.said)
    .map((pair) => pair.join("="))
    .join("&");
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}

function sectionOf(dialect: Dialect): string {
  const [title, text] = TITLES[dialect];
  const folded = FOREIGN_URLS.filter((each) => each.dialect === dialect).map(({ url }) => {
    const there = url.replace(IMAGE_ID, "ID").replace(/^\/imgix\/ID\?/, "");
    return `| \`${cell(there)}\` | ${ours(dialect, url) === "" ? "" : `\`${cell(ours(dialect, url))}\``} |`;
  });
  const refused = Object.entries(UNFOLDED_SENTENCES[dialect]).map(
    ([spelling, sentence]) => `| \`${cell(spelling)}\` | ${cell(sentence)} |`,
  );
  return `## ${title}

${text}

| there | here |
| --- | --- |
${folded.filter((row) => !row.endsWith("|  |")).join("\n")}

| refused | |
| --- | --- |
${refused.join("\n")}
`;
}

test("docs/moving.md says what becomes of other systems' URLs", async () => {
  const page = `# Moving from imgix, Cloudflare, Cloudinary, thumbor, ipx

Their URLs go on working where the deployer has them understood:

\`\`\`sh
DIALECTS=imgix,cloudinary npx sst deploy --stage prod
DIALECTS=imgix,cloudflare,cloudinary,thumbor,ipx npm start
\`\`\`

Upload the pictures, then put the host of the service in the place of the other one, and the id of each picture in the place of its
name. What such a URL says is folded to [Darkroom's own parameters](parameters.md): the variant is the very same, under one key, and made
once. Sizes move up to the ladder, marketing tags are ignored, and \`format=auto\` and its like are what is done anyway.

- **Pictures do not grow** where they are smaller than the size that is asked for, unless a spelling asks for just that.
- **What has no counterpart is refused**, \`400 dialect-unsupported\`, in a sentence that names what takes its place. Nothing is left out silently
  but what is no matter of the picture, such as progressive encoding.
- **No quality named** is the service's own, of equal visible quality in every format; \`q_auto\` is \`q=auto\`.
- **Blurs** are on scales that nobody explains; the ends of theirs are laid upon those of ours.
- **Faces** are found by their skin, among what else draws the eye: \`g=attention\`.
- **Signatures** of other systems are not checked, and Darkroom's stand in its own URLs alone: with \`SIGNED_URLS=sizes\`, these URLs ask for sizes, formats and qualities;
  with \`SIGNED_URLS=required\`, \`DIALECTS\` is refused.
- **The query** of a URL whose path says all means nothing, as there.

\`darkroom explain '/imgix/ID?w=300&fit=crop'\` tells what one comes to, with the URL of Darkroom's own that says as much: [the command line](cli.md).

Each system is a function of its own at the edge, on paths of its own; none makes another, or Darkroom's own URLs, any slower.

${DIALECTS.map(sectionOf).join("\n")}
This page is written by a test from \`lib/url/dialects/\`; \`npx vitest run test/lib/url/dialects/moving-page.test.ts -u\` writes it again.
`;
  await expect(page).toMatchFileSnapshot("../../../../docs/moving.md");
});
