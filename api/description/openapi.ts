import { PROBLEMS, type ProblemCode } from "../../lib/problem.ts";
import { PROBLEM_TYPE } from "../../lib/problem-answer.ts";
import { PROBLEM_DOCS } from "../../lib/problem-docs.ts";
import { COMPONENTS } from "./components.ts";
import { curlLine } from "./curl-line.ts";
import { ID } from "./image-schemas.ts";
import { EXAMPLE_URL, type Example, type Operation, TAGS } from "./operation.ts";
import { OPERATIONS } from "./operations.ts";
import { component, type Schema } from "./schema.ts";

const ABOUT =
  "Upload a picture once; every `<img>` then asks for the size, crop and format it wants by URL. Every error is `application/problem+json` with a stable `code`. `Authorization: Bearer` takes an ID token of the OIDC issuer that the service trusts; somebody else's image is a 404, as if it were not there.";

/** What every request to the API can meet, and what those that say who asks can. */
const PROBLEMS_OF_ALL: readonly ProblemCode[] = ["internal-error", "unavailable"];
const PROBLEMS_OF_TOKENS: readonly ProblemCode[] = ["token-missing", "token-invalid"];

/**
 * The description of the API.
 *
 * @param publicUrl where the service is, e.g. `https://img.example.com`
 * @returns JSON of an OpenAPI document, its examples about this very service
 * @see https://spec.openapis.org/oas/v3.1.1.html
 */
export function openApiText(publicUrl: string): string {
  const document = {
    openapi: "3.1.1",
    info: { title: "Darkroom", version: "0.1.0", description: ABOUT, license: { name: "MIT", identifier: "MIT" } },
    servers: [{ url: EXAMPLE_URL }],
    security: [{ token: [] }],
    tags: TAGS.map((name) => ({ name })),
    paths: pathsOf(OPERATIONS),
    components: {
      securitySchemes: { token: { type: "http", scheme: "bearer", bearerFormat: "JWT" } },
      schemas: COMPONENTS,
    },
  };
  return JSON.stringify(document, null, 2).replaceAll(EXAMPLE_URL, publicUrl);
}

/** The codes that an operation can be answered with. */
export function problemsOf({ isPublic, problems }: Operation): readonly ProblemCode[] {
  return [...problems, ...(isPublic ? [] : PROBLEMS_OF_TOKENS), ...PROBLEMS_OF_ALL];
}

/** Operations by path, as OpenAPI spells it, and method. */
function pathsOf(operations: readonly Operation[]): object {
  const routes = operations.map((operation) => ({ operation, path: operation.route.replace(/^\w+ /, "") }));
  const entries = [...new Set(routes.map(({ path }) => path))].map((path) => {
    const own = routes.filter((route) => route.path === path).map(({ operation }) => operation);
    const methods = own.map((operation) => [operation.route.split(" ")[0]!.toLowerCase(), describe(operation)]);
    return [path.replace(/:(\w+)/g, "{$1}"), Object.fromEntries(methods)];
  });
  return Object.fromEntries(entries);
}

function describe(operation: Operation): object {
  const { id, route, tag, summary, description, isPublic, parameters = [], body, examples } = operation;
  const ofPath = [...route.matchAll(/:(\w+)/g)].map(([, name]) => ({ in: "path", name, required: true, schema: ID }));
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description && { description }),
    ...(isPublic && { security: [] }),
    parameters: [...ofPath, ...parameters],
    ...(body && {
      requestBody: { required: body.isRequired, content: contentOf(body.content, sentExamples(examples)) },
    }),
    responses: { ...answersOf(operation), ...problemAnswersOf(operation) },
    "x-codeSamples": examples.map((each) => ({
      lang: "Shell",
      label: each.summary,
      source: curlLine(operation, each),
    })),
  };
}

function answersOf({ answers, examples }: Operation): object {
  const entries = answers.map(({ status, description, headers, content }) => [
    status,
    {
      description,
      ...(headers && { headers: mapValues(headers, (schema) => ({ schema })) }),
      ...(content && { content: contentOf(content, answeredExamples(examples, status)) }),
    },
  ]);
  return Object.fromEntries(entries);
}

/** One answer for each status, with the codes that it can have. */
function problemAnswersOf(operation: Operation): object {
  const codes = problemsOf(operation);
  const statuses = [...new Set(codes.map((code) => PROBLEMS[code]))].sort((one, other) => one - other);
  const entries = statuses.map((status) => {
    const own = codes.filter((code) => PROBLEMS[code] === status);
    const description = own.map((code) => `\`${code}\`: ${PROBLEM_DOCS[code].cause}`).join("\n\n");
    const schema: Schema = { ...component("Problem"), properties: { code: { enum: own } } };
    return [
      status,
      { description, content: contentOf({ [PROBLEM_TYPE]: schema }, answeredExamples(operation.examples, status)) },
    ];
  });
  return Object.fromEntries(entries);
}

type Shown = Readonly<Record<string, { readonly summary: string; readonly value: object }>>;

function sentExamples(examples: readonly Example[]): Shown {
  return shown(examples, ({ json }) => json);
}

function answeredExamples(examples: readonly Example[], status: number): Shown {
  return shown(examples, (example) => (example.status === status ? example.answer : undefined));
}

/** Examples under names that are the same for what is sent and what is answered. */
function shown(examples: readonly Example[], choose: (example: Example) => object | undefined): Shown {
  const entries = examples.flatMap((example, index) => {
    const value = choose(example);
    return value === undefined ? [] : [[`example${index + 1}`, { summary: example.summary, value }]];
  });
  return Object.fromEntries(entries);
}

/** Media types with their schemas; examples are JSON, and so stand with JSON. */
function contentOf(content: Readonly<Record<string, Schema>>, examples: Shown): object {
  return Object.fromEntries(
    Object.entries(content).map(([type, schema]) => {
      const hasExamples = /json$/.test(type) && Object.keys(examples).length > 0;
      return [type, { schema, ...(hasExamples && { examples }) }];
    }),
  );
}

function mapValues<Value, Mapped>(values: Readonly<Record<string, Value>>, map: (value: Value) => Mapped) {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, map(value)]));
}
