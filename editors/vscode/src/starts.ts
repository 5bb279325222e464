// When the server is started: one start after the other, and again only where that makes a difference.

import { isDeepStrictEqual } from "node:util";

/** Starts what `wanted` says with `start`, which ends when that runs or has failed. */
export class Starts<Launch> {
  private launched: Launch | undefined;
  private turn: Promise<void> = Promise.resolve();

  constructor(
    private readonly wanted: () => Promise<Launch>,
    private readonly start: (launch: Launch) => Promise<void>,
  ) {}

  /** Start, whatever was started before: somebody asked for it. */
  again(): Promise<void> {
    return this.inTurn(() => true);
  }

  /**
   * Start what is wanted, unless that was started last. Trust and a setting that needs it come as two events, often
   * while the first start is under way: what fails must not begin anew for each of them.
   */
  follow(): Promise<void> {
    return this.inTurn((launch) => !isDeepStrictEqual(launch, this.launched));
  }

  /** What is wanted is asked when the turn has come; a start that throws does not hold up the next. */
  private inTurn(isNeeded: (launch: Launch) => boolean): Promise<void> {
    const mine = this.turn.then(async () => {
      const launch = await this.wanted();
      if (isNeeded(launch)) {
        this.launched = launch;
        await this.start(launch);
      }
    });
    this.turn = mine.catch(() => undefined);
    return mine;
  }
}
