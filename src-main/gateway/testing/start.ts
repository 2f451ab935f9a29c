import { afterAll, beforeAll } from 'vitest'
import { readAnswer, type Answer } from '@shared/exchange/answer'
import { lippiSessionCreate } from '@shared/catalog/lippi-session-create'
import { LocalGateway, type LocalGatewayOptions } from '../local-gateway'
import { secretOf, type RawAnswer } from './call'

/** A gateway that listens for the tests of one `describe`; `url()` is its address. */
export function gatewayForTests(options: Partial<LocalGatewayOptions> = {}): { gateway: LocalGateway; url: () => string } {
  const gateway = new LocalGateway({ secretOf, ...options })
  beforeAll(async () => {
    await gateway.start()
  })
  afterAll(() => gateway.stop())
  return { gateway, url: () => gateway.status().url ?? '' }
}

/** The answer as the console reads it. */
export function read(answer: RawAnswer): Answer {
  return readAnswer(answer.status, answer.text, lippiSessionCreate)
}
