import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";

export const CHECKSUM_ALGORITHMS = ["crc32", "crc32c", "crc64nvme", "sha1", "sha256"] as const;

export type ChecksumAlgorithm = (typeof CHECKSUM_ALGORITHMS)[number];

/** Checksums in base64, as they stand in `x-amz-checksum-*`, e.g. `{ crc32: "y/Q5Jg==" }`. */
export type Checksums = Readonly<Partial<Record<ChecksumAlgorithm, string>>>;

/** A checksum over bytes that pass by. */
export interface Checksum {
  update(bytes: Uint8Array): void;
  /** The checksum of everything so far. */
  digest(): Buffer;
}

export function createChecksum(algorithm: ChecksumAlgorithm): Checksum {
  switch (algorithm) {
    case "crc32":
      return new Crc32();
    case "crc32c":
      return new Crc32c();
    case "crc64nvme":
      return new Crc64Nvme();
    default:
      return new CryptoHash(algorithm);
  }
}

export function isChecksumAlgorithm(text: string | undefined): text is ChecksumAlgorithm {
  return CHECKSUM_ALGORITHMS.some((algorithm) => algorithm === text);
}

/** A hash of node:crypto that can be asked more than once. */
export class CryptoHash implements Checksum {
  readonly #hash;

  constructor(algorithm: "md5" | "sha1" | "sha256") {
    this.#hash = createHash(algorithm);
  }

  update(bytes: Uint8Array): void {
    this.#hash.update(bytes);
  }

  digest(): Buffer {
    return this.#hash.copy().digest();
  }
}

class Crc32 implements Checksum {
  #value = 0;

  update(bytes: Uint8Array): void {
    this.#value = crc32(bytes, this.#value);
  }

  digest(): Buffer {
    return bigEndian(this.#value);
  }
}

/** The Castagnoli polynomial of RFC 3720 §12.1, bits reversed. */
const CRC32C_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit++) remainder = remainder & 1 ? 0x82f63b78 ^ (remainder >>> 1) : remainder >>> 1;
  return remainder;
});

class Crc32c implements Checksum {
  #value = 0xffffffff;

  update(bytes: Uint8Array): void {
    let value = this.#value;
    for (const byte of bytes) value = CRC32C_TABLE[(value ^ byte) & 0xff]! ^ (value >>> 8);
    this.#value = value;
  }

  digest(): Buffer {
    return bigEndian(~this.#value);
  }
}

/**
 * The polynomial of the NVM Express NVM Command Set, bits reversed. JavaScript's bit operations know 32 bits, so each
 * remainder is two halves.
 */
const CRC64_TABLE = Array.from({ length: 256 }, (_, byte) => {
  let [high, low] = [0, byte];
  for (let bit = 0; bit < 8; bit++) {
    const isOdd = low & 1;
    low = (low >>> 1) | (high << 31);
    high >>>= 1;
    if (isOdd) [high, low] = [high ^ 0x9a6c9329, low ^ 0xac4bc9b5];
  }
  return { high, low };
});
const CRC64_HIGH = Uint32Array.from(CRC64_TABLE, ({ high }) => high);
const CRC64_LOW = Uint32Array.from(CRC64_TABLE, ({ low }) => low);

class Crc64Nvme implements Checksum {
  #high = 0xffffffff;
  #low = 0xffffffff;

  update(bytes: Uint8Array): void {
    let [high, low] = [this.#high, this.#low];
    for (const byte of bytes) {
      const index = (low ^ byte) & 0xff;
      low = CRC64_LOW[index]! ^ ((low >>> 8) | (high << 24));
      high = CRC64_HIGH[index]! ^ (high >>> 8);
    }
    this.#high = high;
    this.#low = low;
  }

  digest(): Buffer {
    return Buffer.concat([bigEndian(~this.#high), bigEndian(~this.#low)]);
  }
}

function bigEndian(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes;
}
