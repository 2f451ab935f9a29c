import { recoveryReportSchema, type RecoveryReport } from '@shared/history/recovery-report'
import { historyProblemOf, type HistoryHealth, type HistoryProblem } from '@shared/ipc/history-health'
import { knownValue } from '@shared/stored-values'
import type { DatabaseClient } from '../database/client'

/** Where a recovery keeps its report, and the time of the one the user has put away. */
const REPORT = 'recovery'
const DISMISSED = 'recovery-dismissed'

/** The state of the history's file, in the words of the contract. */
export class HistoryHealthService {
  constructor(
    private readonly database: Pick<DatabaseClient, 'problem' | 'condition' | 'documents' | 'onCondition' | 'onLost'>,
    private readonly file: string,
  ) {}

  async describe(): Promise<HistoryHealth> {
    const refusal = await this.database.problem()
    const problem = refusal ?? (await this.database.condition())
    const recovery = refusal === null ? await this.report() : null
    return {
      problem: problem === null ? null : { code: historyProblemOf(problem.code), detail: problem.detail },
      isReadable: refusal === null,
      file: this.file,
      recovery,
      isRecoveryDismissed: recovery !== null && (await this.read(DISMISSED)) === String(recovery.recoveredAt),
    }
  }

  /** Puts the report of the last recovery away. */
  async dismissRecovery(): Promise<void> {
    const report = await this.report()
    if (report !== null) await this.database.documents.saveSetting(DISMISSED, String(report.recoveredAt))
  }

  /** Calls back whenever a problem begins or ends. */
  onChange(listener: (problem: HistoryProblem | null) => void): void {
    this.database.onCondition((condition) => listener(condition === null ? null : historyProblemOf(condition.code)))
    this.database.onLost(() => listener('history.unavailable'))
  }

  private async report(): Promise<RecoveryReport | null> {
    return knownValue(recoveryReportSchema, await this.read(REPORT))
  }

  /** What cannot be read is no reason to tell nothing. */
  private read(setting: string): Promise<string | null> {
    return this.database.documents.readSetting(setting).catch(() => null)
  }
}
