import { findProblems } from '../descriptor/problems'
import type { Operation } from '../descriptor/types'
import { expandDraft } from '../variables/expand'
import type { Expansion, VariableContext } from '../variables/variables'
import type { BatchPlan, RowProblem } from './batch-contract'
import type { FileRow } from './file-rows'
import { knownText, sharedValues, withCells } from './row-values'

/** What a spreadsheet makes of long digits; the rest of them is gone (design, rule 2). */
const ROUNDED_DIGITS = /^\d(?:\.\d+)?[eE]\+?\d{1,3}$/

/** Holds rows against the operation one after another, and remembers the ids of the caller it has seen. */
export class RowCheck {
  private readonly firstRowOf = new Map<string, number>()
  /** The same for every row: what variables become differs from row to row only when it is sent. */
  private readonly shared: Expansion

  /** `context` stands for what the variables would be; its values are not kept. */
  constructor(
    private readonly operation: Operation,
    private readonly plan: BatchPlan,
    private readonly columns: readonly string[],
    context: VariableContext,
  ) {
    this.shared = expandDraft(sharedValues(plan), context)
  }

  /** Everything worth saying about the row of that number. Ask in the order of the file. */
  problemsOf(row: number, { line, cells, problems }: FileRow): RowProblem[] {
    const { operation, plan } = this
    const at = { row, line }
    const found: RowProblem[] = problems.map((problem) => ({ ...at, path: this.pathOf(problem.column), ...problem }))
    const values = withCells(plan, cells, this.shared.values)
    for (const { path, code, expression } of this.shared.problems) {
      found.push({ ...at, column: null, path, code: `variable-${code}`, severity: 'error', detail: { expression } })
    }
    for (const problem of findProblems(operation, values)) found.push({ ...at, column: this.columnOf(problem.path), ...problem })
    for (const [index, path] of plan.columns.entries()) {
      const column = this.columns[index] ?? null
      if (path !== null && ROUNDED_DIGITS.test(cells[index] ?? '')) found.push({ ...at, column, path, code: 'digits-lost', severity: 'warning', detail: {} })
    }
    return [...found, ...this.repetitionOf(row, line, cells)]
  }

  private repetitionOf(row: number, line: number, cells: readonly string[]): RowProblem[] {
    const path = this.operation.identity.callerId
    const callerId = knownText(this.plan, cells, path)
    if (callerId === null || callerId === '') return []
    const first = this.firstRowOf.get(callerId)
    if (first === undefined) {
      this.firstRowOf.set(callerId, row)
      return []
    }
    return [{ row, line, column: this.columnOf(path), path, code: 'repeated-in-file', severity: 'error', detail: { row: String(first) } }]
  }

  private columnOf(path: string): string | null {
    return this.columns[this.plan.columns.lastIndexOf(path)] ?? null
  }

  private pathOf(column: string | null): string | null {
    return column === null ? null : (this.plan.columns[this.columns.indexOf(column)] ?? null)
  }
}
