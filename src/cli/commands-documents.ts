/** Commands about documents: they send nothing. */
import { type Command, Option } from 'commander'
import { auditModule, configFile, count, type Done, language, verbose } from './options.js'

const IMPORTS = `
Botium      *.convo.txt, with *.pconvo.txt and *.utterances.txt, which are also found beside it
promptfoo   promptfooconfig.yaml or a list of tests; conversations by _conversation or metadata.conversationId
Rasa        test stories and end-to-end test cases; with the domain and nlu files what utter_… and intents say
CSV         columns say (or question), expect (or answer), id, lang, title; rows with one id are one conversation,
            and | parts wordings, or answers any of which is right; __expected as in promptfoo

With --logs: JSON lines, CSV, or .transcript files of Bot Framework; personal data are masked.

What cannot be carried over is named, line by line. Nothing is sent, and no program of theirs is run.`

export function register(program: Command, done: Done): void {
  program
    .command('init')
    .description('put a commented target file, a scenario and a CI example into a folder')
    .argument('[folder]', 'where to put them', '.')
    .addOption(verbose())
    .action(async (folder) => {
      const { init } = await import('./init.js')
      done(await init(folder))
    })

  program
    .command('validate')
    .description('check documents: targets, scenarios, personas, profiles, wordings, law packs')
    .argument('[paths...]', 'files and folders', ['.'])
    .addOption(auditModule())
    .addOption(configFile())
    .addOption(verbose())
    .action(async (paths, options) => {
      const { validate } = await import('./validate.js')
      done(await validate(paths, options))
    })

  program
    .command('explain')
    .description('what an audit checks, why, and how it is scored; without a name: all audits')
    .argument('[audit]', 'id of an audit')
    .addOption(language())
    .addOption(auditModule())
    .addOption(configFile())
    .addOption(verbose())
    .action(async (audit, options) => {
      const { explainCommand } = await import('./explain.js')
      done(await explainCommand(audit, options))
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
    .addOption(verbose())
    .action(async (scenario, options) => {
      const { previewCommand } = await import('./preview.js')
      done(await previewCommand(scenario, options))
    })

  program
    .command('import')
    .description(
      'write tests of Botium, promptfoo or Rasa, or a table of questions and answers, as scenarios; or take logs in',
    )
    .argument('<files...>', 'files of tests, or folders of them; with --logs files of conversations')
    .option(
      '-o, --out <folder>',
      'where to write the *.scenario.yaml files; logs go to reports/logs/<name>-<n> by themselves',
      '.',
    )
    .addOption(
      new Option(
        '--format <format>',
        'of all the files (default: found out of their names and content)',
      ).choices(['botium', 'promptfoo', 'rasa', 'csv']),
    )
    .option('--force', 'write over files that are there')
    .option(
      '--logs',
      'conversations of a merchant with its consumers, for `ombud insight`; they stay here and are not scored',
    )
    .option('--name <name>', 'with --logs: what they are called')
    .option('--columns <list>', 'with --logs: conversation=FIELD,role=FIELD,text=FIELD,time=FIELD')
    .option('--roles <list>', 'with --logs: WORD=consumer, bot, person or system; several with commas')
    .option(
      '--keep-personal',
      'with --logs: do not mask telephone, identity and card numbers, and e-mail addresses',
    )
    .addOption(language())
    .addOption(verbose())
    .addHelpText('after', IMPORTS)
    .action(async (files, options) => {
      const { importCommand } = await import('./import.js')
      done(importCommand(files, options))
    })
}
