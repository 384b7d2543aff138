/** What a merchant knows of a consumer: the account of the target file that a trial uses. */
import { own } from './facts.js'
import type { ReadyTarget, ResolvedTrial } from './ready.js'

/** The account of a trial, where its scenario or arm names one. */
export function accountOf({
  trial,
  scenario,
}: Pick<ResolvedTrial, 'trial' | 'scenario'>): string | undefined {
  return trial.arm.account ?? scenario.account
}

/** An account that needs no words in the target file: that of any consumer. */
const ANYBODY = 'default'

/** The target file has this account. */
export function hasAccount(target: ReadyTarget, account: string): boolean {
  return account === ANYBODY || own(target.accounts ?? {}, account) !== undefined
}

/** The account with steps that a page needs before the chat, where there is one. */
export function signedIn({
  target,
  ...trial
}: Pick<ResolvedTrial, 'trial' | 'scenario' | 'target'>): string | undefined {
  const account = accountOf(trial)
  return account !== undefined && own(target.accounts ?? {}, account) ? account : undefined
}

/** The target as somebody with this account reaches it: its headers and constant parts of the body are laid over. */
export function withAccount(target: ReadyTarget, account: string | undefined): ReadyTarget {
  const { headers, body } = (account === undefined ? undefined : own(target.accounts ?? {}, account)) ?? {}
  if (!headers && !body) return target
  const channel = Object.fromEntries(
    Object.entries(target.channel).map(([kind, config]) => [
      kind,
      {
        ...(config as object),
        ...(headers ? { headers: { ...(config as { headers?: object }).headers, ...headers } } : {}),
        ...(body && kind === 'http' ? { request: withBody(target.channel.http?.request, body) } : {}),
      },
    ]),
  )
  return { ...target, channel } as ReadyTarget
}

function withBody(request: { body?: object } | undefined, body: object): object {
  return { ...request, body: { ...request?.body, ...body } }
}
