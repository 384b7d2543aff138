/** Lines of a series as rounds make them. */
import type { SeriesLine } from '../../../src/documents/types/series.js'

/** A line of a rate of at least 0.9, of 20 observations unless told otherwise. */
export function line(more: Partial<SeriesLine> = {}): SeriesLine {
  const { n = 20, hits = n, ...rest } = more
  return {
    time: '2026-11-26T01:17:00.000Z',
    run: '2026-11-26-0917',
    target: 'shop',
    merchant: 'acme',
    profile: 'own',
    requirement: 'answers',
    title: { 'zh-CN': '答得上', en: 'Answers' },
    severity: 'major',
    kind: 'rate',
    unit: 'share',
    asked: 'a'.repeat(64),
    verdict: 'pass',
    value: n === 0 ? null : hits / n,
    bounds: [0.8, 1],
    n,
    hits,
    nEffective: n,
    threshold: 0.9,
    confidence: 0.95,
    minimum: 10,
    p0: 0.05,
    p1: 0.2,
    ...rest,
  }
}
