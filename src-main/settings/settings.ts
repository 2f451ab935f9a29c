import { DEFAULT_SETTINGS, settingsSchema, type Settings } from '@shared/settings'
import type { Remote } from '../database/client'
import type { DocumentStore } from '../database/document-store'

const NAME = 'window'

type SettingsChanges = { [K in keyof Settings]?: Settings[K] | undefined }

/** What the user chose about the window, kept in the database. */
export class SettingsStore {
  // One save after the other: each reads what the one before it wrote.
  private last: Promise<unknown> = Promise.resolve()

  constructor(private readonly documents: Pick<Remote<DocumentStore>, 'readSetting' | 'saveSetting'>) {}

  /** The stored settings; a value that is not known falls back to its default, and only that. */
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
  save(changes: SettingsChanges): Promise<Settings> {
    const saved = this.last.then(() => this.saveNow(changes))
    this.last = saved.catch(() => undefined)
    return saved
  }

  private async saveNow(changes: SettingsChanges): Promise<Settings> {
    const settings = settingsSchema.parse({ ...(await this.read()), ...changes })
    await this.documents.saveSetting(NAME, JSON.stringify(settings))
    return settings
  }
}
