import { afterEach, beforeEach, expect, test } from "vitest";
import { type Account, startAccount } from "../../../../stacks/build/offline/account.ts";

let account: Account;
beforeEach(async () => {
  account = await startAccount();
});
afterEach(() => account.close());

const stackAct = (fields: Readonly<Record<string, string>>) =>
  fetch(account.url, { method: "POST", body: new URLSearchParams(fields) });

const TEMPLATE = { TemplateURL: "https://s3.us-east-1.amazonaws.com/offline-assets/template.json" };

test("a stack is there from its creation to its deletion, with the template that was uploaded for it", async () => {
  const StackName = "ci-darkroom";
  await stackAct({ Action: "CreateStack", StackName, ...TEMPLATE });
  expect(account.stacks.get(StackName)).toMatchObject({ templateKey: "offline-assets/template.json" });
  expect(await (await stackAct({ Action: "DescribeStacks", StackName })).text()).toContain("CREATE_COMPLETE");
  await stackAct({ Action: "DeleteStack", StackName });
  expect((await stackAct({ Action: "DescribeStacks", StackName })).status).toBe(400);
});

test("an account that nobody has prepared is prepared by a change set, as CDK's command line does it", async () => {
  const empty = await startAccount({ isPrepared: false });
  const act = async (Action: string) =>
    (await fetch(empty.url, { method: "POST", body: new URLSearchParams({ Action, StackName: "CDKToolkit" }) })).text();
  expect(await act("DescribeStacks")).toContain("does not exist");
  for (const action of ["CreateChangeSet", "DescribeChangeSet", "ExecuteChangeSet"]) await act(action);
  expect(await act("DescribeStacks")).toContain("BootstrapVersion");
  await empty.close();
});

test("an account is prepared, and otherwise empty", async () => {
  expect([...account.stacks.keys()]).toEqual(["CDKToolkit", "SSTBootstrap"]);
  expect(account.objects.size).toBe(0);
});

test("what comes in parts is put together in their order, whichever came first", async () => {
  const object = `${account.url}/bucket/code.zip`;
  const begun = await (await fetch(`${object}?uploads`, { method: "POST" })).text();
  const id = /<UploadId>(.*)<\/UploadId>/.exec(begun)![1];
  for (const part of [2, 1]) {
    await fetch(`${object}?partNumber=${part}&uploadId=${id}`, { method: "PUT", body: `part ${part};` });
  }
  await fetch(`${object}?uploadId=${id}`, { method: "POST", body: "<CompleteMultipartUpload/>" });
  expect(account.objects.get("bucket/code.zip")?.toString()).toBe("part 1;part 2;");
});

test("an object that is not there is a 404, so that a deployment uploads it", async () => {
  expect((await fetch(`${account.url}/bucket/missing`, { method: "HEAD" })).status).toBe(404);
});

test("a question that the stub has not learned is no success, and is told", async () => {
  expect((await stackAct({ Action: "ListExports", StackName: "x" })).status).toBe(501);
  expect(account.unanswered).toEqual(["POST / Action=ListExports"]);
});
