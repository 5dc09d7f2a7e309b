/** A test for each attack of a column. */
import { expect } from "chai";
import type { Field } from "./field";
import { probes } from "./probes";
import { attacks, type Column, inside, type Outcome } from "./table";

/**
 * The tests of a column.
 * @param field what the attacks are tried on, once it is there
 * @param seen what an outcome counts as: the column says so where a machine is only played
 */
export function triesOf(
  column: Column,
  field: () => Field | undefined | Promise<Field>,
  seen: (id: string, outcome: Outcome) => Outcome = (_, outcome) => outcome,
): void {
  for (const { id, title, outcomes } of attacks) {
    it(`${title}: ${outcomes[column]}`, async function () {
      const found = await field();
      if (!found) throw new Error("nothing to attack");
      const outcome = await probes[id]?.(found);
      if (outcome === undefined) {
        console.log(`      not tried: this machine has nothing to try "${id}" on`);
        this.skip();
      }
      expect(seen(id, outcome), found.last()).to.equal(outcomes[column]);
    });
  }
}

/** Attacks on a machine itself. The machine that `remote` has is played by a container here, and has this one's kernel and disks. */
const onTheMachine = new Set(["kernel", "disk", "device"]);

/** What counts in `remote`. */
export function seenInRemote(id: string, outcome: Outcome): Outcome {
  return onTheMachine.has(id) && outcome === "succeeds" ? inside : outcome;
}
