import { z } from 'zod'
import { savedViewSchema, type SavedView } from '@shared/history/history-contract'
import { knownValue } from '@shared/stored-values'
import type { Remote } from '../database/client'
import type { DocumentStore } from '../database/document-store'

const SETTING = 'history.views'
const viewsSchema = z.array(savedViewSchema)

/** The views of the history the user gave a name. */
export class SavedViews {
  constructor(private readonly documents: Pick<Remote<DocumentStore>, 'readSetting' | 'saveSetting'>) {}

  /** What cannot be read any more, because another version wrote it, counts as none. */
  async list(): Promise<SavedView[]> {
    return knownValue(viewsSchema, await this.documents.readSetting(SETTING)) ?? []
  }

  async save(views: SavedView[]): Promise<SavedView[]> {
    await this.documents.saveSetting(SETTING, JSON.stringify(views))
    return views
  }
}
