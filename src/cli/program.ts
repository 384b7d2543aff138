/** The command line: all commands, each of whose own file is imported when it is called. */
import { Command, CommanderError } from 'commander'
import { VERSION } from '../documents/version.js'
import * as documents from './commands-documents.js'
import * as dossiers from './commands-dossier.js'
import * as evidence from './commands-evidence.js'
import * as monitors from './commands-monitor.js'
import * as privacy from './commands-privacy.js'
import * as queries from './commands-query.js'
import * as queue from './commands-queue.js'
import * as results from './commands-results.js'
import * as runs from './commands-run.js'
import * as shards from './commands-shards.js'
import * as stores from './commands-store.js'
import * as talk from './commands-talk.js'
import { EXAMPLES } from './examples.js'
import { EXIT, report } from './exit.js'

/** Runs the command line and returns the exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  let code: number = EXIT.ok
  const program = new Command('ombud')
    .description('Finds out whether a customer-service chatbot serves the consumer.')
    .version(VERSION, '-V, --version')
    .addHelpText('after', EXAMPLES)
    .showSuggestionAfterError()
    .exitOverride()
  for (const group of [
    documents,
    runs,
    shards,
    results,
    dossiers,
    talk,
    evidence,
    privacy,
    queries,
    queue,
    monitors,
    stores,
  ])
    group.register(program, (result) => {
      code = result
    })
  try {
    await program.parseAsync(argv)
    return code
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage
    return report(error, argv.includes('--verbose'))
  }
}
