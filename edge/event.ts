/**
 * The viewer-request event of a CloudFront Function, as far as ours read it.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-event-structure.html
 */
export interface ViewerRequestEvent {
  readonly request: EdgeRequest;
}

/** The viewer's request; a function answers with it, changed, to let it pass. */
export interface EdgeRequest {
  readonly method: string;
  uri: string;
  querystring: Record<string, never>;
  /** Names are lower-case; a header that came more than once has all its values in `multiValue`. */
  readonly headers: Readonly<Record<string, EdgeHeader>>;
  rawQueryString(): string | undefined;
}

/** A header, which may have come more than once. */
export interface EdgeHeader {
  readonly value: string;
  readonly multiValue?: readonly { readonly value: string }[];
}

/** What a function answers by itself. */
export interface EdgeResponse {
  readonly statusCode: number;
  readonly statusDescription: string;
  readonly headers: Record<string, { value: string }>;
  readonly body?: { readonly encoding: "text"; readonly data: string };
}
