import { SqsError } from "./sqs-error.ts";

/** An object of a request's JSON whose members nobody has checked yet. */
export type Input = Readonly<Record<string, unknown>>;

/**
 * Takes a JSON value for an object.
 *
 * @throws SqsError
 */
export function asInput(value: unknown): Input {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new SqsError("InvalidParameterValue", "The request must be a JSON object.");
  }
  return { ...value };
}

/**
 * A text that must be there.
 *
 * @throws SqsError
 */
export function readText(input: Input, name: string): string {
  const value = input[name];
  if (typeof value === "string" && value !== "") return value;
  throw new SqsError("MissingParameter", `The request must contain the parameter ${name}.`);
}

/**
 * A whole number from 0 (or `minimum`) to `maximum`, `undefined` when it is absent.
 *
 * @throws SqsError
 */
export function readInteger(input: Input, name: string, maximum: number, minimum = 0): number | undefined {
  const value = input[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value === "number" && Number.isInteger(value) && value >= minimum && value <= maximum) return value;
  const range = `Must be >= ${minimum} and <= ${maximum}, if provided.`;
  throw new SqsError("InvalidParameterValue", `Value ${value} for parameter ${name} is invalid. Reason: ${range}`);
}

/** The texts of a list that may be absent. */
export function readTexts(input: Input, name: string): readonly string[] {
  const value = input[name];
  return Array.isArray(value) ? value.filter((text) => typeof text === "string") : [];
}
