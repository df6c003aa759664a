import { extname, relative } from "node:path";
import type { Bucket } from "aws-cdk-lib/aws-s3";
import { Asset } from "aws-cdk-lib/aws-s3-assets";
import { Construct } from "constructs";
import { DIRECT_UPLOAD_BYTES, PRESIGNED_UPLOAD_BYTES } from "../lib/limits.ts";
import type { BucketContents, StackFile } from "./bucket-contents.ts";
import type { Config, TokenIssuer } from "./config.ts";
import { CONFIG_KEY, playgroundFiles } from "./playground-files.ts";
import { createPrivateBucket } from "./private-bucket.ts";

/** A page may be of these kinds; a file of another one is a mistake of the build. */
const CONTENT_TYPES: ReadonlyMap<string, string> = new Map([
  [".html", "text/html; charset=utf-8"],
  [".js", "text/javascript; charset=utf-8"],
  [".css", "text/css; charset=utf-8"],
  [".json", "application/json"],
  [".map", "application/json"],
  [".txt", "text/plain; charset=utf-8"],
  [".svg", "image/svg+xml"],
  [".ico", "image/x-icon"],
  [".png", "image/png"],
  [".jpg", "image/jpeg"],
  [".webp", "image/webp"],
  [".avif", "image/avif"],
  [".woff2", "font/woff2"],
]);

export interface PlaygroundProps {
  /** e.g. `.build/playground`, with `index.html` in it. */
  readonly folder: string;
  readonly contents: BucketContents;
}

/** The start page and what belongs to it, in a bucket that CloudFront alone reads. */
export class Playground extends Construct {
  readonly pages: Bucket;
  private readonly props: PlaygroundProps;

  constructor(scope: Construct, id: string, props: PlaygroundProps) {
    super(scope, id);
    this.props = props;
    // Never kept: the next deployment has all of it.
    this.pages = createPrivateBucket(this, "Pages", { isKept: false, contents: props.contents });
  }

  /** Puts the files, and `config.json`: what a page needs to know of the service. */
  publish(publicUrl: string, { issuer, audience }: TokenIssuer, settings: Config): void {
    const { ladder, signedUrls, dialects, acceptsSvg } = settings;
    const config = {
      publicUrl,
      issuer,
      audience,
      directUploadBytes: DIRECT_UPLOAD_BYTES,
      presignedUploadBytes: PRESIGNED_UPLOAD_BYTES,
      ladder,
      signedUrls,
      dialects,
      acceptsSvg,
    };
    const configFile = { key: CONFIG_KEY, contentType: "application/json", body: JSON.stringify(config) };
    this.props.contents.putFiles(this.pages, [...this.assetsOf(this.props.folder), configFile]);
  }

  private assetsOf(folder: string): StackFile[] {
    return playgroundFiles(folder).map(({ path, key }) => {
      const contentType = CONTENT_TYPES.get(extname(path));
      if (contentType === undefined) throw new Error(`${path} is of a kind that the playground does not serve.`);
      const name = relative(folder, path).replaceAll("\\", "/");
      return { key, contentType, asset: new Asset(this, name, { path }) };
    });
  }
}
