import type { MailWords } from "./mail-words.ts";

/** Mails in English. */
export const EN: MailWords = {
  ready: {
    heading: "Your picture is ready",
    subject: (size) => `Your picture is ready (${size})`,
    original: (size, bytes) => `The original has ${size} and ${bytes}.`,
    renditions: { small: "Small", medium: "Medium", large: "Large" },
    measures: (size, bytes, format) => `${size}, ${bytes} as ${format}`,
    smaller: (percent) => `${percent}% smaller than the original`,
    modern: "Browsers that know AVIF or WebP get fewer bytes still, by the same links.",
    playground: "Crop it, convert it, copy the HTML",
    picture: "Your picture",
  },
  failed: {
    heading: "Your picture could not be processed",
    upload: (bytes, day) => `The upload of ${bytes} on ${day} was not kept.`,
    reasons: {
      "media-type-unsupported": {
        why: "The file is of no kind that is taken.",
        cure: "Open it in an image editor, export it as JPEG, PNG or WebP, and upload that.",
      },
      "image-undecodable": {
        why: "The file is cut short or broken.",
        cure: "Open the picture in an image editor, save it anew, and upload that. If it cannot be opened there, take it from the camera or phone again.",
      },
      "image-too-large": {
        why: "The picture has more pixels, frames or scans than are taken.",
        cure: "Make it smaller in an image editor, down to 50 million pixels and 16,384 a side, and upload that.",
      },
      "internal-error": {
        why: "Something went wrong on our side.",
        cure: "Upload the picture again. If it fails once more, tell whoever runs this service.",
      },
    },
    said: "The service's own words:",
  },
  reason: "You get this mail because a picture was uploaded with your account.",
  stop: "Stop these mails",
};
