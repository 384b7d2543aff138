/** Commands about what is kept and what is handed out: a vault for the original, redacted copies, retention. */
import type { Command } from 'commander'
import { KEY, PASSPHRASE } from './commands-evidence.js'
import { collect, type Done, language, verbose } from './options.js'

export function register(program: Command, done: Done): void {
  program
    .command('vault')
    .description('put an evidence bundle into one encrypted file (tar, age), or open such a file')
    .argument('<path>', 'bundle; with --open the encrypted file')
    .option('--to <key>', 'who can open it: age1..., or a file of such keys; may be given again', collect)
    .option('-o, --out <path>', 'the file (default: the bundle with .tar.age); with --open the folder')
    .option('--open', 'take the bundle out again')
    .option('--identity <file>', 'with --open: secret key, of `ombud key new --for vault` or age-keygen')
    .option(...PASSPHRASE)
    .addOption(language())
    .addOption(verbose())
    .action(async (path, options) => {
      const { vaultCommand } = await import('./vault.js')
      done(await vaultCommand(path, options))
    })

  program
    .command('redact')
    .description(
      'make a copy of a bundle without names, credentials, personal data, raw replies and pictures, sealed anew',
    )
    .argument('<bundle>', 'what `ombud seal` wrote')
    .requiredOption(...KEY)
    .option(...PASSPHRASE)
    .option('-o, --out <folder>', 'the copy (default: the bundle with .redacted)')
    .addOption(language())
    .addOption(verbose())
    .action(async (bundle, options) => {
      const { redactCommand } = await import('./redact.js')
      done(await redactCommand(bundle, options))
    })

  program
    .command('purge')
    .description(
      'delete conversations from bundles and runs, leave their hashes, and sign a list of what went',
    )
    .argument('<paths...>', 'bundles, run directories, or folders of them')
    .option('--trial <trial>', 'target/scenario/arm/repetition; may be given again', collect)
    .option('--older-than <age>', 'trials of which nothing is younger, for example 180d')
    .option('--dry-run', 'delete nothing: list what would go; needs no key')
    .option('--reason <text>', 'why, as the list will say')
    .option(...KEY)
    .option(...PASSPHRASE)
    .addOption(language())
    .addOption(verbose())
    .action(async (paths, options) => {
      const { purgeCommand } = await import('./purge.js')
      done(await purgeCommand(paths, options))
    })
}
