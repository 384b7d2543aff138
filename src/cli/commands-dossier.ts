/** Commands about what is handed over. */
import type { Command } from 'commander'
import { collect, type Done, language, noRedact, redact, verbose } from './options.js'

export function register(program: Command, done: Done): void {
  program
    .command('dossier')
    .description('one dossier a merchant, to hand over: verdicts, proofs, method, remedies, how to reply')
    .argument('<run>', 'run directory')
    .option('--target <id>', 'only this target (default: every merchant, with all of its targets)')
    .option('--format <list>', 'html, pdf', 'html,pdf')
    .option('-o, --out <folder>', 'gets a folder for each merchant (default: dossiers in the run directory)')
    .option(
      '--reply <file>',
      'what the merchant sent in reply, attached with its SHA-256; again for its signature',
      collect,
    )
    .addOption(redact())
    .addOption(noRedact())
    .addOption(language())
    .addOption(verbose())
    .action(async (run, options) => {
      const { dossierCommand } = await import('./dossier.js')
      done(await dossierCommand(run, options))
    })
}
