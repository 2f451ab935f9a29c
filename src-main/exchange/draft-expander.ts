import { randomBytes } from 'node:crypto'
import type { DraftValues } from '@shared/descriptor/problems'
import { expandDraft } from '@shared/variables/expand'
import { builtInsReached } from '@shared/variables/reach'
import type { Expansion, OwnVariables } from '@shared/variables/variables'
import type { Templates } from '../templates/templates'

/** A draft as the form holds it, and what its variables may stand for besides the built-in ones. */
export interface TypedDraft {
  readonly profileId: string
  readonly values: DraftValues
  /** Those of the template it comes from; they win over the profile's. */
  readonly variables: OwnVariables
}

/** Replaces the variables of drafts: what comes out is what is judged, sent and stored. */
export class DraftExpander {
  constructor(
    private readonly templates: Pick<Templates, 'readVariables' | 'takeSequence'>,
    private readonly now: () => number,
  ) {}

  /** For one send. Takes a number for `{{seq}}` if the draft leads to it, and none otherwise. */
  expand(draft: TypedDraft): Promise<Expansion> {
    return this.expandWith(draft, () => this.templates.takeSequence(draft.profileId))
  }

  /** The same without a send: `{{seq}}` stands for the number that would be next, and nobody has taken it. */
  preview(draft: TypedDraft): Promise<Expansion> {
    return this.expandWith(draft, async () => (await this.templates.readVariables(draft.profileId)).nextSequence)
  }

  private async expandWith({ profileId, values, variables }: TypedDraft, sequenceOf: () => Promise<string>): Promise<Expansion> {
    const own = { ...(await this.templates.readVariables(profileId)).variables, ...variables }
    const sequence = builtInsReached(Object.values(values), own).has('seq') ? await sequenceOf() : ''
    return expandDraft(values, { nowMs: this.now(), random: randomFraction, sequence, own })
  }
}

/** At least 0, less than 1; made of random bytes, because ids are made of it. */
export function randomFraction(): number {
  return randomBytes(6).readUIntBE(0, 6) / 2 ** 48
}
