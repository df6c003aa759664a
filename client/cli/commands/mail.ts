import type { Command } from "commander";
import { usageFailure } from "../failure.ts";
import { print, type World } from "../world.ts";
import { command, ownDarkroom } from "./command.ts";

/** `darkroom mail`: whether a mail follows each upload. */
export function mailCommand(world: World): Command {
  return command("mail [state]", "Print whether a mail follows each upload, or switch it on or off.", [
    "mail",
    "mail on",
    "mail off",
  ]).action(async (state: string | undefined) => {
    if (state !== undefined && state !== "on" && state !== "off") throw usageFailure("mail takes on or off.");
    const darkroom = ownDarkroom(world);
    const { mail } =
      state === undefined ? (await darkroom.user()).notifications : await darkroom.notify({ mail: state === "on" });
    print(world, mail ? "on" : "off");
  });
}
