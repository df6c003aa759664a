/** Commands that a page shows and `npm run test:docs` leaves out. */
interface LeftOut {
  readonly page: string;
  /** How each of them begins; empty for all that the page has. */
  readonly begins: string;
  readonly because: string;
}

const STEP = "CI has a step of its own for it";
const MINUTES = "it measures for minutes; a test holds its arguments";
const ACCOUNT = "it needs an AWS account; test/cloud/documents.test.ts holds its names and settings against the stack";

/** The one list of what the documents show and nobody tries, each with the reason. */
export const NOT_RUN: readonly LeftOut[] = [
  ...["npm ci", "npm start", "npm test", "npm run check"].map((begins) => ({
    page: "README.md",
    begins,
    because: STEP,
  })),
  ...["npm ci", "npm start"].map((begins) => ({ page: "docs/tutorial.md", begins, because: STEP })),
  { page: "CONTRIBUTING.md", begins: "npm", because: STEP },
  ...["ALLOWED_ORIGINS=", "npx vite"].map((begins) => ({
    page: "docs/browser-uploads.md",
    begins,
    because: "it goes on until it is stopped; test/examples/browser-upload.browser.ts serves and opens the page",
  })),
  {
    page: "docs/moving.md",
    begins: "DIALECTS=",
    because: "it deploys, or goes on until it is stopped; test/contract has a service that understands these URLs",
  },
  { page: "docs/client.md", begins: "npm run package", because: "docs/tutorial.md does the same" },
  { page: "docs/client.md", begins: "cd ../shop", because: "docs/tutorial.md installs it by its package.json" },
  { page: "docs/deploy.md", begins: "", because: ACCOUNT },
  { page: "docs/operations.md", begins: "", because: ACCOUNT },
  { page: "docs/performance.md", begins: "", because: MINUTES },
  { page: "docs/reliability.md", begins: "npm run soak", because: MINUTES },
];

/** Why a command of a page is not run; `undefined` for one that is. */
export function reasonNotToRun(page: string, command: string): string | undefined {
  return NOT_RUN.find((each) => each.page === page && command.startsWith(each.begins))?.because;
}
