import type { Remote } from '../database/client'
import type { DocumentStore } from '../database/document-store'
import { Turns } from '../turns'

/** Numbers of a profile, one after another, each given once whatever becomes of it. */
export class SequenceCounter {
  private readonly turns = new Turns()

  constructor(private readonly documents: Pick<Remote<DocumentStore>, 'readSetting' | 'saveSetting'>) {}

  /** Digits of the next number, from 1. */
  next(profileId: string): Promise<string> {
    return this.turns.take(async () => {
      const name = `sequence.${profileId}`
      const next = BigInt((await this.documents.readSetting(name)) ?? '0') + 1n
      await this.documents.saveSetting(name, String(next))
      return String(next)
    })
  }
}
