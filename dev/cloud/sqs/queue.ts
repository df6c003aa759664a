import { randomUUID } from "node:crypto";
import { EventEmitter } from "node:events";
import { type Message, parseReceiptHandle } from "./message.ts";
import type { MessageAttributes } from "./message-attributes.ts";
import type { MessageFiles } from "./message-files.ts";
import { nextChange } from "./next-change.ts";
import { SqsError } from "./sqs-error.ts";

/**
 * Milliseconds after which a waiting receiver looks again. Sending wakes it at once; this is for messages whose delay or
 * visibility timeout passes, by a clock that a test may have moved.
 */
const LOOK_AGAIN_MILLISECONDS = 100;

/** How a queue was made. */
export interface QueueSettings {
  readonly name: string;
  readonly visibilitySeconds: number;
  /** deliveries after which a message goes to the dead-letter queue */
  readonly maxReceives?: number;
  readonly deadLetterQueue?: string;
}

/** What a receiver asks for. */
export interface Reception {
  readonly maximum: number;
  readonly waitSeconds: number;
  readonly visibilitySeconds: number;
  readonly signal: AbortSignal;
}

/** A standard queue: messages come at least once, mostly in the order in which they were sent. */
export class Queue {
  readonly settings: QueueSettings;
  readonly #files: MessageFiles;
  readonly #now: () => number;
  readonly #messages = new Map<string, Message>();
  readonly #changes = new EventEmitter().setMaxListeners(0);
  #deadLetters: Queue | undefined;

  constructor(settings: QueueSettings, files: MessageFiles, now: () => number) {
    this.settings = settings;
    this.#files = files;
    this.#now = now;
    for (const message of files.load()) {
      // Whoever held it died with the former process, so it need not wait for its visibility timeout.
      const visibleAt = message.receiveCount > 0 ? now() : message.visibleAt;
      this.#messages.set(message.id, { ...message, visibleAt });
    }
  }

  /** e.g. `arn:aws:sqs:us-east-1:000000000000:uploads` */
  get arn(): string {
    return `arn:aws:sqs:us-east-1:000000000000:${this.settings.name}`;
  }

  /** Where messages go that have been received too often. */
  giveUpTo(deadLetters: Queue | undefined): void {
    this.#deadLetters = deadLetters;
  }

  send(body: string, attributes: MessageAttributes, delaySeconds: number): Message {
    const sentAt = this.#now();
    const visibleAt = sentAt + delaySeconds * 1000;
    return this.#put({ id: randomUUID(), body, attributes, sentAt, visibleAt, receiveCount: 0 });
  }

  /** Takes up to `maximum` messages out of sight; waits for the first one, unless the signal ends the wait. */
  async receive({ maximum, waitSeconds, visibilitySeconds, signal }: Reception): Promise<Message[]> {
    const waitsUntil = performance.now() + waitSeconds * 1000;
    for (;;) {
      if (signal.aborted) return [];
      const taken = this.#take(maximum, visibilitySeconds);
      const remaining = waitsUntil - performance.now();
      if (taken.length > 0 || remaining <= 0) return taken;
      await nextChange(this.#changes, Math.min(remaining, LOOK_AGAIN_MILLISECONDS), signal);
    }
  }

  /**
   * Deletes the message of this delivery; one that is gone, or has been delivered again since, is left as it is.
   *
   * @throws SqsError
   */
  delete(handle: string): void {
    const message = this.#delivered(handle);
    if (message === undefined) return;
    this.#messages.delete(message.id);
    this.#files.remove(message.id);
  }

  /**
   * Hides the message of this delivery for so long from now on.
   *
   * @throws SqsError
   */
  changeVisibility(handle: string, seconds: number): void {
    const message = this.#delivered(handle);
    if (message === undefined)
      throw new SqsError("InvalidParameterValue", "The message is not available for a change.");
    if (message.visibleAt <= this.#now()) throw new SqsError("MessageNotInflight", "The message is not in flight.");
    this.#put({ ...message, visibleAt: this.#now() + seconds * 1000 });
  }

  purge(): void {
    for (const id of this.#messages.keys()) this.#files.remove(id);
    this.#messages.clear();
  }

  /** How many messages can be received, are in somebody's hands, and are delayed. */
  counts(): { visible: number; inFlight: number; delayed: number } {
    const hidden = [...this.#messages.values()].filter((message) => message.visibleAt > this.#now());
    const delayed = hidden.filter((message) => message.receiveCount === 0).length;
    return { visible: this.#messages.size - hidden.length, inFlight: hidden.length - delayed, delayed };
  }

  #take(maximum: number, visibilitySeconds: number): Message[] {
    const taken: Message[] = [];
    const { maxReceives = Number.POSITIVE_INFINITY } = this.settings;
    for (const message of this.#messages.values()) {
      if (taken.length === maximum) break;
      if (message.visibleAt > this.#now()) continue;
      if (this.#deadLetters && message.receiveCount >= maxReceives) this.#giveUp(message, this.#deadLetters);
      else taken.push(this.#deliver(message, visibilitySeconds));
    }
    return taken;
  }

  #deliver(message: Message, visibilitySeconds: number): Message {
    const now = this.#now();
    const { firstReceivedAt = now, receiveCount } = message;
    const visibleAt = now + visibilitySeconds * 1000;
    return this.#put({ ...message, firstReceivedAt, visibleAt, receiveCount: receiveCount + 1 });
  }

  #giveUp(message: Message, deadLetters: Queue): void {
    // In this order: a death in between leaves the message twice, never lost.
    deadLetters.#put({ ...message, deadLetterSource: this.arn });
    this.#messages.delete(message.id);
    this.#files.remove(message.id);
  }

  #put(message: Message): Message {
    this.#files.save(message);
    this.#messages.set(message.id, message);
    this.#changes.emit("change");
    return message;
  }

  #delivered(handle: string): Message | undefined {
    const delivery = parseReceiptHandle(handle);
    if (delivery === undefined) throw new SqsError("ReceiptHandleIsInvalid", "The input receipt handle is invalid.");
    const message = this.#messages.get(delivery.id);
    return message?.receiveCount === delivery.receiveCount ? message : undefined;
  }
}
