import type { Service } from "../contestants/service.ts";
import type { Album, Picture } from "../pictures/picture.ts";
import type { Finding } from "../report/finding.ts";
import type { BuiltServers } from "../servers/build-servers.ts";

/** What a section measures with. */
export interface Bench {
  readonly album: Album;
  /** For files that a section needs while it measures. */
  readonly scratch: string;
  readonly servers: BuiltServers;
  readonly isQuick: boolean;
  /** How many images the section `catalogue` has the service keep, e.g. `[100, 1000]` */
  readonly catalogues: readonly number[];
  /** Hears what is being done, a line at a time. */
  readonly told: (progress: string) => void;
  /** The local service, started by whoever asks first, with these pictures uploaded. */
  serviceWith(pictures: readonly Picture[]): Promise<Service>;
}

/** Measures one thing. */
export type Section = (bench: Bench) => Promise<Finding>;
