import type { Scheduler } from "fast-check";
import type { Stores } from "../../api/stores.ts";

/** What decides when a call is made, and whether at all. */
export interface Gate {
  /** @param call e.g. `variants.put`. @throws Error in the name of who is dead */
  pass<T>(call: string, act: () => Promise<T>): Promise<T>;
}

/** How the acts of a cast hold each other up. */
export interface Gates {
  /** For one who may be held, and may die. */
  writer(): Gate;
  /** For one who is never held. */
  deleter(): Gate;
  /** Settles once so many calls have been made by writers, or one of them is held. */
  reached(calls: number): Promise<void>;
  /** Lets go who is held. */
  release(): void;
  readonly hasKilled: boolean;
}

/** @param held the call before which the first writer waits. @param isKilled whether it dies after it */
export function createGates(scheduler: Scheduler, { held, isKilled }: { held: string; isKilled: boolean }): Gates {
  let calls = 0;
  let isHolding = false;
  let hasKilled = false;
  const waiting: { readonly count: number; readonly go: () => void }[] = [];
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });

  function wake(): void {
    for (const { count, go } of waiting) if (calls >= count || isHolding) go();
  }

  const inTurn = async (call: string): Promise<void> => {
    await scheduler.schedule(Promise.resolve(), call);
  };
  return {
    get hasKilled() {
      return hasKilled;
    },
    writer() {
      let isDead = false;
      return {
        async pass(call, act) {
          if (isDead) throw new Error("whoever called this is dead");
          await inTurn(call);
          if (isDead) throw new Error("whoever called this is dead");
          calls++;
          const isHeld = call === held && !isHolding;
          if (isHeld) isHolding = true;
          wake();
          if (isHeld) await released;
          const result = await act();
          if (isHeld && isKilled) hasKilled = isDead = true;
          if (isDead) throw new Error("whoever called this is dead");
          return result;
        },
      };
    },
    deleter: () => ({
      async pass(call, act) {
        await inTurn(call);
        return act();
      },
    }),
    reached: (count) =>
      new Promise<void>((go) => {
        waiting.push({ count, go });
        wake();
      }),
    release: () => release(),
  };
}

/** The same stores, each call of which goes through a gate. */
export function gatedStores(stores: Stores, gate: Gate): Stores {
  const gated = <T extends object>(name: string, store: T): T =>
    new Proxy(store, {
      get(target, key) {
        const method: unknown = Reflect.get(target, key);
        if (typeof method !== "function") return method;
        return (...given: unknown[]) => gate.pass(`${name}.${String(key)}`, async () => method.apply(target, given));
      },
    });
  return {
    ...stores,
    originals: gated("originals", stores.originals),
    variants: gated("variants", stores.variants),
    images: gated("images", stores.images),
    users: gated("users", stores.users),
    accounts: gated("accounts", stores.accounts),
    queue: gated("queue", stores.queue),
    edgeCache: gated("edgeCache", stores.edgeCache),
    mailer: stores.mailer && gated("mailer", stores.mailer),
  };
}
