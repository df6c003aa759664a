import { type Html, html } from "../../lib/mail/html.ts";
import { PROBLEMS, type ProblemCode } from "../../lib/problem.ts";
import { PROBLEM_DOCS } from "../../lib/problem-docs.ts";
import { COMPONENTS } from "./components.ts";
import { curlLine } from "./curl-line.ts";
import { problemsOf } from "./openapi.ts";
import { EXAMPLE_URL, type Example, type Operation, TAGS } from "./operation.ts";
import { OPERATIONS } from "./operations.ts";
import { prose, schemaRows } from "./page-parts.ts";
import { REFERENCE_STYLE } from "./reference-style.ts";

/**
 * The description as a page that asks for nothing but itself, not even a script.
 *
 * @param publicUrl e.g. `https://img.example.com`, which the examples then speak of
 */
export function referencePage(publicUrl: string): string {
  const page = html`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Darkroom: the API</title>
<style>${{ html: REFERENCE_STYLE }}</style>
<header>
<h1>Darkroom: the API</h1>
<p>For programs the same is at <a href="/openapi.json">/openapi.json</a>. Examples want a token in <code>$TOKEN</code>.</p>
<nav aria-label="Requests">${TAGS.map(menu)}<h2><a href="#schemas">Schemas</a></h2><h2><a href="#problems">Problems</a></h2></nav>
</header>
<main>
${OPERATIONS.map(section)}
<h2 id="schemas">Schemas</h2>
${Object.entries(COMPONENTS).map(
  ([
    name,
    schema,
  ]) => html`<section id="schema-${name}"><h3>${name}</h3>${prose(schema.description)}${schemaRows(schema)}</section>
`,
)}
<h2 id="problems">Problems</h2>
<div class="wide"><table><tr><th>code<th>status<th>cause<th>cure</tr>
${Object.keys(PROBLEMS).map((code) => problemRow(code as ProblemCode))}
</table></div>
</main>
</html>
`;
  return page.html.replaceAll(EXAMPLE_URL, publicUrl);
}

function menu(tag: string): Html {
  const links = OPERATIONS.filter((operation) => operation.tag === tag).map(
    ({ id, route }) => html`<li><a href="#${id}"><code>${route}</code></a></li>
`,
  );
  return html`<h2>${tag}</h2><ul>${links}</ul>
`;
}

function section(operation: Operation): Html {
  const { id, route, summary, description, parameters = [], body, answers, examples } = operation;
  const inputs = parameters.map(({ in: place, name, schema }) => ({ name: `${name} (${place})`, schema }));
  const properties = Object.fromEntries(inputs.map(({ name, schema }) => [name, schema]));
  return html`<section id="${id}">
<h2><code>${route}</code></h2>
<p><strong>${summary}.</strong>${operation.isPublic ? " No token." : ""}</p>
${prose(description)}
${inputs.length > 0 ? html`<details><summary>Parameters</summary>${schemaRows({ properties })}</details>` : ""}
${body ? html`<p>Body: ${contentLinks(body.content)}${body.isRequired ? "" : ", or none"}.</p>` : ""}
<ul>${answers.map(
    (answer) => html`<li><b>${answer.status}</b> ${answer.description} ${contentLinks(answer.content ?? {})}</li>
`,
  )}<li>Problems: ${problemsOf(operation).map((code) => html`<a href="#${code}"><code>${code}</code></a> `)}</li></ul>
${examples.map((example) => shownExample(operation, example))}
</section>
`;
}

function contentLinks(content: NonNullable<Operation["body"]>["content"]): readonly Html[] {
  return Object.entries(content).map(([type, { $ref }]) => {
    const name = $ref?.replace("#/components/schemas/", "");
    return html`<code>${type}</code> ${name ? html`<a href="#schema-${name}">${name}</a> ` : ""}`;
  });
}

function shownExample(operation: Operation, example: Example): Html {
  const answer = example.answer === undefined ? "" : `\n${JSON.stringify(example.answer, null, 2)}`;
  return html`<figure><figcaption>${example.summary}</figcaption>
<pre tabindex="0"><code>${curlLine(operation, example)}</code></pre>
<pre tabindex="0"><samp>${example.status}${answer}</samp></pre></figure>
`;
}

function problemRow(code: ProblemCode): Html {
  const { cause, cure } = PROBLEM_DOCS[code];
  return html`<tr id="${code}"><td><code>${code}</code><td>${PROBLEMS[code]}<td>${prose(cause)}<td>${prose(cure)}</tr>
`;
}
