/** Work whose result is kept. */
class Piece<Result> {
  private done: { readonly result: Result } | null = null;

  constructor(private readonly work: () => Result) {}

  get isDone(): boolean {
    return this.done !== null;
  }

  result(): Result {
    this.done ??= { result: this.work() };
    return this.done.result;
  }
}

/**
 * For work that will be asked for soon and may as well be done while its asker waits for something else: one piece in
 * each turn of the event loop, behind whatever came in meanwhile, so that nobody waits for longer than a piece takes.
 */
export class IdleQueue {
  private readonly waiting: Piece<unknown>[] = [];
  private isTurnAsked = false;

  /**
   * Answers how to have the result of some work: it is there by then, or is worked out at once. Asking throws what the
   * work throws; work that fails in a spare turn is done again for whoever asks.
   */
  begin<Result>(work: () => Result): () => Result {
    const piece = new Piece(work);
    this.waiting.push(piece);
    this.askForTurn();
    return () => piece.result();
  }

  private askForTurn(): void {
    if (this.isTurnAsked || this.waiting.length === 0) return;
    this.isTurnAsked = true;
    setImmediate(() => {
      this.isTurnAsked = false;
      this.useTurn();
      this.askForTurn();
    });
  }

  private useTurn(): void {
    let piece = this.waiting.shift();
    while (piece?.isDone === true) piece = this.waiting.shift();
    try {
      piece?.result();
    } catch {
      // Nobody asked yet.
    }
  }
}
