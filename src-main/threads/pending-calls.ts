import type { AppError } from '@shared/errors'
import type { ThreadError } from './thread-error'

/** What a thread answers to the call of that number. */
export type ThreadAnswer = { readonly id: number } & ({ readonly value: unknown } | { readonly error: ThreadError })

interface PendingCall<Message> {
  readonly message: Message
  readonly resolve: (value: unknown) => void
  readonly reject: (error: AppError) => void
}

/** The calls of another thread that wait for their answers, each under a number of its own. */
export class PendingCalls<Message> {
  private readonly pending = new Map<number, PendingCall<Message>>()
  private nextId = 1

  /** `errorOf` makes of a thread's error what its caller is told. */
  constructor(private readonly errorOf: (error: ThreadError) => AppError) {}

  /** Posts the message made for a number; what settles that number settles the promise. */
  make(messageOf: (id: number) => Message, post: (message: Message) => void): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const id = this.nextId++
      const message = messageOf(id)
      this.pending.set(id, { message, resolve, reject })
      post(message)
    })
  }

  /** The messages that are not answered yet, in order: another thread can be asked the same. */
  messages(): Message[] {
    return [...this.pending.values()].map(({ message }) => message)
  }

  /** An answer to a call nobody waits for any more is dropped. */
  settle(answer: ThreadAnswer): void {
    if ('error' in answer) this.reject(answer.id, this.errorOf(answer.error))
    else this.take(answer.id)?.resolve(answer.value)
  }

  reject(id: number, error: AppError): void {
    this.take(id)?.reject(error)
  }

  rejectAll(error: AppError): void {
    for (const id of [...this.pending.keys()]) this.reject(id, error)
  }

  private take(id: number): PendingCall<Message> | undefined {
    const call = this.pending.get(id)
    this.pending.delete(id)
    return call
  }
}
