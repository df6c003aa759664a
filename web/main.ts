import { connect } from "../client/connect.ts";
import { type Configuration, loadConfiguration } from "./configuration.ts";
import { defaultsEditor } from "./defaults/defaults.ts";
import { element } from "./element.ts";
import { gallery } from "./gallery/gallery.ts";
import { notices } from "./notices.ts";
import { markPlace, pageHead } from "./page-head.ts";
import { pictureView } from "./picture-view.ts";
import { readPlace } from "./place.ts";
import type { Playground } from "./playground.ts";
import { isSignedOut, reasonOf } from "./reason.ts";
import { receipt } from "./receipt/receipt.ts";
import { endSession, keepSession, readSession, type Session } from "./session.ts";
import { arriveFromIssuer } from "./sign-in/issuer-page.ts";
import { welcome } from "./sign-in/welcome.ts";
import "./styles/base.css";
import "./styles/controls.css";
import "./styles/gallery.css";
import "./styles/editor.css";

/** The playground's page: signing in, and then one place or another. */

const notice = notices();
const head = element("div", {});
const main = element("main", { id: "main" });
const offline = element("p", { class: "offline", role: "status" });
document.querySelector("header")?.append(head);
document.body.append(offline, main, notice.element);

for (const change of ["online", "offline"]) addEventListener(change, showLine);
showLine();

try {
  const configuration = await loadConfiguration();
  const token = await arriveFromIssuer(configuration).catch((error: unknown) => notice.warn(reasonOf(error)));
  if (token) keepSession(token);
  begin(configuration, "");
} catch (error) {
  show(element("p", { class: "refusal", role: "alert" }, reasonOf(error)), "Darkroom");
}

/** @param reason why somebody has to sign in again; empty where they never did */
function begin(configuration: Configuration, reason: string): void {
  const session = readSession();
  if (session === undefined) {
    head.replaceChildren();
    const enter = (token: string) => {
      keepSession(token);
      begin(configuration, "");
    };
    show(welcome(configuration, reason, enter), "Sign in");
  } else open(configuration, session);
}

function open(configuration: Configuration, { token, name }: Session): void {
  const ended = new AbortController();
  const end = (reason: string) => {
    ended.abort();
    endSession();
    begin(configuration, reason);
  };
  const reportToken = (error: unknown) => {
    if (isSignedOut(error) && !ended.signal.aborted) end(reasonOf(error));
  };
  const playground: Playground = {
    configuration,
    darkroom: connect({ url: location.origin, token }),
    say: notice.say,
    reportToken,
    comeAgain: () => void enter(),
    report(error) {
      if (isSignedOut(error)) reportToken(error);
      else notice.warn(reasonOf(error));
    },
  };
  const line = pageHead(name, () => end(""));
  head.replaceChildren(line);

  let left = new AbortController();
  const enter = async () => {
    left.abort();
    left = new AbortController();
    const { signal } = left;
    markPlace(line, location.hash);
    main.setAttribute("aria-busy", "true");
    try {
      const view = await viewOf(playground, AbortSignal.any([signal, ended.signal]));
      if (!signal.aborted && !ended.signal.aborted) show(view, view.querySelector("h1")?.textContent ?? "");
    } catch (error) {
      if (signal.aborted || ended.signal.aborted) return;
      if (isSignedOut(error)) return reportToken(error);
      const again = element("button", { type: "button", onclick: () => void enter() }, "Try again");
      show(
        element(
          "section",
          { class: "failure" },
          element("h1", { tabindex: -1 }, "That did not work"),
          element("p", { role: "alert" }, reasonOf(error)),
          again,
          " ",
          element("a", { href: "#/" }, "Pictures"),
        ),
        "That did not work",
      );
    }
  };
  addEventListener("hashchange", () => void enter(), { signal: ended.signal });
  void enter();
}

function viewOf(playground: Playground, signal: AbortSignal): Promise<HTMLElement> {
  const place = readPlace(location.hash);
  switch (place.name) {
    case "gallery":
      return gallery(playground, signal, place.search);
    case "defaults":
      return defaultsEditor(playground);
    case "image":
      return pictureView(playground, signal, place.id, place.parameters);
    case "receipt":
      return receipt(playground, signal, place.id);
  }
}

/** Shows a place; screen readers go on at its title. */
function show(view: HTMLElement, title: string): void {
  main.replaceChildren(view);
  main.removeAttribute("aria-busy");
  document.title = `${title} · Darkroom`;
  view.querySelector("h1")?.focus({ preventScroll: true });
  scrollTo(0, 0);
}

function showLine(): void {
  offline.textContent = navigator.onLine ? "" : "You are offline. Uploads go on when you are back.";
}
