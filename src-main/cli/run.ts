import { AppError } from '@shared/errors'
import { EXIT, UsageError, type Command, type CommandSurroundings } from './command'
import { batchCommand } from './commands/batch'
import { convertCommand } from './commands/convert'
import { diagnoseCommand } from './commands/diagnose'
import { gatewayCommand } from './commands/gateway'
import { historyCommand } from './commands/history'
import { sendCommand } from './commands/send'
import { signCommand } from './commands/sign'
import { templateCommand } from './commands/template'
import { messageOf } from './messages'

const COMMANDS: Readonly<Record<string, Command>> = {
  gateway: gatewayCommand,
  sign: signCommand,
  send: sendCommand,
  batch: batchCommand,
  convert: convertCommand,
  diagnose: diagnoseCommand,
  history: historyCommand,
  template: templateCommand,
}

const USAGE = `lysession gateway --port 0 --app-key K --secret-env VAR [--fault FAULT [--times N]]
lysession sign --method md5|hmac|hmac-sha256 --secret-env VAR [--explain] [--json]
lysession send FILE|- --operation NAME (--gateway URL --app-key K --secret-env VAR | --profile NAME)
               [--session-env VAR] [--format xml|json] [--sign-method M] [--placement body|sdk]
               [--confirm production] [--history DB] [--json]
lysession batch FILE --operation NAME (--gateway URL --app-key K --secret-env VAR | --profile NAME) [--template NAME|FILE] [--map COLUMN=PATH…] [--set PATH=VALUE…]
                [--concurrency N] [--rate N] [--check | --send-anyway] [--confirm production] [--history DB] [--json]
lysession batch --resume ID [--decide-unknown again|leave] | --retry-failed ID   with the account as above
lysession template list [--history DB] [--json]
lysession template export FOLDER [FOLDER/NAME…] | import FOLDER|FILE… [--history DB] [--json]
lysession template send NAME|FILE (account as for send) [--set PATH=VALUE…] [--var NAME=VALUE…]
                   [--confirm production] [--send-anyway] [--dry-run] [--history DB] [--json]
lysession convert --operation NAME --from xml|json --to xml|json
lysession diagnose --secret-env VAR [--json]
lysession history list [--limit N] [--history DB] [--json]
lysession history search QUERY… [--limit N] [--history DB] [--json] [-- TEXT…]
lysession history show ID [--history DB] [--json]
lysession history storage [--history DB] [--json]
lysession history compact [--history DB] [--json]
lysession history export (--id ID… | --query QUERY | --all) --format har|jsonl|csv|md [--unmasked] [--out FILE|-] [--history DB] [--json]
lysession history import FILE… [--dry-run] [--history DB] [--json]

\`lysession gateway --help\` lists the faults it can have, \`lysession history search --help\` what a query can say.

Exit codes: 0 succeeded, 2 rejected, 3 refused, 4 failed or unknown, 64 wrong usage.
Secrets come from the keychain (--profile) or the environment variable that --secret-env names, never from an argument.
`

/** Runs the command line and answers its exit code; words go to standard error, results to standard output. */
export async function run(parameters: readonly string[], surroundings: CommandSurroundings): Promise<number> {
  const [name = '', ...rest] = parameters
  const { environment, write, writeError } = surroundings
  if (name === '--help' || name === '-h' || name === 'help') {
    write(USAGE)
    return EXIT.succeeded
  }
  if (name === '--version') {
    write(`${surroundings.version}\n`)
    return EXIT.succeeded
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (command === undefined) {
    writeError(USAGE)
    return EXIT.usage
  }
  try {
    return await command(rest, surroundings)
  } catch (error) {
    if (error instanceof UsageError) {
      writeError(`${error.message}\n`)
      return EXIT.usage
    }
    if (error instanceof AppError) {
      writeError(`${messageOf(error.code, environment)}\n`)
      return USAGE_CODES.has(error.code) ? EXIT.usage : EXIT.failed
    }
    writeError(`${error instanceof Error ? error.message : String(error)}\n`)
    return EXIT.failed
  }
}

// What the caller gave cannot be used, as opposed to what happened on the way.
const USAGE_CODES: ReadonlySet<string> = new Set(['profile.gateway-url', 'profile.unknown', 'draft.holds-secret', 'history.unknown-entry', 'batch.unknown', 'batch.cannot-read', 'batch.too-large', 'operation.unknown', 'guard.name-needed', 'guard.name-wrong', 'draft.blocked', 'draft.needs-confirmation', 'template.unknown', 'template.holds-secret', 'template.cannot-read'])
