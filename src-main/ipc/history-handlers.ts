import { randomUUID } from 'node:crypto'
import type { historyMethods } from '@shared/history/history-contract'
import type { History } from '../history/history'
import type { SavedViews } from '../history/saved-views'
import type { IpcHandlers } from './handlers'

/** The calls about the history as a whole. */
export function historyHandlers(history: History, views: SavedViews): Pick<IpcHandlers, keyof typeof historyMethods> {
  return {
    'history.search': (request) => history.search(request),
    'history.facets': (request) => history.facets(request),
    'history.groups': (request) => history.groups(request),
    'history.label': ({ selection, change }) => history.label(selection, change),
    'history.remove': async ({ selection }) => {
      const removalId = randomUUID()
      return { removalId, count: await history.remove(selection, removalId, Date.now()) }
    },
    'history.restore': async ({ what }) => ({ count: await history.restore(what) }),
    'view.list': async () => ({ views: await views.list() }),
    'view.save': async (request) => ({ views: await views.save(request.views) }),
  }
}
