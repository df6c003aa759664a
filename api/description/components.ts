import { EXPLANATION } from "./explanation-schemas.ts";
import {
  ANNOUNCED_UPLOAD,
  ASKED_AGAIN,
  BEGUN_UPLOAD,
  DOWNLOAD,
  IMAGE,
  IMAGE_CHANGES,
  IMAGE_PAGE,
  RECEIPT,
  RENDITION,
  RETRIEVED,
} from "./image-schemas.ts";
import { PUBLIC_IMAGE } from "./public-image-schema.ts";
import type { ComponentName, Schema } from "./schema.ts";
import { ASKED_TRANSFORM, DEFAULTS, NOTIFICATIONS, PROBLEM, TRANSFORM, USER } from "./user-schemas.ts";

/** Every schema that has a name, in the order of the reference. */
export const COMPONENTS: Readonly<Record<ComponentName, Schema>> = {
  Image: IMAGE,
  RetrievedImage: RETRIEVED,
  Rendition: RENDITION,
  ImagePage: IMAGE_PAGE,
  ImageChanges: IMAGE_CHANGES,
  Download: DOWNLOAD,
  PublicImage: PUBLIC_IMAGE,
  Explanation: EXPLANATION,
  AskedTransform: ASKED_TRANSFORM,
  AnnouncedUpload: ANNOUNCED_UPLOAD,
  BegunUpload: BEGUN_UPLOAD,
  Receipt: RECEIPT,
  AskedAgain: ASKED_AGAIN,
  User: USER,
  Notifications: NOTIFICATIONS,
  Transform: TRANSFORM,
  Defaults: DEFAULTS,
  Problem: PROBLEM,
};
