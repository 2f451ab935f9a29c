import { DEFAULT_SETTINGS, settingsSchema, type Settings } from '@shared/settings'
import { knownValues } from '@shared/stored-values'
import type { Remote } from '../database/client'
import type { DocumentStore } from '../database/document-store'
import { Turns } from '../turns'

const NAME = 'window'

type SettingsChanges = { [K in keyof Settings]?: Settings[K] | undefined }

/** What the user chose about the window, kept in the database. */
export class SettingsStore {
  // One save after the other: each reads what the one before it wrote.
  private readonly saves = new Turns()

  constructor(private readonly documents: Pick<Remote<DocumentStore>, 'readSetting' | 'saveSetting'>) {}

  /** The stored settings; a value that is not known falls back to its default, and only that. */
  async read(): Promise<Settings> {
    const text = await this.documents.readSetting(NAME)
    return { ...DEFAULT_SETTINGS, ...knownValues(settingsSchema.shape, text === null ? null : JSON.parse(text)) }
  }

  /** Changes what is given and keeps the rest. */
  save(changes: SettingsChanges): Promise<Settings> {
    return this.saves.take(() => this.saveNow(changes))
  }

  private async saveNow(changes: SettingsChanges): Promise<Settings> {
    const settings = settingsSchema.parse({ ...(await this.read()), ...changes })
    await this.documents.saveSetting(NAME, JSON.stringify(settings))
    return settings
  }
}
