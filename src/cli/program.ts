/** The commands and their options; each command's own file is imported when it is called. */
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import type { EvidenceKind } from '../channel/open.js'
import { milliseconds } from '../documents/duration.js'
import { VERSION } from '../documents/version.js'
import { EXIT, report } from './exit.js'

const EXAMPLES = `
Examples:
  ombud init                                       a target file and a scenario to start from
  ombud run --url https://shop.example/            audit the chat of a page, with no file at all
  ombud inspect https://shop.example/ --say 你好   how that chat is found and read, as a target file
  ombud run shop.target.yaml                       audit a bot with the shipped scenarios
  ombud run shop.target.yaml my.scenario.yaml      … with your own
  ombud run shop.target.yaml --dry-run             what would be sent, and how many people would be reached
  ombud run shop.target.yaml --filter refund/      only trials whose id contains refund/
  ombud report reports/runs/2026-11-23-1 --format junit,markdown

Exit codes: 0 passed, 1 an expectation failed, 2 wrong usage or input, 3 ombud could not measure, 130 interrupted.`

const IMPORTS = `
Botium      *.convo.txt, with *.pconvo.txt and *.utterances.txt, which are also found beside it
promptfoo   promptfooconfig.yaml or a list of tests; conversations by _conversation or metadata.conversationId
Rasa        test stories and end-to-end test cases; with the domain and nlu files what utter_… and intents say
CSV         columns say (or question), expect (or answer), id, lang, title; rows with one id are one conversation,
            and | parts wordings, or answers any of which is right; __expected as in promptfoo

What cannot be carried over is named, line by line. Nothing is sent, and no program of theirs is run.`

/** Runs the command line and returns the exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  let code: number = EXIT.ok
  const program = new Command('ombud')
    .description('Finds out whether a customer-service chatbot serves the consumer.')
    .version(VERSION, '-V, --version')
    .addHelpText('after', EXAMPLES)
    .showSuggestionAfterError()
    .exitOverride()
  const noColor = new Option('--no-color', 'no colours in the scorecard (as with NO_COLOR)')
  const verbose = new Option('--verbose', 'show stacks of unexpected errors')

  program
    .command('init')
    .description('put a commented target file, a scenario and a CI example into a folder')
    .argument('[folder]', 'where to put them', '.')
    .addOption(verbose)
    .action(async (folder) => {
      const { init } = await import('./init.js')
      code = await init(folder)
    })

  program
    .command('validate')
    .description('check documents: targets, scenarios, personas, profiles, wordings, law packs')
    .argument('[paths...]', 'files and folders', ['.'])
    .addOption(auditModule())
    .addOption(configFile())
    .addOption(verbose)
    .action(async (paths, options) => {
      const { validate } = await import('./validate.js')
      code = await validate(paths, options)
    })

  program
    .command('explain')
    .description('what an audit checks, why, and how it is scored; without a name: all audits')
    .argument('[audit]', 'id of an audit')
    .addOption(language())
    .addOption(auditModule())
    .addOption(configFile())
    .addOption(verbose)
    .action(async (audit, options) => {
      const { explainCommand } = await import('./explain.js')
      code = await explainCommand(audit, options)
    })

  program
    .command('preview')
    .description('what the consumer would say in a scenario, message by message; sends nothing')
    .argument('<scenario>', 'a scenario file, or the id of a shipped scenario')
    .option('-p, --persona <persona>', 'id of a persona, or its file (default: those of the scenario)')
    .option('--seeds <n>', 'how many conversations are shown (default: 3)', count)
    .addOption(new Option('--seed <text>', 'only the conversation of this seed').conflicts('seeds'))
    .option('--target <file>', 'a target file for what a merchant knows (default: placeholders)')
    .option('--openings', 'list everything it may begin with, and how much alike that is')
    .addOption(language())
    .addOption(auditModule())
    .addOption(configFile())
    .addOption(verbose)
    .action(async (scenario, options) => {
      const { previewCommand } = await import('./preview.js')
      code = await previewCommand(scenario, options)
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
    .option('-r, --repeat <n>', 'hold each conversation n times (default: 1)', count)
    .option(
      '-c, --concurrency <n>',
      'conversations at once over all targets; each target has its own limit too',
      count,
    )
    .option('--seed <text>', 'draw the same words as an earlier run')
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
    .addOption(noColor)
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
    .addOption(verbose)
    .addHelpText('after', EXAMPLES)
    .action(async (paths, options) => {
      const { runCommand } = await import('./run.js')
      code = await runCommand(paths, options)
    })

  program
    .command('record')
    .description('watch you use a chat in a browser window, and write a target file and a scenario from it')
    .argument('<url>', 'the page')
    .option('-o, --out <folder>', 'where to write <host>.target.yaml and <host>.scenario.yaml', '.')
    .addOption(language())
    .option('--no-sandbox', 'start Chromium without its sandbox (as root it has none)')
    .addOption(verbose)
    .action(async (url, options) => {
      const { recordCommand } = await import('./record.js')
      code = await recordCommand(url, options)
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
    .addOption(verbose)
    .action(async (target, options) => {
      const { chatCommand } = await import('./chat.js')
      code = await chatCommand(target, options)
    })

  program
    .command('import')
    .description(
      'write tests of Botium, promptfoo or Rasa, or a table of questions and answers, as scenarios',
    )
    .argument('<files...>', 'files of tests, or folders of them')
    .option('-o, --out <folder>', 'where to write the *.scenario.yaml files', '.')
    .addOption(
      new Option(
        '--format <format>',
        'of all the files (default: found out of their names and content)',
      ).choices(['botium', 'promptfoo', 'rasa', 'csv']),
    )
    .option('--force', 'write over files that are there')
    .addOption(language())
    .addOption(verbose)
    .addHelpText('after', IMPORTS)
    .action(async (files, options) => {
      const { importCommand } = await import('./import.js')
      code = importCommand(files, options)
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
    .addOption(verbose)
    .action(async (target, options) => {
      const { mapCommand } = await import('./map.js')
      code = await mapCommand(target, options)
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
    .addOption(verbose)
    .action(async (url, options) => {
      const { inspectCommand } = await import('./inspect.js')
      code = await inspectCommand(url, options)
    })

  program
    .command('score')
    .description('audit the stored transcripts of a run again; sends nothing, unless --judge is given')
    .argument('<run>', 'run directory')
    .addOption(
      new Option(
        '--from <what>',
        'make the scorecard again from what is on file; nothing is audited',
      ).choices(['findings']),
    )
    .addOption(language())
    .addOption(failOn())
    .addOption(auditModule())
    .addOption(judge())
    .addOption(configFile())
    .addOption(noColor)
    .addOption(verbose)
    .action(async (run, options) => {
      const { scoreCommand } = await import('./score.js')
      code = await scoreCommand(run, options)
    })

  program
    .command('calibrate')
    .description("learn a merchant's questions and answers, or measure the readings against human labels")
    .option('--faq <file>', 'questions and answers to learn: YAML, JSON, JSON lines, CSV, markdown or text')
    .option('--target <file>', 'with --faq: the target file beside which the weights lie')
    .option('--write', 'with --target: name the weights in the target file; its comments stay')
    .option('--labels <file>', 'human labels to measure against: JSON lines or CSV')
    .option('--run <run>', 'with --labels: the run directory that rows with trial and turn are about')
    .option('--judge <spec>', 'with --labels: measure this judge, too')
    .option(
      '-o, --out <file>',
      'the weights, or the calibration record (default: beside the target or the labels)',
    )
    .addOption(language())
    .addOption(configFile())
    .addOption(verbose)
    .action(async (options) => {
      const { calibrateCommand } = await import('./calibrate.js')
      code = await calibrateCommand(options)
    })

  program
    .command('report')
    .description('render the result of a run')
    .argument('<run>', 'run directory')
    .option('--format <list>', 'html, pdf, json, junit, ctrf, csv, markdown', 'html')
    .option('-o, --out <folder>', 'where to write (default: the run directory)')
    .addOption(language())
    .addOption(verbose)
    .action(async (run, options) => {
      const { reportCommand } = await import('./report.js')
      code = await reportCommand(run, options)
    })

  program
    .command('open')
    .description('serve the report of a run on this machine only, and open the browser')
    .argument('<run>', 'run directory')
    .option('--no-browser', 'only print the address')
    .addOption(language())
    .addOption(verbose)
    .action(async (run, options) => {
      const { openCommand } = await import('./open.js')
      code = await openCommand(run, options)
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
    .addOption(noColor)
    .addOption(verbose)
    .action(async (options) => {
      const { demoCommand } = await import('./demo.js')
      code = await demoCommand(options)
    })

  try {
    await program.parseAsync(argv)
    return code
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage
    return report(error, argv.includes('--verbose'))
  }
}

function failOn(): Option {
  return new Option('--fail-on <outcome>', 'exit 1 also where something stayed undecided').choices([
    'inconclusive',
  ])
}

function language(): Option {
  return new Option('-l, --lang <lang>', 'language of what is printed and of the report').choices([
    'zh-CN',
    'en',
  ])
}

function auditModule(): Option {
  return new Option(
    '--audit <module>',
    'an audit of your own, by its file or package; may be given again',
  ).argParser(collect)
}

function channelModule(): Option {
  return new Option(
    '--channel <module>',
    'a channel of your own, by its file or package; may be given again',
  ).argParser(collect)
}

function commandLine(): Option {
  return new Option(
    '--command <command>',
    'a bot that reads and writes JSON lines: "node bot.mjs", or name="node bot.mjs" for a target that names it',
  ).argParser(collect)
}

function judge(): Option {
  return new Option(
    '--judge <judge>',
    'who is asked where rules decide nothing: openai:MODEL[@BASEURL], or gguf:FILE; it is sent excerpts of conversations',
  )
}

function configFile(): Option {
  return new Option('--config <file>', 'configuration (default: ombud.config.js, .mjs or .ts of this folder)')
}

/** An option that takes one value each time, so that what follows it is a file again. */
function collect(value: string, before: string[] = []): string[] {
  return [...before, value]
}

const EVIDENCE: readonly string[] = ['png', 'video', 'trace', 'none'] satisfies EvidenceKind[]

function evidence(text: string): EvidenceKind[] {
  const kinds = text.split(',').map((kind) => kind.trim())
  const wrong = kinds.find((kind) => !EVIDENCE.includes(kind))
  if (wrong !== undefined) throw new InvalidArgumentError(`"${wrong}" is none of ${EVIDENCE.join(', ')}.`)
  return kinds as EvidenceKind[]
}

function duration(text: string): number {
  try {
    return milliseconds(text)
  } catch {
    throw new InvalidArgumentError('give a duration, for example 10m.')
  }
}

function count(text: string): number {
  const n = Number(text)
  if (!Number.isInteger(n) || n < 1) throw new InvalidArgumentError('give a whole number from 1.')
  return n
}
