import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import type { RecoveryReport } from '@shared/history/recovery-report'
import { backupsOf } from './backup'
import type { Connection } from './connection'
import { removeDurably, renameDurably, syncFile, syncFolderOf, writeDurably } from './durable-file'
import { COMPANIONS, besideOf, freeBeside, timeInName } from './file-names'
import { migrate, newestOf, type Migration } from './migration'
import { removeDangling } from './salvage/dangling'
import { PageFile } from './salvage/page-file'
import { recognisedLeaves, salvage, versionIn, type SalvagedTable } from './salvage/salvage'
import { supplement } from './salvage/supplement'

/** How far setting a file aside has come; on the disk, so that a start after a crash goes on with it. */
interface Journal {
  readonly damagedName: string
  readonly stage: 'setting-aside' | 'carrying-over'
}

export interface RecoveryOptions {
  readonly migrations: readonly Migration[]
  readonly now: number
  /** Makes rows honest that have lost a part, in the newest version; answers how many there were, and of how many no more was left than a part. */
  readonly settle: (connection: Connection) => { readonly incomplete: number; readonly missing: number }
}

/** The setting under which the new database keeps what was carried over. */
const REPORT_SETTING = 'recovery'

/** Small tables that are worth more than their age: what is lost of them is taken from the newest backup. */
const KEPT_IN_BACKUPS = ['profile', 'credential_marker', 'certificate_authority', 'setting', 'template', 'profile_variables']

const journalOf = (file: string): string => `${file}-recovery`
const markOf = (file: string): string => `${file}-damage`

/** Whether the next opening has to recover: damage was found while it was open, or a recovery was interrupted. */
export function awaitsRecovery(file: string): boolean {
  return existsSync(journalOf(file)) || existsSync(markOf(file))
}

/** Has the next opening recover the file, whatever it looks like from outside. */
export function markDamaged(file: string): void {
  writeDurably(markOf(file), '')
}

/**
 * Sets a damaged database aside, with what SQLite keeps beside it, and puts a new one in its place that holds
 * everything that could still be read. Nothing is deleted. May be killed at any moment and called again. Answers null
 * when an earlier call had done all but saying so. Only while nobody has the file open.
 */
export function recover(file: string, options: RecoveryOptions): RecoveryReport | null {
  const journal = readJournal(file) ?? begin(file, options.now)
  const damaged = join(dirname(file), journal.damagedName)
  if (journal.stage === 'setting-aside') setAside(file, damaged)
  const isDone = journal.stage === 'carrying-over' && existsSync(file)
  const report = isDone ? null : carryOver(file, damaged, options)
  rmSync(markOf(file), { force: true })
  removeDurably(journalOf(file))
  return report
}

function readJournal(file: string): Journal | null {
  return existsSync(journalOf(file)) ? (JSON.parse(readFileSync(journalOf(file), 'utf8')) as Journal) : null
}

function writeJournal(file: string, journal: Journal): Journal {
  writeDurably(journalOf(file), JSON.stringify(journal))
  return journal
}

function begin(file: string, now: number): Journal {
  return writeJournal(file, { damagedName: basename(freeBeside(file, `damaged-${timeInName(now)}`)), stage: 'setting-aside' })
}

function setAside(file: string, damaged: string): void {
  for (const end of [...COMPANIONS, '']) if (existsSync(file + end)) renameSync(file + end, damaged + end)
  // A log may be all there is; the rest of the way expects a file.
  if (!existsSync(damaged)) writeFileSync(damaged, '')
  syncFolderOf(file)
  writeJournal(file, { damagedName: basename(damaged), stage: 'carrying-over' })
}

function carryOver(file: string, damaged: string, { migrations, now, settle }: RecoveryOptions): RecoveryReport {
  const unfinished = besideOf(file, 'recovering')
  for (const end of [...COMPANIONS, '-journal', '']) rmSync(unfinished + end, { force: true })
  const pages = PageFile.open(damaged)
  const target = new DatabaseSync(unfinished, { enableForeignKeyConstraints: false })
  try {
    // It gets its name when it is whole and synced; until then nobody relies on it.
    target.exec('PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF')
    const known = migrationsTo(versionIn(pages), migrations) ?? migrationsOf(pages, migrations)
    migrate(target, known)
    const tables = salvage(pages, target)
    const lacking = tables.filter(({ name, isWhole }) => !isWhole && KEPT_IN_BACKUPS.includes(name)).map(({ name }) => name)
    const [backup = null] = backupsOf(file)
    const supplemented = backup === null || lacking.length === 0 ? 0 : supplement(target, backup, lacking)
    const lostParents = removeDangling(target)
    migrate(target, migrations)
    const { incomplete, missing } = settle(target)
    if (missing > 0) lostParents.set('exchange', Math.max(missing, lostParents.get('exchange') ?? 0))
    const report = { ...reportOf(tables, lostParents, target), incomplete, recoveredAt: now, damagedFile: damaged, supplemented }
    target.prepare('INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)').run(REPORT_SETTING, JSON.stringify(report))
    target.close()
    syncFile(unfinished)
    renameDurably(unfinished, file)
    return report
  } finally {
    if (target.isOpen) target.close()
    pages.close()
  }
}

function reportOf(tables: readonly SalvagedTable[], lostParents: ReadonlyMap<string, number>, target: Connection) {
  const countsOf = (name: string): { carried: number; missing: number } => {
    const missing = tables.find((table) => table.name === name)?.missing ?? 0
    const { carried } = target.prepare(`SELECT count(*) AS carried FROM ${name}`).get() as { carried: number }
    return { carried, missing: Math.max(missing, lostParents.get(name) ?? 0) }
  }
  return {
    exchanges: countsOf('exchange'),
    profiles: countsOf('profile'),
    isCertain: tables.every(({ isWhole }) => isWhole),
    keepsIdentity: target.prepare("SELECT 1 FROM setting WHERE name = 'installation'").get() !== undefined,
  }
}

/** The steps up to a version; null for a version no step leads to. */
function migrationsTo(version: number | null, migrations: readonly Migration[]): readonly Migration[] | null {
  const steps = migrations.filter((migration) => migration.version <= (version ?? 0))
  return newestOf(steps) === version && version > 0 ? steps : null
}

/** The steps up to the version whose tables know most of the file's rows, the newest one where several do. */
function migrationsOf(pages: PageFile, migrations: readonly Migration[]): readonly Migration[] {
  let best = { steps: migrations, leaves: 0 }
  for (let count = migrations.length; count > 0; count -= 1) {
    const steps = migrations.slice(0, count)
    const empty = new DatabaseSync(':memory:')
    migrate(empty, steps)
    const leaves = recognisedLeaves(pages, empty)
    empty.close()
    if (leaves > best.leaves) best = { steps, leaves }
  }
  return best.steps
}
