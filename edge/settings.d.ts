/** Sizes that unsigned URLs have, as a deployer set them; the build, and whoever puts the function up, writes it in. */
declare const LADDER: import("../lib/url/ladder.ts").Rungs;

/** Which URLs must be signed, as a deployer set it. */
declare const SIGNED_URLS: import("../lib/url/signed-urls.ts").SignedUrls;
