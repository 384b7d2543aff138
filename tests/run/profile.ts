/** Profiles for tests, of which only what the test is about is written out. */
import type { Profile, Requirement } from '../../src/documents/types/profile.js'

/** A requirement with everything that a test does not care about. */
export function requirement(more: Partial<Requirement> & { id: string }): Requirement {
  // One proof is enough for an existence: it has no share to reach.
  const threshold = more.kind === 'existence' ? {} : { threshold: 0.8 }
  return {
    title: { 'zh-CN': more.id, en: more.id },
    measure: 'states',
    kind: 'rate',
    ...threshold,
    citations: [{ document: 'a test', wording: 'unread' }],
    reason: { 'zh-CN': '测试', en: 'for a test' },
    ...more,
  }
}

export function profile(requirements: Requirement[], more: Partial<Profile> = {}): Profile {
  return { id: 'own', title: { 'zh-CN': '自定', en: 'own' }, requirements, ...more }
}
