import { DEFAULT_SETTINGS, settingsSchema, type Settings } from '@shared/settings'
import type { Remote } from '../database/client'
import type { DocumentStore } from '../database/document-store'

const NAME = 'window'

/** What the user chose about the window, kept in the database. */
export class SettingsStore {
  constructor(private readonly documents: Pick<Remote<DocumentStore>, 'readSetting' | 'saveSetting'>) {}

  /** The stored settings; anything unreadable falls back to its default, and only that. */
  async read(): Promise<Settings> {
    const text = await this.documents.readSetting(NAME)
    const stored: unknown = text === null ? {} : JSON.parse(text)
    const settings: Record<string, unknown> = { ...DEFAULT_SETTINGS }
    for (const [name, schema] of Object.entries(settingsSchema.shape)) {
      const parsed = schema.safeParse((stored as Record<string, unknown>)[name])
      if (parsed.success) settings[name] = parsed.data
    }
    return settings as Settings
  }

  /** Changes what is given and keeps the rest. */
  async save(changes: { [K in keyof Settings]?: Settings[K] | undefined }): Promise<Settings> {
    const settings = settingsSchema.parse({ ...(await this.read()), ...changes })
    await this.documents.saveSetting(NAME, JSON.stringify(settings))
    return settings
  }
}
