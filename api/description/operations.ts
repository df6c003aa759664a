import { DEFAULTS_OPERATIONS } from "./defaults-operations.ts";
import { DELETION_OPERATIONS } from "./deletion-operations.ts";
import { IMAGE_OPERATIONS } from "./image-operations.ts";
import { NOTIFICATION_OPERATIONS } from "./notification-operations.ts";
import type { Operation } from "./operation.ts";
import { PICTURE_OPERATIONS } from "./picture-operations.ts";
import { UPLOAD_OPERATIONS } from "./upload-operations.ts";
import { SERVICE_OPERATIONS, USER_OPERATIONS } from "./user-operations.ts";

/** Every request that is answered, in an order in which their examples can be tried one after the other. */
export const OPERATIONS: readonly Operation[] = [
  ...UPLOAD_OPERATIONS,
  ...IMAGE_OPERATIONS,
  ...PICTURE_OPERATIONS,
  ...USER_OPERATIONS,
  ...NOTIFICATION_OPERATIONS,
  ...DEFAULTS_OPERATIONS,
  ...SERVICE_OPERATIONS,
  ...DELETION_OPERATIONS,
];
