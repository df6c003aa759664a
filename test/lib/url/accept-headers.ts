import type { NegotiatedClass } from "../../../lib/url/negotiate.ts";

const CHROME_PAGE =
  "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8,application/signed-exchange;v=b3;q=0.7";
const SAFARI =
  "image/webp,image/avif,image/jxl,image/heic,image/heic-sequence,video/*;q=0.8,image/png,image/svg+xml,image/*;q=0.8,*/*;q=0.5";

/**
 * What clients send for an `<img>` unless it says otherwise, and the class that serves them best.
 *
 * @see https://developer.mozilla.org/en-US/docs/Web/HTTP/Guides/Content_negotiation/List_of_default_Accept_values
 */
export const CLIENTS: readonly (readonly [client: string, accept: string | undefined, negotiated: NegotiatedClass])[] =
  [
    ["Chrome 85+", "image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8", "auto-avif"],
    ["Chrome 70", "image/webp,image/apng,image/*,*/*;q=0.8", "auto-webp"],
    ["Chrome 131, a page", CHROME_PAGE, "auto-avif"],
    ["Firefox 93 to 127", "image/avif,image/webp,*/*", "auto-avif"],
    ["Firefox 128+", "image/avif,image/webp,image/png,image/svg+xml,image/*;q=0.8,*/*;q=0.5", "auto-avif"],
    ["Firefox 65 to 92", "image/webp,*/*", "auto-webp"],
    ["Firefox 47 to 63", "*/*", "auto"],
    ["Firefox 60, a page", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "auto"],
    ["Safari 16+", SAFARI, "auto-avif"],
    ["Safari 14", "image/webp,image/png,image/svg+xml,image/*;q=0.8,video/*;q=0.8,*/*;q=0.5", "auto-webp"],
    ["Safari 11", "image/png,image/svg+xml,image/*;q=0.8,video/*;q=0.8,*/*;q=0.5", "auto"],
    ["Internet Explorer 11", "image/png, image/svg+xml, image/*;q=0.8, */*;q=0.5", "auto"],
    ["curl, wget, fetch, Googlebot", "*/*", "auto"],
    ["axios, which takes anything", "application/json, text/plain, */*", "json"],
    ["a client that sends none", undefined, "auto"],
    ["a client of the API", "application/json", "json"],
  ];

/** Accept headers with weights; the most specific range that is named decides, RFC 9110 §12.5.1. */
export const WEIGHTED: readonly (readonly [accept: string, negotiated: NegotiatedClass])[] = [
  ["", "auto"],
  [",", "auto"],
  ["image/*", "auto"],
  ["image/avif", "auto-avif"],
  ["IMAGE/AVIF", "auto-avif"],
  ["image/webp", "auto-webp"],
  ["image/avif;q=0,image/webp,*/*", "auto-webp"],
  ["image/avif;q=0.0,image/webp;q=0.000,*/*", "auto"],
  ["image/avif;q=0.5,image/webp;q=0.9", "auto-webp"],
  ["image/avif;q=0.9,image/webp;q=0.9", "auto-avif"],
  ["image/avif;q=0.5,image/jpeg;q=0.9", "auto"],
  ["image/webp;q=0.5,image/jpeg", "auto"],
  ["image/webp;q=0.8,image/*;q=0.9", "auto"],
  ["image/webp;q=0.8,image/*;q=0.8", "auto-webp"],
  ["image/webp;q=0.8,image/jpeg;q=0.1,image/*;q=0.9", "auto-webp"],
  ["image/avif ; q=0.4 , image/webp ; q=0.6", "auto-webp"],
  ["image/avif;Q=0.4,image/webp;Q=0.6", "auto-webp"],
  ["image/avif;q=.4,image/webp;q=.6", "auto-webp"],
  ["image/avif;v=1;q=0.4,image/webp;q=0.6", "auto-webp"],
  ["image/avif;q=1.000", "auto-avif"],
  ["image/avif,image/webp;q=2", "auto-avif"],
  ["image/avif;q=nonsense", "auto-avif"],
  ["image/avif;q=", "auto-avif"],
  ["image/avif;", "auto-avif"],
  ["image/avif;q=0;q=1", "auto"],
  ["image/avifx,ximage/avif,image/avif-sequence", "auto"],
  ["application/json;q=0,*/*", "auto"],
  ["application/json;q=0.1", "json"],
  ["application/json,image/png;q=0.1", "auto"],
  ["application/json,image/webp", "auto-webp"],
  ["application/json,image/*;q=0", "auto"],
  ["APPLICATION/JSON", "json"],
  ["application/problem+json", "auto"],
  ["text/html", "auto"],
  ["__proto__,constructor;q=1", "auto"],
];
