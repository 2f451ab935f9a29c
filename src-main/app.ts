import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { app, BrowserWindow, clipboard, dialog, session } from 'electron'
import { AppError } from '@shared/errors'
import { historyProblemOf } from '@shared/ipc/history-health'
import { ThreadedBatchFiles } from './batch/files/threaded-batch-files'
import { KeytarKeychain } from './credentials/keytar-keychain'
import { DatabaseClient } from './database/client'
import type { CheckScope, Finding } from './database/integrity'
import { checkInThread, watchIntegrity } from './database/integrity-watch'
import { ThreadedReader } from './documents/threaded-reader'
import { consoleHandlers, type Desktop } from './ipc/console-handlers'
import { broadcast, registerHandlers } from './ipc/register-handlers'
import { openLog, type Log } from './logging/log'
import { importCertificateAuthority } from './profiles/certificate-authority'
import { createServices, type Services } from './services'
import { ThreadedTransfer } from './transfer/threaded-transfer'
import { setApplicationMenu } from './window/application-menu'
import { lockDownContents, lockDownSession } from './window/lockdown'
import { openMainWindow } from './window/main-window'
import { declarePageScheme, servePage } from './window/page-protocol'

/** How long after the window's opening the history is looked at. */
const CHECK_AFTER_MS = 3_000
/** How often a running batch has the page ask for its history anew. */
const HISTORY_EVERY_MS = 2_000

app.setName('LY Session Console')
// Where Chromium was started without its sandbox (as root it must be), asking for it would keep every child from starting.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
declarePageScheme()
lockDownContents()

// A second start shows the window of the first: two programs must not both think that they own the history.
if (app.requestSingleInstanceLock()) {
  app.whenReady().then(start).catch((error: unknown) => {
    // Without a window nobody could end the program, and it would keep every later start from opening one.
    dialog.showErrorBox('LY Session Console', error instanceof Error ? (error.stack ?? error.message) : String(error))
    app.exit(1)
  })
} else app.quit()

async function start(): Promise<void> {
  const dataFolder = app.getPath('userData')
  const log = openLog(join(dataFolder, 'logs'))
  const historyFile = join(dataFolder, 'history.db')
  const database = DatabaseClient.open(join(import.meta.dirname, 'database-worker.js'), { file: historyFile }, (message) => log.error(message))
  const keychain = new KeytarKeychain()
  let historyToldAt = 0
  const batchFiles = new ThreadedBatchFiles(join(import.meta.dirname, 'batch-worker.js'), (message) => log.error(message))
  const services = await createServices({
    database,
    historyFile,
    keychain,
    version: app.getVersion(),
    openDocuments: (load) => ThreadedReader.open(join(import.meta.dirname, 'document-worker.js'), load, (message) => log.error(message)),
    now: Date.now,
    batchFiles,
    onBatchProgress: (batch) => {
      broadcast('batch.progress', batch)
      if (batch.state === 'running' && Date.now() - historyToldAt < HISTORY_EVERY_MS) return
      historyToldAt = Date.now()
      broadcast('history.changed', {})
    },
    onBatchProblem: (error) => log.error(`batch: ${String(error)}`),
    // A batch has hundreds a second: its progress tells of them together.
    onStarted: (summary) => summary.batch === null && broadcast('exchange.started', summary),
    onFinished: (summary) => summary.batch === null && broadcast('exchange.finished', summary),
    onUnrecorded: (error) => {
      log.error(`not recorded: ${String(error)}`)
      broadcast('history.problem', { code: error instanceof AppError ? historyProblemOf(error.code) : 'history.unavailable' })
    },
    onUnread: (error) => log.error(`not read: ${String(error)}`),
    onGatewayChanged: (status) => broadcast('gateway.changed', status),
    onLocalProblem: (error) => log.error(`local profile: ${String(error)}`),
    onHistoryTidied: () => broadcast('history.changed', {}),
    onUpkeepProblem: (error) => log.error(`upkeep of the history: ${String(error)}`),
  })
  registerHandlers(consoleHandlers(services, database, desktop(database, dataFolder, log)), (failure) => {
    log.error(`${failure.traceId} ${failure.method} ${failure.code}${failure.stack === undefined ? '' : `\n${failure.stack}`}`)
  })
  services.historyHealth.onChange((code) => broadcast('history.problem', { code }))
  lockDownSession(session.defaultSession)
  servePage(session.defaultSession.protocol, join(import.meta.dirname, '../renderer'))
  setApplicationMenu(process.platform)
  endInOrder(services, batchFiles, database, keychain, log)
  openWindows()
  lookForDamage(database, historyFile, log)
  services.upkeep.start()
}

/** Once the window has what it needs; a check never stands in its way. */
function lookForDamage(database: DatabaseClient, file: string, log: Log): void {
  const check = (scope: CheckScope): Promise<Finding> => checkInThread(join(import.meta.dirname, 'integrity-worker.js'), file, scope)
  setTimeout(() => {
    watchIntegrity({ database, now: Date.now, check, log: (message) => log.error(message) }).catch((error: unknown) => {
      log.error(`history not checked: ${String(error)}`)
    })
  }, CHECK_AFTER_MS)
}

function openWindows(): void {
  const open = (): BrowserWindow => openMainWindow(join(import.meta.dirname, '../preload/index.js'))
  open()
  app.on('second-instance', () => {
    const [window] = BrowserWindow.getAllWindows()
    if (window?.isMinimized()) window.restore()
    window?.focus()
  })
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) open()
  })
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
}

/** Cancels what is under way and completes its rows before the program ends. */
function endInOrder(services: Services, batchFiles: ThreadedBatchFiles, database: DatabaseClient, keychain: KeytarKeychain, log: Log): void {
  let ending = false
  app.on('before-quit', (event) => {
    if (ending) return
    ending = true
    event.preventDefault()
    void (async () => {
      services.batches.halt()
      await services.exchanges.endAll()
      await services.batches.halted()
      await batchFiles.close()
      await services.gateway.stop()
      await services.documents.close()
      await services.upkeep.stop()
      await database.close()
    })()
      .catch((error: unknown) => log.error(`quit: ${String(error)}`))
      .finally(() => {
        // Everything is in order by now. A keychain prompt that nobody answers holds a thread that an orderly exit would wait for, for ever.
        if (keychain.isStuck) process.kill(process.pid, 'SIGKILL')
        else app.quit()
      })
  })
}

function desktop(database: DatabaseClient, dataFolder: string, log: Log): Desktop {
  return {
    describe: () => ({
      version: app.getVersion(),
      electron: process.versions.electron ?? '',
      chrome: process.versions.chrome ?? '',
      platform: process.platform,
      systemLocale: app.getPreferredSystemLanguages()[0] ?? app.getLocale(),
      dataFolder,
    }),
    importCertificate: async () => {
      const { filePaths } = await dialog.showOpenDialog({
        properties: ['openFile'],
        filters: [{ name: 'PEM', extensions: ['pem', 'crt', 'cer'] }],
      })
      const [file] = filePaths
      if (file === undefined) return null
      const text = await readFile(file, 'utf8').catch((cause: unknown) => {
        throw new AppError('certificate.unreadable', {}, { cause })
      })
      return importCertificateAuthority(text, database.documents, Date.now())
    },
    writeClipboard: (text) => clipboard.writeText(text),
    chooseFileToSave: async (suggestedName) => {
      const { filePath, canceled } = await dialog.showSaveDialog({ defaultPath: join(app.getPath('downloads'), suggestedName) })
      return canceled || filePath === '' ? null : filePath
    },
    chooseFileToImport: async () => {
      const { filePaths } = await dialog.showOpenDialog({
        properties: ['openFile'],
        filters: [
          { name: 'HAR, JSON Lines', extensions: ['har', 'jsonl', 'ndjson'] },
          { name: '*', extensions: ['*'] },
        ],
      })
      return filePaths[0] ?? null
    },
    chooseFolder: async () => {
      const { filePaths } = await dialog.showOpenDialog({ properties: ['openDirectory', 'createDirectory'] })
      return filePaths[0] ?? null
    },
    chooseTemplateFiles: async () => {
      const { filePaths } = await dialog.showOpenDialog({ properties: ['openFile', 'multiSelections'], filters: [{ name: 'JSON', extensions: ['json'] }] })
      return filePaths
    },
    chooseBatchFile: async () => {
      const { filePaths } = await dialog.showOpenDialog({
        properties: ['openFile'],
        filters: [
          { name: 'CSV, JSON Lines', extensions: ['csv', 'tsv', 'txt', 'jsonl', 'ndjson'] },
          { name: '*', extensions: ['*'] },
        ],
      })
      return filePaths[0] ?? null
    },
    transfer: new ThreadedTransfer(join(import.meta.dirname, 'transfer-worker.js'), database.history, (message) => log.error(message)),
    onTransferProgress: (progress) => broadcast('transfer.progress', progress),
    onHistoryChanged: () => broadcast('history.changed', {}),
  }
}
