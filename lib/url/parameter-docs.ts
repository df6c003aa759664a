import type { ParameterName } from "./parameters.ts";

/** What each parameter does, for people; none of it travels to the edge. */
export const PARAMETER_DOCS: Readonly<Record<ParameterName, string>> = {
  width: "Width in px. Unsigned URLs move it up to the next size of the ladder.",
  height: "Height in px. Alone it moves to the ladder; beside `w` it grows by the same factor as `w`.",
  fit: "How the picture meets the box of `w` and `h`, in the words of CSS and sharp; `inside` keeps the ratio and never crops.",
  format:
    "The type of the answer; `auto` takes the best that the client's `Accept` names, `json` tells the picture's data.",
  quality: "Quality, rounded up to the next 5; without it, each format has its own, and they look alike.",
  dpr: "Multiplies `w` and `h`, for screens with more than one device pixel to a CSS pixel.",
  gravity: "Which part stays when `fit=cover` crops, and where the picture lies when `fit=contain` pads.",
  focalPoint: "The point, in percent of width and height, that a crop keeps as near to its middle as it can.",
  focalX: "The first half of `fp`, as a part of the width; the other half is the middle unless it is given.",
  focalY: "The second half of `fp`, as a part of the height.",
  rect: "Cuts `x,y,w,h` px out of the upright original before all else; clipped to the picture.",
  ratio: "Aspect ratio; with exactly one of `w` and `h` it gives the other.",
  enlarge: "1 lets a picture grow past its own pixels.",
  rotate: "Turns clockwise, after the camera's orientation, which is always applied.",
  flip: "Mirrors after turning: `h` left–right, `v` top–bottom.",
  flop: "1 is `flip=h`, in sharp's word.",
  background: "Lies under what is transparent, and fills what `fit=contain` pads.",
  grayscale: "1 takes the colors away.",
  rendition: "A named rendition of the image's owner takes the place of the owner's default transform.",
  defaults: "0 leaves the owner's default transform out.",
  expires: "Unix seconds after which the edge answers no more.",
  signature:
    "`<key id>.<HMAC-SHA256>` over all of path and query before it; after it stand only keys that `free` names.",
  free: "In a signed URL, the keys that may stand after `s` with any value: one signature for a whole `srcset`.",
  widths: "In a signed URL, the widths in px that it is good for, `dpr` counted in.",
};
