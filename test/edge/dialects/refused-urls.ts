import type { Dialect } from "../../../lib/url/dialects/dialects.ts";
import { IMAGE_ID } from "../image-id.ts";

const URLS: readonly (readonly [Dialect, url: string, spelling: string])[] = [
  ["imgix", "/imgix/ID?w=300&s=0cc175b9c0f1b6a831c399e269772661", "s"],
  ["imgix", "/imgix/ID?mark=https://example.com/logo.png", "mark"],
  ["imgix", "/imgix/ID?fit=facearea&w=300&h=300", "fit"],
  ["imgix", "/imgix/ID?fit=crop&w=300&h=300&crop=person", "crop"],
  ["imgix", "/imgix/ID?auto=format,enhance", "auto"],
  ["imgix", "/imgix/ID?fit=fill&fill=blur", "fill"],
  ["imgix", "/imgix/ID?sat=101", "sat"],
  ["imgix", "/imgix/ID?sepia=80", "sepia"],
  ["imgix", "/imgix/ID?w=300&h=200&mask=ellipse", "mask"],
  ["imgix", "/imgix/ID?pad=10", "pad"],
  ["imgix", "/imgix/ID?zoom=2", "zoom"],
  ["cloudflare", "/cdn-cgi/image/width=auto,width2=1/ID", "width2"],
  ["cloudflare", "/cdn-cgi/image/w=300,width=300/ID", "width"],
  ["cloudflare", "/cdn-cgi/image/fit=stretch/ID", "fit"],
  ["cloudflare", "/cdn-cgi/image/gravity=sky/ID", "gravity"],
  ["cloudflare", "/cdn-cgi/image/trim=1;2;3;4/ID", "trim"],
  ["cloudflare", "/cdn-cgi/image/segment=foreground/ID", "segment"],
  ["cloudflare", "/cdn-cgi/image/blur=251/ID", "blur"],
  ["cloudinary", "/image/upload/c_fill,w_300/c_scale,w_100/ID", "chain"],
  ["cloudinary", "/image/upload/c_mfit,w_300/ID", "c"],
  ["cloudinary", "/image/upload/c_crop,w_300,h_200/ID", "c"],
  ["cloudinary", "/image/upload/l_logo/ID", "l"],
  ["cloudinary", "/image/upload/e_sepia/ID", "e_sepia"],
  ["cloudinary", "/image/upload/e_cartoonify/ID", "e_cartoonify"],
  ["cloudinary", "/image/upload/x_10,w_100/ID", "x"],
  ["thumbor", "/unsafe/adaptive-fit-in/300x200/ID", "path"],
  ["thumbor", "/unsafe/origx200/ID", "path"],
  ["thumbor", "/unsafe/trim:bottom-right/300x200/ID", "path"],
  ["thumbor", "/unsafe/filters:watermark(logo.png,0,0,50)/ID", "watermark"],
  ["thumbor", "/unsafe/filters:quality(80):quality(90)/ID", "filters"],
  ["thumbor", "/unsafe/fit-in/300x300/filters:fill(blur)/ID", "fill"],
  ["thumbor", "/unsafe/filters:noise(40)/ID", "noise"],
  ["ipx", "/_ipx/median_3/ID", "median"],
  ["ipx", "/_ipx/extend_1_2_3_4/ID", "extend"],
  ["ipx", "/_ipx/gamma_high/ID", "gamma"],
];

/** URLs of other systems that say what has no counterpart, and the spelling that the refusal names. */
export const REFUSED_URLS = URLS.map(([dialect, url, spelling]) => ({
  dialect,
  spelling,
  url: url.replace("ID", IMAGE_ID),
}));
