import { AppError } from '@shared/errors'
import type { IpcRequest, IpcResponse } from '@shared/ipc/contract'
import type { Template, templateMethods } from '@shared/template/template-contract'
import type { OwnVariables } from '@shared/variables/variables'

type FakeTemplates = { [M in keyof typeof templateMethods]: (request: IpcRequest<M>) => Promise<IpcResponse<M>> }

/** Templates and variables of the fake bridge, in memory. */
export function createFakeTemplates(first: readonly Template[] = [], variables: Readonly<Record<string, OwnVariables>> = {}): FakeTemplates {
  let templates = [...first]
  let deleted: Template[] = []
  const ofProfiles = new Map(Object.entries(variables))
  return {
    'template.list': async () => ({ templates }),
    'template.save': async ({ templateId, content }) => {
      const earlier = templates.find(({ id }) => id === templateId)
      if (templateId !== null && earlier === undefined) throw new AppError('template.unknown')
      const saved = { ...content, id: earlier?.id ?? `template-${templates.length + deleted.length + 1}`, createdAt: earlier?.createdAt ?? 1, updatedAt: 2 }
      templates = [...templates.filter(({ id }) => id !== saved.id), saved]
      return saved
    },
    'template.delete': async ({ templateIds }) => {
      const gone = templates.filter(({ id }) => templateIds.includes(id))
      deleted = [...deleted, ...gone]
      templates = templates.filter(({ id }) => !templateIds.includes(id))
      return { count: gone.length }
    },
    'template.restore': async ({ templateIds }) => {
      const back = deleted.filter(({ id }) => templateIds.includes(id))
      deleted = deleted.filter(({ id }) => !templateIds.includes(id))
      templates = [...templates, ...back]
      return { count: back.length }
    },
    'template.export': async ({ templateIds }) => ({ folder: 'templates', written: templateIds?.length ?? templates.length, unchanged: 0, kept: [] }),
    'template.import': async () => ({ added: 0, changed: 0, same: 0, unread: [], cancelled: true }),
    'variables.read': async ({ profileId }) => ({ variables: ofProfiles.get(profileId) ?? {}, nextSequence: '7' }),
    'variables.save': async (request) => {
      ofProfiles.set(request.profileId, request.variables)
      return { variables: request.variables }
    },
  }
}
