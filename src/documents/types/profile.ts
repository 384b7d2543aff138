// Generated from schemas/profile.schema.json by `npm run types`; change the schema, not this file.

/**
 * A set of requirements: measure, kind, threshold, confidence and citation.
 */
export interface Profile {
  id: string
  title: Text
  description?: Text
  /**
   * @minItems 1
   */
  requirements: Requirement[]
}
export interface Text {
  'zh-CN': string
  en: string
}
export interface Requirement {
  id: string
  title: Text
  explanation?: Text
  /**
   * Id of an audit or of a measure.
   */
  measure: string
  kind: 'rate' | 'prohibition' | 'existence' | 'quantile' | 'difference'
  /**
   * A share in 0..1, a difference, or a duration for quantiles.
   */
  threshold?: number | string
  quantile?: number
  /**
   * Default 0.95.
   */
  confidence?: number
  /**
   * Fewest trials for a verdict.
   */
  minimum?: number
  severity?: 'must' | 'should' | 'information'
  scope?: {
    persona?: string[]
    phase?: string[]
    hours?: 'on-duty' | 'off-duty'
    tags?: string[]
  }
  level?: 'E0' | 'E1' | 'E2' | 'E3-claimed' | 'E3' | 'E4' | 'E5'
  citation?: {
    document: string
    clause?: string
    url?: string
    checked: boolean
    effective?: string
  }
}
