import { type Answer, type Asked, xml } from "./answer.ts";

/**
 * The fields of a request in AWS's query protocol, which STS and CloudFormation speak.
 *
 * @returns `undefined` for a request of another protocol
 */
export function queryFields({ headers, body }: Asked): URLSearchParams | undefined {
  const isForm = headers["content-type"]?.includes("x-www-form-urlencoded");
  return isForm ? new URLSearchParams(body.toString()) : undefined;
}

/** @param inner what stands in the result, as XML */
export function queryAnswer(action: string, inner: string): Answer {
  const result = `<${action}Result>${inner}</${action}Result>`;
  const metadata = "<ResponseMetadata><RequestId>offline</RequestId></ResponseMetadata>";
  return xml(`<${action}Response>${result}${metadata}</${action}Response>`);
}

/** A refusal of the caller's doing. */
export function queryRefusal(code: string, message: string): Answer {
  const error = `<Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error>`;
  return xml(`<ErrorResponse>${error}<RequestId>offline</RequestId></ErrorResponse>`, 400);
}
