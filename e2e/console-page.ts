import { expect, type Locator, type Page } from '@playwright/test'
import { WORDS, type Language } from './words.ts'

type ViewName = 'XML' | 'JSON' | 'Table' | 'Raw' | 'Hex'

/** The console's window in the terms of its user; finds everything by role and the names that stay stable (design, section 5). */
export class ConsolePage {
  readonly compose: Locator
  readonly exchange: Locator
  readonly history: Locator
  /** The exchange that is shown. */
  readonly shown: Locator
  readonly words: (typeof WORDS)[Language]

  constructor(
    readonly window: Page,
    readonly language: Language,
    private readonly readClipboard: () => Promise<string>,
  ) {
    this.words = WORDS[language]
    this.compose = window.locator('[data-region="compose"]')
    this.exchange = window.locator('[data-region="exchange"]')
    this.history = window.locator('[data-region="history"]')
    this.shown = this.exchange.locator('[data-outcome]').first()
  }

  group(name: 'source' | 'target' | 'ly_ding_open_para_dto'): Locator {
    return this.compose.getByRole('group', { name: new RegExp(`^${name}`) })
  }

  /** A control of the form by group and wire name. */
  field(group: 'source' | 'target' | 'ly_ding_open_para_dto', name: string): Locator {
    return this.group(group).getByLabel(new RegExp(`^${name}\\b`)).first()
  }

  async fillExample(): Promise<void> {
    await this.compose.getByRole('button', { name: this.words.example }).click()
  }

  get sendButton(): Locator {
    return this.compose.getByRole('button', { name: this.words.send }).last()
  }

  async send(): Promise<void> {
    await this.sendButton.click()
  }

  async expectOutcome(outcome: string): Promise<void> {
    await expect(this.shown).toHaveAttribute('data-outcome', outcome, { timeout: 20_000 })
  }

  async chooseFormat(format: 'JSON' | 'XML'): Promise<void> {
    await this.compose.getByRole('radio', { name: format, exact: true }).check({ force: true })
  }

  half(which: 'request' | 'response'): Locator {
    return this.exchange.locator(`section:has(#panel-${which})`)
  }

  /** Opens one view of one half. */
  async open(which: 'request' | 'response', view: ViewName): Promise<Locator> {
    const half = this.half(which)
    await half.getByRole('tab', { name: view, exact: true }).click()
    await half.locator(view === 'Table' ? '[role="table"]' : '.cm-content').first().waitFor()
    return half
  }

  /** The text of one view of one half. */
  async view(which: 'request' | 'response', view: ViewName): Promise<string> {
    const half = await this.open(which, view)
    // The editor draws only the lines in sight; the copy button gives the whole text, as it gives it to a user.
    const copy = half.getByRole('button', { name: new RegExp(`${this.words.copy.source}.* ${view}$`) })
    await copy.click()
    await expect(copy.getByRole('status')).not.toBeEmpty()
    return this.readClipboard()
  }

  /** The lines of a view that are drawn. */
  lines(which: 'request' | 'response'): Locator {
    return this.half(which).locator('.cm-line')
  }

  /** Opens the menu of a view and chooses from it. */
  async act(which: 'request' | 'response', action: RegExp): Promise<void> {
    await this.half(which).getByRole('button', { name: this.words.more }).click()
    await this.half(which).getByRole('menuitem', { name: action }).click()
  }

  async clipboard(): Promise<string> {
    return this.readClipboard()
  }

  /** `as received`, `converted` … of the view that is open. */
  origin(which: 'request' | 'response'): Locator {
    return this.half(which).locator('[data-origin]')
  }

  get rows(): Locator {
    return this.history.locator('[data-exchange-id]')
  }

  async openProfileMenu(): Promise<void> {
    await this.window.getByRole('button', { name: this.words.profile }).first().click()
  }

  async chooseProfile(name: string): Promise<void> {
    await this.openProfileMenu()
    await this.window.getByRole('menuitemradio', { name: new RegExp(name) }).click()
  }

  get dialog(): Locator {
    return this.window.getByRole('dialog')
  }

  /** Makes a profile for a gateway anywhere; the dialog closes when it is saved. */
  async createProfile(profile: { name: string; url: string; appKey: string; secret?: string; session?: string }): Promise<void> {
    await this.openProfileMenu()
    await this.window.getByRole('menuitem', { name: this.words.newProfile }).click()
    await this.dialog.getByLabel(this.words.name).first().fill(profile.name)
    await this.chooseCustomEnvironment()
    await this.dialog.getByLabel(/gateway URL/i).fill(profile.url)
    await this.dialog.getByLabel(/^app_key/).fill(profile.appKey)
    if (profile.secret !== undefined) await this.secretInput().fill(profile.secret)
    if (profile.session !== undefined) await this.sessionInput().fill(profile.session)
    await this.saveDialog()
  }

  async chooseCustomEnvironment(): Promise<void> {
    const control = this.dialog.getByLabel(this.words.environment).first()
    await control.selectOption('custom')
  }

  secretInput(): Locator {
    return this.dialog.locator('#profile-secret')
  }

  sessionInput(): Locator {
    return this.dialog.locator('#profile-session')
  }

  async saveDialog(): Promise<void> {
    await this.dialog.getByRole('button', { name: this.words.save }).click()
    await expect(this.dialog).toHaveCount(0)
  }

  async editProfile(): Promise<void> {
    await this.openProfileMenu()
    await this.window.getByRole('menuitem', { name: this.words.edit }).click()
    await this.dialog.waitFor()
  }
}
