/** Commands that talk to a bot, or look at its page, without a plan. */
import type { Command } from 'commander'
import {
  channelModule,
  commandLine,
  configFile,
  count,
  type Done,
  duration,
  language,
  noColor,
  verbose,
} from './options.js'

export function register(program: Command, done: Done): void {
  program
    .command('record')
    .description('watch you use a chat in a browser window, and write a target file and a scenario from it')
    .argument('<url>', 'the page')
    .option('-o, --out <folder>', 'where to write <host>.target.yaml and <host>.scenario.yaml', '.')
    .addOption(language())
    .option('--no-sandbox', 'start Chromium without its sandbox (as root it has none)')
    .addOption(verbose())
    .action(async (url, options) => {
      const { recordCommand } = await import('./record.js')
      done(await recordCommand(url, options))
    })

  program
    .command('chat')
    .description(
      'type to a bot yourself; see events, readings and times, and keep a transcript and a scenario',
    )
    .argument('<target>', 'a target file, or the page of a chat')
    .option('-o, --out <folder>', 'where the conversation is kept (default: reports/chats/<target>-<n>)')
    .option('--scenario <file>', 'where the draft of a scenario is written (default: beside the transcript)')
    .option('--account <name>', 'the account of the target file to use')
    .addOption(language())
    .option('--headed', 'show the browser')
    .option('--no-sandbox', 'start Chromium without its sandbox (as root it has none)')
    .addOption(channelModule())
    .addOption(commandLine())
    .addOption(configFile())
    .addOption(verbose())
    .action(async (target, options) => {
      const { chatCommand } = await import('./chat.js')
      done(await chatCommand(target, options))
    })

  program
    .command('map')
    .description('walk the menus and quick replies of a bot, and draw which paths reach a person')
    .argument('<target>', 'a target file, or the page of a chat')
    .option('--depth <n>', 'choices one after the other (default: 4)', count)
    .option('--paths <n>', 'conversations at most (default: 40)', count)
    .option('--time <duration>', 'begin no path after this long (default: 30m)', duration)
    .option('--say <text>', 'what is said to a bot that offers nothing by itself')
    .option('-o, --out <folder>', 'where the conversations are kept (default: reports/maps/<target>-<n>)')
    .option('--json <file>', 'write the map as JSON, too')
    .option('--mermaid <file>', 'write the map as a Mermaid flowchart, too')
    .addOption(language())
    .option('--headed', 'show the browser')
    .option('--no-sandbox', 'start Chromium without its sandbox (as root it has none)')
    .option('-q, --quiet', 'no progress')
    .addOption(channelModule())
    .addOption(commandLine())
    .addOption(configFile())
    .addOption(verbose())
    .action(async (target, options) => {
      const { mapCommand } = await import('./map.js')
      done(await mapCommand(target, options))
    })

  program
    .command('inspect')
    .description('find the chat of a page and print how, as a target file')
    .argument('<url>', 'address of the page')
    .option('--say <text>', 'say one sentence to the bot, to learn how its messages are read')
    .option('-o, --out <file>', 'write the target file instead of printing it, for example shop.target.yaml')
    .option('--screenshot <file>', 'a PNG in which what was found is outlined')
    .addOption(language())
    .option('--headed', 'show the browser')
    .option('--no-sandbox', 'start Chromium without its sandbox (as root it has none)')
    .addOption(verbose())
    .action(async (url, options) => {
      const { inspectCommand } = await import('./inspect.js')
      done(await inspectCommand(url, options))
    })

  program
    .command('demo')
    .description(
      'audit two demo merchants on this machine, one that serves consumers well and one that does not',
    )
    .option('-o, --out <folder>', 'run directory', 'reports/demo')
    .option('--no-install', 'do not install Chromium where there is none')
    .option('--serve', 'only serve the two merchants, to play with')
    .option('--fault <list>', 'serve a merchant with these faults to play with, for example slow,no-human')
    .addOption(language())
    .addOption(noColor())
    .addOption(verbose())
    .action(async (options) => {
      const { demoCommand } = await import('./demo.js')
      done(await demoCommand(options))
    })
}
