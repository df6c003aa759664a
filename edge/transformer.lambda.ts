import { createTransformer } from "./transformer.ts";

export const handler = awslambda.streamifyResponse(createTransformer(process.env));
