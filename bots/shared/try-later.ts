/** The event is to be handled again, after this many ms at the earliest. Handling is repeatable, so nothing is lost or done twice. */
export class TryLater extends Error {
  readonly after_ms: number | null;

  constructor(reason: string, after_ms: number | null = null) {
    super(reason);
    this.name = 'TryLater';
    this.after_ms = after_ms;
  }
}
