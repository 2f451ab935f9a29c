/** Lets pieces of work wait for one another: each begins when all taken before it have ended, well or badly. */
export class Turns {
  private last: Promise<unknown> = Promise.resolve()

  /** Resolves or rejects as the work does. */
  take<T>(work: () => Promise<T>): Promise<T> {
    const result = this.last.then(work)
    this.last = result.catch(() => undefined)
    return result
  }
}
