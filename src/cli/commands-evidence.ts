/** Commands about evidence: keys, bundles, proofs. */
import type { Command } from 'commander'
import { auditModule, collect, type Done, language, verbose } from './options.js'

const KEY = ['--key <file>', 'secret key of whoever signs: `ombud key new` makes one'] as const
const PASSPHRASE = [
  '--passphrase-file <file>',
  'file that holds the passphrase of the key (or OMBUD_KEY_PASSPHRASE)',
] as const

export function register(program: Command, done: Done): void {
  program
    .command('key')
    .description('keys that seal evidence')
    .command('new')
    .description('make a pair of Ed25519 keys: the secret one for you, FILE.pub for those who verify')
    .requiredOption('-o, --out <file>', 'where the secret key goes; it is never written over')
    .option(...PASSPHRASE)
    .option('--no-passphrase', 'leave the secret key unencrypted')
    .addOption(language())
    .addOption(verbose())
    .action(async (options) => {
      const { keyCommand } = await import('./key.js')
      done(keyCommand(options))
    })

  program
    .command('seal')
    .description('make an evidence bundle of a run: copies, hashes, a signed statement')
    .argument('<path>', 'run directory; with --add a bundle')
    .option(...KEY)
    .option(...PASSPHRASE)
    .option('-o, --out <folder>', 'the bundle (default: the run with .bag)')
    .option('--sm3', 'write digests of SM3, too')
    .option('--tsa <url>', 'have the statement stamped by this RFC 3161 authority')
    .option('--add', 'add to a bundle that is there: a signature (--key), a time stamp (--tsa), a correction')
    .option(
      '--correction <file>',
      'with --add: a file that corrects the statement or replies to it; --key signs it',
    )
    .option('--reason <text>', 'with --correction: what it is about')
    .addOption(language())
    .addOption(verbose())
    .action(async (path, options) => {
      const { sealCommand } = await import('./seal.js')
      done(await sealCommand(path, options))
    })

  program
    .command('verify')
    .description(
      'check an evidence bundle or a proof, offline; says what was not checked; exit 1 where it fails',
    )
    .argument('<bundle>', 'what `ombud seal` or `ombud prove` wrote')
    .option('--key <file>', 'public key of somebody who must have signed; may be given again', collect)
    .option('--tsa-ca <file>', 'certificates (PEM) of time stamping authorities that you trust')
    .option('--no-rescore', 'do not score a copy and compare')
    .addOption(auditModule())
    .addOption(language())
    .addOption(verbose())
    .action(async (bundle, options) => {
      const { verifyCommand } = await import('./verify.js')
      done(await verifyCommand(bundle, options))
    })

  program
    .command('prove')
    .description('take one trial out of a bundle, with the proof that it belongs to it')
    .argument('<bundle>', 'what `ombud seal` wrote')
    .argument('<trial>', 'target/scenario/arm/repetition')
    .requiredOption('-o, --out <folder>', 'where the files and proof.json go')
    .addOption(language())
    .addOption(verbose())
    .action(async (bundle, trial, options) => {
      const { proveCommand } = await import('./prove.js')
      done(proveCommand(bundle, trial, options))
    })

  program
    .command('purge')
    .description(
      'delete conversations from a bundle or a run, leave their hashes, and sign a list of what went',
    )
    .argument('<path>', 'bundle or run directory')
    .option('--trial <trial>', 'target/scenario/arm/repetition; may be given again', collect)
    .option('--older-than <age>', 'trials of which nothing is younger, for example 180d')
    .requiredOption('--reason <text>', 'why, as the list will say')
    .requiredOption(...KEY)
    .option(...PASSPHRASE)
    .addOption(language())
    .addOption(verbose())
    .action(async (path, options) => {
      const { purgeCommand } = await import('./purge.js')
      done(purgeCommand(path, options))
    })
}
