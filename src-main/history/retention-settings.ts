import { KEEP_EVERYTHING, retentionRulesSchema, type RetentionRules } from '@shared/history/retention'
import { knownValue } from '@shared/stored-values'
import type { Remote } from '../database/client'
import type { DocumentStore } from '../database/document-store'

const SETTING = 'history.retention'

/** How much of the history the user wants to keep. */
export class RetentionSettings {
  constructor(private readonly documents: Pick<Remote<DocumentStore>, 'readSetting' | 'saveSetting'>) {}

  /** Rules that cannot be read, because another version wrote them, count as none: then nothing goes. */
  async read(): Promise<RetentionRules> {
    return knownValue(retentionRulesSchema, await this.documents.readSetting(SETTING)) ?? KEEP_EVERYTHING
  }

  async save(rules: RetentionRules): Promise<RetentionRules> {
    await this.documents.saveSetting(SETTING, JSON.stringify(rules))
    return rules
  }
}
