/** `ombud plan` and `ombud run` with their options. */
import { type Command, Option } from 'commander'
import { WINDOWS } from '../run/windows.js'
import { EXAMPLES } from './examples.js'
import {
  auditModule,
  channelModule,
  collect,
  commandLine,
  configFile,
  count,
  type Done,
  evidence,
  failOn,
  judge,
  language,
  noColor,
  shard,
  verbose,
} from './options.js'

export function register(program: Command, done: Done): void {
  program
    .command('plan')
    .description('what a profile takes: trials, messages, people, minutes; sends nothing')
    .argument('[profile]', 'id of a profile, or its file (default: those of the configuration)')
    .argument('[paths...]', 'a target file, and scenario files in the place of the shipped ones')
    .option('--merchants <n>', 'for so many merchants, too', count)
    .option('-c, --concurrency <n>', 'conversations at once over all merchants (default: 4)', count)
    .option('-r, --repeat <n>', 'hold each conversation n times (default: what the profile needs)', count)
    .option('--until-decided', 'as of `ombud run`: the most that it takes')
    .option('--no-human', 'as of `ombud run`: nobody is reached')
    .option('--politeness <folder>', 'runs in here share the budgets of human contacts of a day')
    .option('--json', 'as JSON')
    .addOption(language())
    .addOption(auditModule())
    .addOption(channelModule())
    .addOption(commandLine())
    .addOption(configFile())
    .addOption(verbose())
    .action(async (profile, paths, options) => {
      const { planCommand } = await import('./plan.js')
      done(await planCommand(profile, paths, options))
    })

  program
    .command('run')
    .description('hold the conversations and write a run directory')
    .argument('[paths...]', 'target files; scenario files replace the shipped scenarios; folders hold either')
    .option(
      '--url <url>',
      'a page whose chat is found without a target file; --lang picks the scenarios; may be given again',
      collect,
    )
    .option(
      '-f, --filter <text>',
      'only trials whose id (target/scenario/arm/repetition) or title contains this; may be given again',
      collect,
    )
    .option('-t, --tag <tag>', 'only scenarios with this tag; may be given again', collect)
    .option('--skip-tag <tag>', 'no scenario with this tag; may be given again', collect)
    .option(
      '--profile <profile>',
      'judge by this profile, an id or a file, and plan only what it needs; may be given again',
      collect,
    )
    .option('-r, --repeat <n>', 'hold each conversation n times (default: 1, or what a profile needs)', count)
    .addOption(
      new Option(
        '--window <window>',
        'hold only trials of this window now; without a profile: everything, in this window',
      ).choices(WINDOWS),
    )
    .option(
      '--until-decided',
      'with --profile: hold trials only as long as they decide something (sequential tests)',
    )
    .option('--baseline <path>', 'compare with a baseline file or an earlier run; exit 1 where it is worse')
    .option('--update-baseline', 'with --baseline: write this run to that file')
    .option(
      '-c, --concurrency <n>',
      'conversations at once over all targets; each target has its own limit too',
      count,
    )
    .option('--seed <text>', 'draw the same words as an earlier run')
    .option(
      '--shard <i/n>',
      'hold only the i-th of n parts, whole lanes each; `ombud merge` unites them (needs --seed)',
      shard,
    )
    .option(
      '--tsa <url>',
      'have this RFC 3161 authority stamp the plan before the first message, and the journal every hour',
    )
    .option('-o, --out <folder>', 'run directory (default: reports/runs/<date>-<n>)')
    .addOption(language())
    .option('--headed', 'show the browser')
    .option('--no-sandbox', 'start Chromium without its sandbox (as root it has none)')
    .option(
      '--evidence <list>',
      'besides pictures, network and page: png, video, trace; or none of all these',
      evidence,
    )
    .option('--resume <run>', 'go on with a run that was cut, in its own directory')
    .option('--retry-unscored', 'with --resume: hold trials again that ended without a score')
    .option('--last-failed', 'only trials that failed in the newest run under reports/runs')
    .addOption(
      new Option(
        '--durability <level>',
        'what a power cut may lose: open conversations (trial, the default), open turns (turn)',
      ).choices(['process', 'trial', 'turn']),
    )
    .option('--wait', 'wait for duty hours instead of leaving such a trial unscored')
    .option(
      '--no-human',
      'reach nobody: the consumer withdraws as soon as a person is promised or it is queued for one',
    )
    .option(
      '--probe-human',
      'ask a person who came the same thing twice, as supporting evidence; it takes more of their time',
    )
    .option(
      '--politeness <folder>',
      'runs in here share the budgets of human contacts of a day (default: reports/runs)',
    )
    .option(
      '--debug',
      "hold only the first conversation, step by step: browser shown, Playwright's inspector, no time limits",
    )
    .option('--watch', 'run again when a document changes; only against a bot on this machine')
    .option('--dry-run', 'print the plan and what it costs, and send nothing')
    .addOption(failOn())
    .addOption(noColor())
    .option(
      '--reporter <name>',
      'who tells the progress: list, dot, json[=file], github, or a module; may be given again',
      collect,
    )
    .option('-q, --quiet', 'no progress')
    .addOption(auditModule())
    .addOption(channelModule())
    .addOption(commandLine())
    .option(
      '--consumer <model>',
      'a language model holds the converse steps: openai:MODEL[@BASEURL]; it is sent what the bot says',
    )
    .addOption(judge())
    .addOption(configFile())
    .addOption(verbose())
    .addHelpText('after', EXAMPLES)
    .action(async (paths, options) => {
      const { runCommand } = await import('./run.js')
      done(await runCommand(paths, options))
    })
}
