import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import aws4 from "aws4";
import { budgetSignal } from "../time-budget.ts";
import { exchange, type WireAnswer } from "./exchange.ts";
import { isPassing, ServiceError } from "./service-error.ts";

/** Which service is asked, by whom, and how long a call may take. */
export interface ServiceOptions {
  readonly name: "dynamodb" | "s3";
  readonly region: string;
  readonly credentials: Credentials;
  readonly limits: { readonly connectionTimeout: number; readonly socketTimeout: number };
  /** The code in the body of a refusal, e.g. `SlowDown`; `undefined` where it has none. */
  readonly codeOf: (body: string) => string | undefined;
}

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Roles' credentials have one. */
  readonly sessionToken?: string;
}

/** One call of a service. */
export interface ServiceRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer;
  /** Gives it up; what is left of the budget of whoever asks holds besides. */
  readonly signal?: AbortSignal | undefined;
}

/** The first try and two more, with jitter. */
export const TRIES = 3;

/** Milliseconds that the second try waits at most; the third waits twice as long. */
const BACKOFF_MS = 100;

/**
 * A service of AWS, asked without the SDK, which takes three times the CPU of signing and sending a call, and most of a
 * start: for the calls of which misses and uploads are made. Time limits and tries are those of the SDK's clients here.
 *
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
 */
export class SignedService {
  readonly #options: ServiceOptions;

  constructor(options: ServiceOptions) {
    this.#options = options;
  }

  /**
   * Sends a request, again where it was refused or lost for a reason that passes.
   *
   * @throws ServiceError for a refusal, else what `exchange` throws
   */
  async send(request: ServiceRequest): Promise<WireAnswer> {
    const signals = [budgetSignal(), request.signal].filter((signal) => signal !== undefined);
    // The same for all tries, so that who listens in tells a repetition from another call.
    const invocation = randomUUID();
    for (let tries = 1; ; tries++) {
      try {
        return await this.#try(request, signals, invocation, tries);
      } catch (error) {
        if (tries === TRIES || !isPassing(error)) throw error;
        await sleep(Math.random() * BACKOFF_MS * 2 ** (tries - 1), undefined, { signal: signals[0] });
      }
    }
  }

  async #try(
    { method, url, headers, body }: ServiceRequest,
    signals: readonly AbortSignal[],
    invocation: string,
    tries: number,
  ): Promise<WireAnswer> {
    const { name, region, credentials, limits, codeOf } = this.#options;
    const unsigned = {
      ...{ method, host: url.host, path: url.pathname, service: name, region },
      headers: {
        ...headers,
        "amz-sdk-invocation-id": invocation,
        "amz-sdk-request": `attempt=${tries}; max=${TRIES}`,
        ...(body && { "content-length": `${body.length}` }),
      },
      ...(body && { body }),
    };
    const signed = aws4.sign(unsigned, { ...credentials }).headers as Record<string, string>;
    const answer = await exchange({ method, url, headers: signed, body, limits, signals });
    if (answer.status < 300) return answer;
    const code = codeOf(answer.body.toString()) ?? (answer.status >= 500 ? "ServiceUnavailable" : "Refused");
    throw new ServiceError(code, answer.status, tries);
  }
}
