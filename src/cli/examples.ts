/** What `ombud --help` and `ombud run --help` end with. */
export const EXAMPLES = `
Examples:
  ombud init                                       a target file and a scenario to start from
  ombud run --url https://shop.example/            audit the chat of a page, with no file at all
  ombud inspect https://shop.example/ --say 你好   how that chat is found and read, as a target file
  ombud run shop.target.yaml                       audit a bot with the shipped scenarios
  ombud run shop.target.yaml my.scenario.yaml      … with your own
  ombud run shop.target.yaml --dry-run             what would be sent, and how many people would be reached
  ombud plan consumer-315                          what a profile takes: trials, messages, people, minutes
  ombud run shop.target.yaml --profile ci-smoke    judge by a profile, and plan only what it needs
  ombud run shop.target.yaml --filter refund/      only trials whose id contains refund/
  ombud report reports/runs/2026-11-23-1 --format junit,markdown

Exit codes: 0 passed, 1 an expectation or a profile failed, 2 wrong usage or input, 3 ombud could not measure, 130 interrupted.`
