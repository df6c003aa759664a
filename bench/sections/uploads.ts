import { fewMixedPictures, mixedPictures } from "../pictures/selection.ts";
import { figure, megabytes } from "../report/text.ts";
import type { Section } from "./section.ts";

/** From an upload to its answer, and until the worker is done with it: one after the other, nothing else going on. */
export const uploads: Section = async (bench) => {
  const { pictures: all, folder } = bench.album;
  const pictures = bench.isQuick ? fewMixedPictures(all) : mixedPictures(all);
  const service = await bench.serviceWith([]);
  const measured = [];
  for (const picture of pictures) {
    bench.told(picture.name);
    measured.push({ picture: picture.name, ...(await service.upload(folder, picture)) });
  }
  const rows = measured.map(({ answeredMs, readyMs }, at) => {
    const { name, kind, megapixels, sizeBytes } = pictures[at]!;
    const milliseconds = [answeredMs, readyMs].map((each) => `${figure(each)} ms`);
    return [`${figure(megapixels)} MP ${kind}, ${name}`, megabytes(sizeBytes), ...milliseconds];
  });
  return {
    section: "uploads",
    title: "Uploads through the local service",
    tables: [{ columns: ["", "bytes", "answered after", "ready after"], rows }],
    measured,
    bars: [],
    criteria: [],
    notes: [
      "Ready: mezzanines, three renditions as AVIF, WebP and JPEG, color and thumbhash.",
      "Over 4.5 MB an upload is presigned: its answer is S3's, and the worker proves the picture.",
    ],
  };
};
