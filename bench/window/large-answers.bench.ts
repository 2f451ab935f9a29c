import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { Page } from '@playwright/test'
import { GATEWAY_APP_KEY, GATEWAY_SECRET, test, type OpenConsole } from '../../e2e/console.ts'
import { largeBody, SHAPES, type BodyFormat, type Shape } from './bodies.ts'
import { privateMemory, watchMemory } from './process-memory.ts'

const MEGABYTES = [6, 20, 50]
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 3)
const FORMATS: readonly BodyFormat[] = ['json', 'xml']

/** A gateway that answers every request with the body it was given, and tells when the last byte of it was handed over. */
class BodyServer {
  body: Buffer = Buffer.alloc(0)
  contentType = ''
  lastByteAt = 0
  private server: Server | null = null

  async start(): Promise<string> {
    this.server = createServer((request, response) => {
      request.resume()
      request.on('end', () => {
        response.writeHead(200, { 'content-type': this.contentType, 'content-length': this.body.length })
        response.end(this.body)
        response.on('finish', () => (this.lastByteAt = Date.now()))
      })
    })
    this.server.listen(0, '127.0.0.1')
    await once(this.server, 'listening')
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/router/rest`
  }

  stop(): void {
    this.server?.closeAllConnections()
    this.server?.close()
  }
}

interface Watched {
  shownAt: number
  longestTask: number
}

/** Waits in the page for the drawn line that holds an answer's session id, watching long tasks. */
async function watchPage(window: Page, sessionId: string): Promise<{ readonly done: () => Promise<Watched> }> {
  await window.evaluate((sought) => {
    const watched = { shownAt: 0, longestTask: 0 }
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) watched.longestTask = Math.max(watched.longestTask, entry.duration)
    }).observe({ type: 'longtask' })
    const look = (): void => {
      const response = document.querySelector('#panel-response .cm-content')
      if (response?.textContent?.includes(sought) === true) watched.shownAt = Date.now()
      else requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
    Object.assign(globalThis, { watched })
  }, sessionId)
  return {
    done: async () => {
      await window.waitForFunction(() => (globalThis as unknown as { watched: Watched }).watched.shownAt > 0, undefined, { timeout: 120_000 })
      // What comes late (colours, the other half) belongs to the same answer.
      await window.waitForTimeout(1_500)
      return window.evaluate(() => (globalThis as unknown as { watched: Watched }).watched)
    },
  }
}

/** Longest time main's event loop did not turn, from now until it is asked. */
async function watchMain(console: OpenConsole): Promise<() => Promise<number>> {
  await console.app.evaluate(() => {
    const state = { longest: 0, last: performance.now() }
    const timer = setInterval(() => {
      const now = performance.now()
      state.longest = Math.max(state.longest, now - state.last - 5)
      state.last = now
    }, 5)
    Object.assign(globalThis, { mainWatch: { state, timer } })
  })
  return () =>
    console.app.evaluate(() => {
      const { mainWatch } = globalThis as unknown as { mainWatch: { state: { longest: number }; timer: NodeJS.Timeout } }
      clearInterval(mainWatch.timer)
      return mainWatch.state.longest
    })
}

/** What a page needs that parses and prints the whole text at once, in the same page and run. */
async function naiveOnPage(window: Page, body: Buffer, format: BodyFormat): Promise<number> {
  const text = body.toString('utf8')
  return window.evaluate(
    ({ text: source, format: kind }) => {
      const started = performance.now()
      if (kind === 'json') JSON.stringify(JSON.parse(source), null, 2)
      else new XMLSerializer().serializeToString(new DOMParser().parseFromString(source, 'text/xml'))
      return performance.now() - started
    },
    { text, format },
  )
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
const ms = (value: number): string => `${value.toFixed(0).padStart(6)} ms`

const wanted = (process.env['BENCH_ONLY'] ?? '').split(',').filter((one) => one !== '')

for (const shape of SHAPES) {
  for (const format of FORMATS) {
    for (const megabytes of MEGABYTES) {
      const name = `${megabytes}-${format}-${shape}`
      if (wanted.length > 0 && !wanted.includes(name)) continue
      test(name, async ({ openConsole }) => {
        await measure(await openConsole({ language: 'en' }), shape, format, megabytes)
      })
    }
  }
}

async function measure(console_: OpenConsole, shape: Shape, format: BodyFormat, megabytes: number): Promise<void> {
  const server = new BodyServer()
  const url = await server.start()
  const { page, window, pid } = console_
  await page.createProfile({ name: 'Large', url, appKey: GATEWAY_APP_KEY, secret: GATEWAY_SECRET })
  await page.fillExample()
  await page.chooseFormat(format === 'json' ? 'JSON' : 'XML')
  server.contentType = format === 'json' ? 'text/javascript;charset=UTF-8' : 'text/xml;charset=UTF-8'
  server.body = largeBody(format, 'records', 0.01, 'small')
  await page.send()
  await page.expectOutcome('succeeded')
  await window.waitForTimeout(1_000)

  let body: Buffer = Buffer.alloc(0)
  const figures: { shown: number; page: number; main: number; memory: number }[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const sessionId = `large-${round}`
    body = largeBody(format, shape, megabytes, sessionId)
    const before = await privateMemory(pid)
    const memory = watchMemory(pid, 20)
    const watched = await watchPage(window, sessionId)
    const longestOfMain = await watchMain(console_)
    server.body = body
    await page.send()
    const onPage = await watched.done()
    const main = await longestOfMain()
    const { highest } = await memory.stop()
    figures.push({ shown: onPage.shownAt - server.lastByteAt, page: onPage.longestTask, main, memory: (highest - before) / body.length })
  }
  const search = await searchInView(window, megabytes)
  server.stop()
  const naive = await naiveOnPage(window, body, format)
  console.log(
    `${format.padEnd(4)} ${shape.padEnd(8)} ${String(megabytes).padStart(3)} MB:` +
      ` shown after the last byte ${ms(median(figures.map((one) => one.shown)))} (${figures.map((one) => one.shown).join(', ')});` +
      ` longest task page ${ms(Math.max(...figures.map((one) => one.page)))}, main ${ms(Math.max(...figures.map((one) => one.main)))};` +
      ` memory ${figures.map((one) => one.memory.toFixed(1)).join(', ')} times the body;` +
      ` search ${search.map((one) => one.toFixed(0)).join(', ')} ms; parsing and printing at once on a page ${ms(naive)}`,
  )
}

/** How long main takes for a two-character Chinese word in the received view, asked as the page asks. */
async function searchInView(window: Page, megabytes: number): Promise<number[]> {
  if (megabytes > 20) return []
  return window.evaluate(async () => {
    const shown = document.querySelector('article[data-exchange-id]')?.getAttribute('data-exchange-id')
    const tab = document.querySelector('#panel-response')?.closest('section')?.querySelector('[role=tab][aria-selected=true]')?.textContent?.trim()
    const { bridge } = globalThis as unknown as { bridge: Record<string, (request: unknown) => Promise<{ ok: boolean; value: { total: number } }>> }
    const times: number[] = []
    for (const text of ['退款', '转人', '回访']) {
      const started = performance.now()
      const result = await bridge['document.search']?.({ exchangeId: shown, half: 'response', charset: null, view: tab, filter: null, text, matchCase: false, regexp: false, from: 0 })
      if (result?.ok !== true) throw new Error(JSON.stringify(result))
      times.push(performance.now() - started)
    }
    return times
  })
}
