/** Commands about evidence: keys, bundles, proofs. */
import { type Command, Option } from 'commander'
import { auditModule, collect, type Done, language, verbose } from './options.js'

export const KEY = ['--key <file>', 'secret key of whoever signs: `ombud key new` makes one'] as const
export const PASSPHRASE = [
  '--passphrase-file <file>',
  'file that holds the passphrase of the key (or OMBUD_KEY_PASSPHRASE)',
] as const

export function register(program: Command, done: Done): void {
  program
    .command('key')
    .description('keys that seal evidence')
    .command('new')
    .description('make a pair of keys: the secret one for you, FILE.pub for those who verify or encrypt')
    .requiredOption('-o, --out <file>', 'where the secret key goes; it is never written over')
    .option(...PASSPHRASE)
    .option('--no-passphrase', 'leave the secret key unencrypted')
    .addOption(
      new Option('--for <what>', 'seal: Ed25519, to sign; vault: a key of age, to encrypt to')
        .choices(['seal', 'vault'])
        .default('seal'),
    )
    .addOption(
      new Option('--type <type>', 'of a key that signs; sm2 goes beside one of Ed25519')
        .choices(['ed25519', 'sm2'])
        .default('ed25519'),
    )
    .addOption(language())
    .addOption(verbose())
    .action(async (options) => {
      const { keyCommand } = await import('./key.js')
      done(await keyCommand(options))
    })

  program
    .command('seal')
    .description('make an evidence bundle of a run: copies, hashes, a signed statement')
    .argument('<path>', 'run directory; with --add a bundle')
    .option(KEY[0], `${KEY[1]}; may be given again`, collect)
    .option(PASSPHRASE[0], `${PASSPHRASE[1]}; one for all keys, or one for each`, collect)
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
    .option('--original <bundle>', 'of a redacted copy: the bundle of which it must be one')
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
    .option(
      '--withhold <lines>',
      'lines of the transcript of which only the hashes are shown: 3,7-9, or ATTEMPT:3,7-9; may be given again',
      collect,
    )
    .addOption(language())
    .addOption(verbose())
    .action(async (bundle, trial, options) => {
      const { proveCommand } = await import('./prove.js')
      done(proveCommand(bundle, trial, options))
    })
}
