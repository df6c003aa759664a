/** Every number that code and cloud share, with its unit and its reason. */

/** Bytes of a body that Lambda's 6 MiB event still holds once base64 has added a third. */
export const DIRECT_UPLOAD_BYTES = 4_500_000;

/** Bytes of a presigned upload, what the worker's memory holds beside the decoded picture; and of an SVG, each of which can be work. */
export const PRESIGNED_UPLOAD_BYTES = 100_000_000;
export const VECTOR_BYTES = 1_000_000;

/** Bytes of a picture answered through the HTTP API; base64 and headers must stay under Lambda's 6 MiB. */
export const API_ANSWER_BYTES = 4_400_000;

/** Seconds that a presigned URL can be used. */
export const PRESIGNED_URL_SECONDS = 900;

/** Seconds that a download link handed out by the API can be used. */
export const DOWNLOAD_URL_SECONDS = 300;

/** Seconds that an `Idempotency-Key` is remembered, and that an upload may stay unfinished. */
export const DAY_SECONDS = 86_400;

/**
 * Variants made of one owner's images, in the cloud: a minute's burst of a page with new pictures, and what a day may
 * cost, some 8 US dollars.
 */
export const TRANSFORMS_PER_MINUTE = 3_000;
export const TRANSFORMS_PER_DAY = 500_000;

export const MINUTE_SECONDS = 60;

/** Seconds of the window in which a user's uploads are counted; it begins with the first one. */
export const HOUR_SECONDS = 3_600;

/** Uploads of one user within an hour, and bytes that one user's originals may take, in the cloud. */
export const UPLOADS_PER_HOUR = 1_000;
export const STORED_BYTES = 20_000_000_000;

/** Seconds from an account's change to its recount, and for which a recount waits for a pause in an owner's doings. */
export const RECOUNT_SECONDS = 43_200;
export const RECOUNT_PATIENCE_SECONDS = 21_600;

/** Days that `incoming/` keeps what nobody admitted. */
export const INCOMING_DAYS = 1;

/** Days that the variant bucket keeps what nobody made again. */
export const VARIANT_DAYS = 90;

/** Days that a deleted image's tombstone is kept; longer than any event or backup replay of ours takes. */
export const TOMBSTONE_DAYS = 30;

/** Days for which table backups can still hold a deleted record (point-in-time recovery). */
export const TABLE_BACKUP_DAYS = 35;

/** Seconds after which Lambda ends a transformer, API or worker invocation. */
export const TRANSFORMER_SECONDS = 30;
export const API_SECONDS = 29;
export const WORKER_SECONDS = 180;

/** Seconds after which no writer that began before can still be alive: the longest life of one, plus slack. */
export const WRITER_SECONDS = WORKER_SECONDS + TRANSFORMER_SECONDS + 60;

/** Seconds between a deletion and its second pass. */
export const ERASURE_SECOND_PASS_SECONDS = WRITER_SECONDS;

/** Deliveries after which a message goes to the dead letters. */
export const MESSAGE_DELIVERIES = 5;

/** Seconds that a message stays hidden once delivered: the worker's life and some slack. */
export const MESSAGE_HIDDEN_SECONDS = WORKER_SECONDS + 30;

/** Seconds between two runs of the sweeper in the cloud. */
export const SWEEP_SECONDS = 60;

/** Seconds after which an upload that is still `processing` is queued again: its event must have been lost. */
export const PROCESSING_OVERDUE_SECONDS = 3_600;

/** Unsigned variants that one image keeps: the bound on the bill. */
export const MAX_VARIANTS = 500;

/**
 * Pre-warming. One of so many variants that are made is counted; names that are counted of one owner, of some 20 bytes
 * each in one item; how often one was counted before it is usual; days after which counting begins anew; variants
 * that are made of each new picture where nothing else is set, and the most that may be set, for the worker's 180 s.
 */
export const DEMAND_SAMPLE = 16;
export const DEMAND_NAMES = 40;
export const DEMAND_LEAST = 2;
export const DEMAND_DAYS = 30;
export const PREWARM = 8;
export const PREWARM_MOST = 24;

/** Pixels of a side: what a URL may ask for, what we ever make, what we accept. */
export const MAX_ASKED_PX = 4_096;
export const MAX_OUTPUT_EDGE_PX = 8_192;
export const MAX_ORIGINAL_EDGE_PX = 16_384;

/** Pixels of width × height × pages. A legal 49 MP WebP of 32 bytes already costs 600 MB to decode. */
export const MAX_PIXELS = 50_000_000;

/** Pages of an animation or a TIFF, and scans of a progressive JPEG; libvips cannot be stopped in the midst of too many. */
export const MAX_PAGES = 256;
export const MAX_JPEG_SCANS = 500;

/**
 * Pixels of the long edges of mezzanines. Decoding fewer pixels is all that makes a variant cheaper: 4 to 44 times from
 * 2,560 px, and 1.6 times more from 1,280.
 */
export const MEZZANINE_EDGES_PX: readonly number[] = [1_280, 2_560];

/** Pixels of the long edge of a variant that names neither width nor height. */
export const UNSIZED_EDGE_PX = 2_560;

/**
 * Pixels of an answer, frames included, up to which a type is made in time on one Lambda core: 8 s for an AVIF, where
 * 9 MP took 2 s on two cores; 20 s for a GIF, at half a second a million pixels.
 */
export const AVIF_PIXELS = 12_000_000;
export const GIF_PIXELS = 16_000_000;

/** Encodings of one type while `q=auto` looks for the least quality that looks as it should. */
export const QUALITY_ENCODINGS = 4;

/** Seconds after which a rendering is given up, so that there is an answer before Lambda ends the function. */
export const RENDER_SECONDS = TRANSFORMER_SECONDS - 5;

/** Milliseconds before Lambda would end a function, when a request that is still not answered is told to come again. */
export const ANSWER_SLACK_MS = 1_500;

/** Seconds of its life that a transformer must have left to begin an image's mezzanines; most take one or two. */
export const RUNGS_LEAST_SECONDS = 12;

/** Bytes of a request's URL and headers that the front takes, as CloudFront does. */
export const MAX_URL_BYTES = 8_192;
export const MAX_HEADER_BYTES = 32_768;

/** Seconds that a request may take to arrive. */
export const REQUEST_ARRIVAL_SECONDS = 30;

/** Sizes of a ladder of one's own: even with a letter of each escaped, their text is hardly longer than the default one's, which has to fit into the function at the edge. */
export const LADDER_SIZES = 64;

/** Bytes of an Edge function; CloudFront takes 10,240, the rest is room for a repair. */
export const EDGE_FUNCTION_BYTES = 9_728;

/** Bytes of the function of another system's dialect: all that CloudFront takes, since a repair there can leave a spelling out. */
export const DIALECT_FUNCTION_BYTES = 10_240;

/** Renditions beyond the three of the mail. */
export const EXTRA_RENDITIONS = 5;

/** Characters of an image's title, which is its alt text, and labels of an image. */
export const TITLE_CHARACTERS = 300;
export const LABELS = 20;

/** Characters and words of a search for images. */
export const SEARCH_CHARACTERS = 100;
export const SEARCH_WORDS = 8;

/**
 * Records that one search reads before it answers with what it has found so far, and those that it asks for at once. A
 * thousand of some 2 KB take 250 read units, 0.00003 US dollars, and a quarter of a second.
 */
export const SEARCH_RECORDS = 1_000;
export const SEARCH_PAGE_RECORDS = 250;

/** Days that a mail's own link can switch mail off. */
export const UNSUBSCRIBE_DAYS = 365;

/** Bytes of a JSON body. */
export const JSON_BODY_BYTES = 65_536;

/** Header under which S3 and the transformer hand CloudFront an answer's cache tags. */
export const CACHE_TAG_HEADER = "x-amz-meta-cache-tag";

/** Header by which a made answer tells itself from a stored one. */
export const IMAGE_ORIGIN_HEADER = "x-image-origin";

/** Header by which an answer names the invocation that gave it, as every line of its log does. */
export const REQUEST_ID_HEADER = "x-request-id";

/** Origin statuses at which CloudFront asks the transformer instead of the variant bucket. */
export const FAILOVER_STATUSES: readonly number[] = [403, 404, 500, 502, 503, 504];

/** Seconds for which CloudFront keeps an error of its origins, by status, when the origin says nothing longer. */
export const ERROR_CACHE_SECONDS: Readonly<Record<number, number>> = {
  400: 0,
  403: 0,
  404: 0,
  405: 0,
  414: 0,
  416: 0,
  500: 1,
  501: 1,
  502: 1,
  503: 1,
  504: 1,
};

/** The port on a user's own machine where `darkroom login` waits for their browser; issuers want to know it before. */
export const LOGIN_CALLBACK_PORT = 8_976;
