import { expect, test } from "vitest";
import { workerTasks } from "../../lib/worker-message.ts";

const ID = "01jd3v8z9x7w6v5t4s3r2q1p0n";

/** S3's event about new objects. */
function created(...keys: readonly string[]): string {
  return JSON.stringify({ Records: keys.map((key) => ({ eventName: "ObjectCreated:Put", s3: { object: { key } } })) });
}

test.each([
  [JSON.stringify({ act: "process", imageId: ID }), [{ act: "process", imageId: ID }]],
  [JSON.stringify({ act: "admit", imageId: ID }), [{ act: "admit", imageId: ID }]],
  [JSON.stringify({ act: "erase", imageId: ID, more: 1 }), [{ act: "erase", imageId: ID }]],
  [JSON.stringify({ act: "forget", imageId: ID }), [{ act: "forget", imageId: ID }]],
  [created(`incoming/${ID}`), [{ act: "admit", imageId: ID }]],
  [created(`originals/${ID}`), [{ act: "process", imageId: ID }]],
])("%s asks for %j", (body, tasks) => {
  expect(workerTasks(body)).toEqual(tasks);
});

test("an event about several objects asks for each", () => {
  expect(workerTasks(created(`incoming/${ID}`, "mezzanines/x", `originals/${ID}`))).toEqual([
    { act: "admit", imageId: ID },
    { act: "process", imageId: ID },
  ]);
});

test("S3's test event asks for nothing", () => {
  expect(workerTasks('{"Service":"Amazon S3","Event":"s3:TestEvent","Bucket":"b"}')).toEqual([]);
});

test.each([
  ...[`originals/${ID}/`, `originals/${ID}.jpg`, `originals/${ID.toUpperCase()}`, "originals/", `x/originals/${ID}`],
  ...[`mezzanines/${ID}`, `images/${ID}/default.auto`, "", "__proto__"],
])("an object named %j asks for nothing", (key) => {
  expect(workerTasks(created(key))).toEqual([]);
});

test.each([
  ...["", "null", "1", "[]", "{}", '"process"', '{"act":"expire","imageId":"a"}', '{"act":"process"}'],
  ...['{"act":"process","imageId":1}', '{"act":"constructor","imageId":"a"}', '{"Records":{}}', "not JSON"],
])("%s is nobody's message, and goes to the dead letters", (body) => {
  expect(() => workerTasks(body)).toThrow();
});
