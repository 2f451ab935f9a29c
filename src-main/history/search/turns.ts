import { setImmediate as nextTurn } from 'node:timers/promises'

/** Longest stretch of work between two rests, in milliseconds: a newer call waits no longer than that. */
const SLICE_MS = 8

/** What is not indexed makes every search slower, so indexing does not wait for ever behind searches. */
const PATIENCE_MS = 50

/** One piece of long work. `rest` resolves when it may go on. */
export interface Turn {
  /** Whether it has worked for as long as one may without a rest. */
  readonly isOver: () => boolean
  readonly rest: () => Promise<void>
}

/** Tells when a number of milliseconds has passed. */
export class Stopwatch {
  private readonly end: number

  constructor(milliseconds: number) {
    this.end = performance.now() + milliseconds
  }

  isOver(): boolean {
    return performance.now() >= this.end
  }
}

/** Who may work: calls that were begun last go first, and what is done in the background goes when there is no call. */
export class Turns {
  private readonly calls: symbol[] = []
  private slice = new Stopwatch(SLICE_MS)

  /** Does a call's work, which rests when its turn is over. */
  async take<T>(work: (turn: Turn) => Promise<T>): Promise<T> {
    const call = Symbol('call')
    this.calls.push(call)
    try {
      return await work({ isOver: () => this.slice.isOver(), rest: () => this.restUntil(() => this.calls.at(-1) === call) })
    } finally {
      this.calls.splice(this.calls.indexOf(call), 1)
    }
  }

  /** The turn of work in the background, which goes on when nobody waits for an answer, or when it has waited long enough itself. */
  readonly background: Turn = {
    isOver: () => this.slice.isOver(),
    rest: () => {
      const patience = new Stopwatch(PATIENCE_MS)
      return this.restUntil(() => this.calls.length === 0 || patience.isOver())
    },
  }

  private async restUntil(mayGoOn: () => boolean): Promise<void> {
    do await nextTurn()
    while (!mayGoOn())
    this.slice = new Stopwatch(SLICE_MS)
  }
}
