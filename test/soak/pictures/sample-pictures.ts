import { deflateSync } from "node:zlib";
import sharp, { type Sharp } from "sharp";
import { pngWithText } from "../../pictures/png-text.ts";
import { newsroomJpeg, privatePicture } from "../../pictures/private.ts";
import { quadrants } from "../../pictures/quadrants.ts";

/** Px of every sample, so that who lies about them can find them. */
export const SAMPLE_WIDTH = 160;
export const SAMPLE_HEIGHT = 120;

/** A good picture, from which bad ones are made. */
export interface SamplePicture {
  readonly name: string;
  readonly type: "jpeg" | "png" | "webp" | "avif" | "gif" | "tiff";
  readonly bytes: Buffer;
}

/** One of each kind that is taken, with all that such a file may carry. */
export async function samplePictures(): Promise<readonly SamplePicture[]> {
  const plain = quadrants(SAMPLE_WIDTH, SAMPLE_HEIGHT);
  const clear = plain.clone().ensureAlpha(0.5);
  const wide = plain.clone().withIccProfile("p3");
  const moving = await animation();
  const samples: readonly (readonly [string, SamplePicture["type"], Promise<Buffer>])[] = [
    ["jpeg", "jpeg", plain.clone().jpeg().toBuffer()],
    ["progressive jpeg with a profile", "jpeg", wide.clone().jpeg({ progressive: true }).toBuffer()],
    ["jpeg with EXIF and XMP", "jpeg", privatePicture("jpeg", "all")],
    ["jpeg with IPTC", "jpeg", newsroomJpeg()],
    ["jpeg in CMYK", "jpeg", plain.clone().toColourspace("cmyk").jpeg().toBuffer()],
    ["png with alpha and a profile", "png", clear.clone().withIccProfile("p3").png().toBuffer()],
    ["png of 16 bits", "png", plain.clone().toColourspace("rgb16").png().toBuffer()],
    ["png with a palette", "png", plain.clone().png({ palette: true }).toBuffer()],
    ["png with EXIF and XMP", "png", privatePicture("png", "all")],
    ["webp", "webp", plain.clone().webp().toBuffer()],
    ["webp without loss", "webp", clear.clone().webp({ lossless: true }).toBuffer()],
    ["webp that moves", "webp", moving.clone().webp().toBuffer()],
    ["webp with EXIF and XMP", "webp", privatePicture("webp", "all")],
    ["gif that moves", "gif", moving.clone().gif().toBuffer()],
    ["avif", "avif", plain.clone().avif({ effort: 0 }).toBuffer()],
    ["avif with EXIF and XMP", "avif", privatePicture("avif", "all")],
    ["tiff", "tiff", plain.clone().tiff({ compression: "deflate", tile: true }).toBuffer()],
    ["tiff with EXIF and XMP", "tiff", privatePicture("tiff", "all")],
  ];
  return Promise.all(samples.map(async ([name, type, bytes]) => ({ name, type, bytes: await bytes })));
}

async function animation(): Promise<Sharp> {
  const frames = [0, 90, 180].map((hue) => quadrants(SAMPLE_WIDTH, SAMPLE_HEIGHT).modulate({ hue }).png().toBuffer());
  return sharp(await Promise.all(frames), { join: { animated: true } });
}

/** Few bytes that ask for much: each is refused from its header, or made within its limits. */
export async function bombs(): Promise<readonly SamplePicture[]> {
  const jpeg = await quadrants(16, 16).jpeg().toBuffer();
  const scan = jpeg.subarray(jpeg.indexOf(Buffer.from([0xff, 0xda])), -2);
  const manyScans = Buffer.concat([jpeg.subarray(0, -2), ...Array<Buffer>(2_000).fill(scan), jpeg.subarray(-2)]);
  const small = await quadrants(16, 16).png().toBuffer();
  const flat = { width: 8_000, height: 6_000, channels: 3, background: "red" } as const;
  return [
    { name: "2,000 scans", type: "jpeg", bytes: manyScans },
    { name: "text of a gigabyte", type: "png", bytes: await pngWithText(20, 50_000_000) },
    {
      name: "65,535 px a side",
      type: "gif",
      bytes: Buffer.from("474946383961ffffffff800000000000ffffff2c00000000ffffffff0002024401003b", "hex"),
    },
    {
      name: "16,383 px a side",
      type: "webp",
      bytes: Buffer.from("524946461a000000574542505650384c0d0000002fffffff0f0007d0ffff0300", "hex"),
    },
    { name: "48 million pixels", type: "png", bytes: await sharp({ create: flat }).png().toBuffer() },
    { name: "4 billion pixels", type: "png", bytes: resized(small, 65_535, 65_535) },
    {
      name: "too little behind the header",
      type: "png",
      bytes: Buffer.concat([small.subarray(0, 33), deflateSync(Buffer.alloc(9))]),
    },
  ];
}

/** A PNG that says it is of another size, its checksum left wrong. */
function resized(png: Buffer, width: number, height: number): Buffer {
  const bytes = Buffer.from(png);
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}
