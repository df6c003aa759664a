/** The picture that the edge is asked for. */
export const IMAGE_ID = "01jd3v8z9x7w6v5t4s3r2q1p0n";
