import { startS3 } from "../../../../dev/cloud/s3/server.ts";
import { credentials } from "./local-s3.ts";

const [, , folder = ""] = process.argv;
const { url } = await startS3({ folder, buckets: [{ name: "photos" }], credentials });
console.log(url);
