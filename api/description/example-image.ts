import type { ImageData } from "../../lib/image-data.ts";
import { ANNOUNCED_ID, EXAMPLE_ID, EXAMPLE_URL } from "./operation.ts";

const URL = `${EXAMPLE_URL}/images/${EXAMPLE_ID}/transformation`;

/** The demo's photograph once its renditions are made. */
export const EXAMPLE_IMAGE: ImageData = {
  id: EXAMPLE_ID,
  url: URL,
  width: 2400,
  height: 1600,
  format: "jpeg",
  sizeBytes: 225_617,
  state: "ready",
  createdAt: "2026-11-22T19:06:19.635Z",
  thumbhash: "HAgWJYRoh3h/h3h1eEeHh1dwcgZH",
  color: "#181818",
  focalPoint: null,
  title: "Sunset over the bay",
  labels: ["evening", "sea"],
  renditions: [
    { name: "small", width: 320, height: 213, format: "jpeg", sizeBytes: 9_475, url: `${URL}?p=small` },
    { name: "medium", width: 800, height: 533, format: "jpeg", sizeBytes: 46_048, url: `${URL}?p=medium` },
    { name: "large", width: 1600, height: 1067, format: "jpeg", sizeBytes: 144_997, url: `${URL}?p=large` },
  ],
};

/** A larger upload that was begun, and whose bytes have not come. */
export const ANNOUNCED_IMAGE: ImageData = {
  ...EXAMPLE_IMAGE,
  id: ANNOUNCED_ID,
  url: `${EXAMPLE_URL}/images/${ANNOUNCED_ID}/transformation`,
  width: null,
  height: null,
  format: null,
  sizeBytes: 12_345_678,
  state: "processing",
  createdAt: "2026-11-22T19:06:23.411Z",
  thumbhash: null,
  color: null,
  title: null,
  labels: [],
  renditions: [],
};
