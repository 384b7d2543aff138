/** Commands that put runs into a store and take them out again. */
import type { Command } from 'commander'
import { type Done, language, verbose } from './options.js'

export const PLACE = 's3://BUCKET/PREFIX, or a folder, which may be shared by many machines'
export const ENDPOINT =
  'address of an S3-compatible service (default: AWS_ENDPOINT_URL); {bucket} stands for the bucket'

export function register(program: Command, done: Done): void {
  program
    .command('push')
    .description('put a run into a store; what the store has already is not sent again')
    .argument('<run>', 'run directory')
    .argument('<store>', PLACE)
    .option('--endpoint <url>', ENDPOINT)
    .addOption(language())
    .addOption(verbose())
    .action(async (run, store, options) => {
      const { pushCommand } = await import('./push.js')
      done(await pushCommand(run, store, options))
    })

  program
    .command('pull')
    .description('take a run out of a store, every byte checked; without a run: list what the store holds')
    .argument('<store>', PLACE)
    .argument('[run]', 'id of the run, as `ombud push` printed it, or a part of it')
    .argument('[folder]', 'the run directory to make')
    .option('--endpoint <url>', ENDPOINT)
    .addOption(language())
    .addOption(verbose())
    .action(async (store, run, folder, options) => {
      const { pullCommand } = await import('./pull.js')
      done(await pullCommand(store, run, folder, options))
    })
}
