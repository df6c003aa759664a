import type { Command } from "commander";
import open from "open";
import { LOGIN_CALLBACK_PORT } from "../../../lib/limits.ts";
import { usageFailure } from "../failure.ts";
import { trustedIssuer } from "../issuer.ts";
import { serviceAddress } from "../service-address.ts";
import { writeSession } from "../session.ts";
import { signIn } from "../sign-in.ts";
import { currentToken } from "../token-source.ts";
import { print, tell, type World } from "../world.ts";
import { command } from "./command.ts";

/** `darkroom login`: signs in with a browser, and stays so. */
export function loginCommand(world: World): Command {
  return command("login", "Sign in with your browser, and stay signed in.", [
    "login",
    "login --no-browser",
    "login --port 0",
  ])
    .option("--no-browser", "print the page's address and let me open it")
    .option(
      "--port <port>",
      "where the browser comes back to on this machine; 0 takes a free one",
      `${LOGIN_CALLBACK_PORT}`,
    )
    .action(async ({ browser, port }: { browser: boolean; port: string }) => {
      if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) throw usageFailure("--port takes 0 to 65535.");
      const serviceUrl = serviceAddress(world);
      const show = (page: URL) => {
        tell(world, `Sign in at ${page.href}`);
        if (browser) open(page.href).catch(() => tell(world, "No browser could be opened; open the address yourself."));
      };
      const options = { port: Number(port), show, signal: world.signal };
      await writeSession(world, serviceUrl, await signIn(await trustedIssuer(serviceUrl), options));
      tell(world, `You are signed in to ${serviceUrl}.`);
    });
}

/** `darkroom token`: what other programs need to ask as oneself. */
export function tokenCommand(world: World): Command {
  return command("token", "Print the token that you are signed in with, renewed where it has to be.", ["token"]).action(
    async () => print(world, await currentToken(world)),
  );
}
