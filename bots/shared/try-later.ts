/** The event is to be handled again, after this many ms at the earliest. Handling is repeatable, so nothing is lost or done twice. */
export class TryLater extends Error {
  readonly after_ms: number | null;

  constructor(reason: string, after_ms: number | null = null) {
    super(reason);
    this.name = 'TryLater';
    this.after_ms = after_ms;
  }
}

/** As that, for the platform takes no more for so many ms: that is no failure of the event, and no try of it is used up. */
export class RateLimited extends TryLater {
  declare readonly after_ms: number;

  constructor(after_ms: number) {
    super('rate limited', after_ms);
    this.name = 'RateLimited';
  }
}
