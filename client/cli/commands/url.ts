import type { Command } from "commander";
import open from "open";
import type { SignOptions } from "../../sign-url.ts";
import { usageFailure } from "../failure.ts";
import { pictureUrl } from "../parameter-arguments.ts";
import { serviceAddress } from "../service-address.ts";
import { signed } from "../signing.ts";
import { print, type World } from "../world.ts";
import { command } from "./command.ts";

/** `darkroom url`: the address of a picture. */
export function urlCommand(world: World): Command {
  return command("url <id> [parameter...]", "Print the URL of a picture, its parameters checked as the edge does.", [
    "url 01jd3v7k2mq8x4n5p6r7s8t9va w=640",
    "url 01jd3v7k2mq8x4n5p6r7s8t9va w=400 h=400 fit=cover fp=30,70",
    "url 01jd3v7k2mq8x4n5p6r7s8t9va w=641 --sign",
  ])
    .option("--sign", "sign it with DARKROOM_SIGNING_KEY, so that its size is exact")
    .action(async (id: string, words: string[], options: { sign?: true }) => {
      const url = await pictureUrl(serviceAddress(world), id, words);
      print(world, options.sign === true ? signed(world, url) : url);
    });
}

/** `darkroom open`: the same in a browser. */
export function openCommand(world: World): Command {
  return command("open <id> [parameter...]", "Open a picture in the browser.", [
    "open 01jd3v7k2mq8x4n5p6r7s8t9va",
    "open 01jd3v7k2mq8x4n5p6r7s8t9va w=1600 gray=1",
  ]).action(async (id: string, words: string[]) => {
    await open(await pictureUrl(serviceAddress(world), id, words));
  });
}

/** `darkroom sign`: a signature for a URL. */
export function signCommand(world: World): Command {
  return command("sign <url>", "Sign the URL of a picture with DARKROOM_SIGNING_KEY (its id, a dot, its secret).", [
    "sign 'https://img.example.com/images/01jd3v7k2mq8x4n5p6r7s8t9va/transformation?w=641'",
    "sign --life 3600 '/images/01jd3v7k2mq8x4n5p6r7s8t9va/transformation'",
    "sign --free w,dpr --widths 320,640,1280 '/images/01jd3v7k2mq8x4n5p6r7s8t9va/transformation?fit=cover&ar=4:3'",
  ])
    .option("--life <seconds>", "how long the URL is good; else as long as the key is")
    .option("--free <keys>", "parameters that may be put after the signature, such as w,dpr")
    .option("--widths <px>", "the widths that it is good for, dpr counted in, such as 320,640,1280")
    .action((url: string, options: { life?: string; free?: string; widths?: string }) => {
      print(world, signed(world, url, signOptions(options)));
    });
}

function signOptions({ life, free, widths }: { life?: string; free?: string; widths?: string }): SignOptions {
  if (life !== undefined && !/^[1-9]\d{0,8}$/.test(life)) throw usageFailure("--life takes a whole number of seconds.");
  return {
    ...(life !== undefined && { lifeSeconds: Number(life) }),
    ...(free !== undefined && { free: free.split(",") }),
    ...(widths !== undefined && { widths: widths.split(",").map(Number) }),
  };
}
