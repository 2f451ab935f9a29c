import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { DatabaseClient } from '../database/client'
import type { Services } from '../services'
import { temporaryFolder } from '../testing/temporary-folder'
import { answerCall } from './answer-call'
import { consoleHandlers, type Desktop } from './console-handlers'

async function save(file: string | null, fileName = 'CreateSession.java', suggested: string[] = []) {
  const chooseFileToSave = async (name: string): Promise<string | null> => {
    suggested.push(name)
    return file
  }
  const handlers = consoleHandlers({} as Services, {} as DatabaseClient, { chooseFileToSave } as unknown as Desktop)
  return answerCall('code.save', { fileName, text: '// 会话 😀\r\n' }, true, handlers, () => undefined)
}

it('writes a sample where the user wants it, byte for byte', async () => {
  const file = join(temporaryFolder(), 'mine.java')
  const suggested: string[] = []
  expect(await save(file, 'CreateSession.java', suggested)).toEqual({ ok: true, value: { fileName: 'mine.java' } })
  expect(suggested).toEqual(['CreateSession.java'])
  expect(readFileSync(file, 'utf8')).toBe('// 会话 😀\r\n')
})

it('writes nothing when the user cancels', async () => {
  expect(await save(null)).toEqual({ ok: true, value: { fileName: null } })
})

it.each(['../x.java', '/etc/x.sh', '.bashrc', 'x.exe', 'a\\b.py'])('takes no name of a sample that leads elsewhere: %s', async (name) => {
  const suggested: string[] = []
  expect(await save(null, name, suggested)).toMatchObject({ ok: false, error: { code: 'ipc.invalid-request' } })
  expect(suggested).toEqual([])
})
