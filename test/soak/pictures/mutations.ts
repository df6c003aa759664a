import { withChunk } from "../../pictures/png-text.ts";
import type { Choices } from "../choices.ts";
import { SAMPLE_HEIGHT, SAMPLE_WIDTH, type SamplePicture } from "./sample-pictures.ts";

/** Makes a picture worse. @param others from which parts may be taken */
type Mutation = (picture: SamplePicture, choices: Choices, others: readonly SamplePicture[]) => Buffer;

const LENGTHS = [0, 1, 0x7f, 0xff, 0x7fff, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff];
const SIDES = [0, 1, 0x7fff, 0x3fff, 0xffff, 4_097, 16_385];

/** Names of blocks inside files, before or after which stands how long they are. */
const BLOCKS = [
  "Exif",
  "ICC_PROFILE",
  "http://ns.adobe",
  "8BIM",
  "IDAT",
  "iCCP",
  "eXIf",
  "PLTE",
  "tRNS",
  "VP8 ",
  "VP8L",
  "VP8X",
].concat([
  "ALPH",
  "ANMF",
  "ANIM",
  "ICCP",
  "EXIF",
  "XMP ",
  "meta",
  "iloc",
  "iinf",
  "iprp",
  "ispe",
  "av1C",
  "mdat",
  "ftyp",
  "NETSCAPE",
]);

const TAILS = ["<script>alert(1)</script>", "PK\x03\x04", "<?php", "%PDF-1.7", "\xff\xd8\xff\xe0", "GIF89a"];

export const MUTATIONS: Readonly<Record<string, Mutation>> = {
  bits({ bytes }, { below }) {
    const broken = Buffer.from(bytes);
    for (let times = 1 + below(16); times > 0; times--) {
      const at = below(broken.length);
      broken[at] = broken[at]! ^ (1 << below(8));
    }
    return broken;
  },
  cut: ({ bytes }, { below }) => bytes.subarray(0, 1 + below(bytes.length)),
  splice({ bytes }, { below, oneOf }, others) {
    const other = oneOf(others).bytes;
    const [at, from] = [below(bytes.length), below(other.length)];
    return Buffer.concat([bytes.subarray(0, at), other.subarray(from, from + below(2_000)), bytes.subarray(at)]);
  },
  header({ bytes }, { below, oneOf }) {
    const broken = Buffer.from(bytes);
    for (let times = 1 + below(4); times > 0; times--)
      broken[below(Math.min(96, broken.length))] = oneOf([0, 1, 0x7f, 0xff]);
    return broken;
  },
  length({ bytes }, { below, oneOf }) {
    const broken = Buffer.from(bytes);
    const name = oneOf(BLOCKS.filter((each) => bytes.includes(each, 0, "latin1")).concat(""));
    const block = name === "" ? below(bytes.length) : bytes.indexOf(name, 0, "latin1");
    const at = Math.min(Math.max(0, block + oneOf([-4, -2, name.length])), bytes.length - 4);
    const length = oneOf(LENGTHS);
    if (below(2) === 0) broken.writeUInt32BE(length, at);
    else broken.writeUInt32LE(length, at);
    return broken;
  },
  side: ({ bytes }, { oneOf }) => withSides(bytes, oneOf(SIDES), oneOf(SIDES)),
  block(picture, { bytes, below, oneOf }) {
    const data = bytes(below(3_000));
    if (picture.type === "png")
      return withChunk(picture.bytes, oneOf(["iCCP", "eXIf", "zTXt", "iTXt", "tRNS", "acTL", "gAMA"]), data);
    if (picture.type !== "jpeg") return overwritten(picture.bytes, oneOf(["EXIF", "ICCP", "XMP ", "Exif"]), data);
    const name = oneOf(["Exif\0\0II*\0", "ICC_PROFILE\0\x01\x01", "http://ns.adobe.com/xap/1.0/\0", "Photoshop 3.0\0"]);
    const segment = Buffer.concat([
      Buffer.from([0xff, oneOf([0xe1, 0xe2, 0xed, 0xfe]), 0, 0]),
      Buffer.from(name, "latin1"),
      data,
    ]);
    segment.writeUInt16BE(segment.length - 2, 2);
    return Buffer.concat([picture.bytes.subarray(0, 2), segment, picture.bytes.subarray(2)]);
  },
  repeat({ bytes }, { below, oneOf }) {
    const [at, length] = [below(bytes.length), 1 + below(300)];
    const part = bytes.subarray(at, at + length);
    return Buffer.concat([bytes.subarray(0, at), ...Array<Buffer>(oneOf([2, 10, 500])).fill(part), bytes.subarray(at)]);
  },
  gap({ bytes }, { below }) {
    const at = below(bytes.length);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + below(200))]);
  },
  zeros({ bytes }, { below }) {
    const broken = Buffer.from(bytes);
    const at = below(bytes.length);
    return broken.fill(0, at, Math.min(at + 1 + below(400), bytes.length));
  },
  polyglot: ({ bytes }, { oneOf }) => Buffer.concat([bytes, Buffer.from(oneOf(TAILS), "latin1")]),
};

/** Says other sizes wherever a file says its own, whatever its kind writes them as. */
function withSides(bytes: Buffer, width: number, height: number): Buffer {
  const broken = Buffer.from(bytes);
  for (let at = 0; at + 8 <= broken.length; at++) {
    if (broken.readUInt16BE(at) === SAMPLE_HEIGHT && broken.readUInt16BE(at + 2) === SAMPLE_WIDTH) {
      broken.writeUInt16BE(height, at);
      broken.writeUInt16BE(width, at + 2);
    } else if (broken.readUInt32BE(at) === SAMPLE_WIDTH && broken.readUInt32BE(at + 4) === SAMPLE_HEIGHT) {
      broken.writeUInt32BE(width, at);
      broken.writeUInt32BE(height, at + 4);
    } else if (broken.readUInt16LE(at) === SAMPLE_WIDTH && broken.readUInt16LE(at + 2) === SAMPLE_HEIGHT) {
      broken.writeUInt16LE(width, at);
      broken.writeUInt16LE(height, at + 2);
    }
  }
  return broken;
}

function overwritten(bytes: Buffer, name: string, data: Buffer): Buffer {
  const broken = Buffer.from(bytes);
  const at = bytes.indexOf(name, 0, "latin1");
  if (at >= 0) data.copy(broken, at + name.length + 4);
  return broken;
}
