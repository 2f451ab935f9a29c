import { expect, type Locator } from '@playwright/test'
import type { OpenConsole } from './console.ts'

type Bridge = Record<string, (request: unknown) => Promise<{ ok: boolean; value: unknown }>>

/** The batch dialog in the terms of its user. */
export class BatchPage {
  readonly dialog: Locator

  constructor(private readonly opened: OpenConsole) {
    this.dialog = opened.window.locator('dialog').first()
  }

  async open(): Promise<void> {
    await this.opened.window.locator('header .batches').click()
    await this.dialog.waitFor()
  }

  /** The button that goes on: New batch, Next, Start. */
  get onward(): Locator {
    return this.dialog.locator('footer.actions [data-kind="primary"]')
  }

  /** The user's answer to the next question for a file. */
  async answerWith(file: string): Promise<void> {
    await this.opened.app.evaluate(({ dialog }, filePath) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [filePath] })
    }, file)
  }

  /** The field of a column, by the end of its path. */
  async map(column: number, path: string): Promise<void> {
    await this.dialog.locator(`[data-column="${column}"] select`).selectOption(path)
  }

  async expectState(state: string): Promise<void> {
    await expect(this.dialog.locator('.progress')).toHaveAttribute('data-state', state, { timeout: 30_000 })
  }

  /** How many rows the filter of a state counts; 0 where there is none. */
  async count(state: string): Promise<number> {
    const filter = this.dialog.locator(`[data-filter="${state}"] strong`)
    return (await filter.count()) === 0 ? 0 : Number(await filter.textContent())
  }

  button(name: RegExp): Locator {
    return this.dialog.getByRole('button', { name })
  }

  async misbehave(fault: string | null, times: number | null): Promise<void> {
    await this.opened.window.evaluate(
      async (request) => (globalThis as unknown as { bridge: Bridge }).bridge['gateway.misbehave']?.(request),
      { fault, times },
    )
  }
}
