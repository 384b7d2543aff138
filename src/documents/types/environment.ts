// Generated from schemas/environment.schema.json by `npm run types`; change the schema, not this file.

/**
 * environment.json: where a run was held, read before its first message and after its last; once more each time it was gone on with.
 */
export interface Environment {
  version: number
  readings: EnvironmentReading[]
}
export interface EnvironmentReading {
  /**
   * Before the first message of this process, or after its last.
   */
  moment: 'before' | 'after'
  at: string
  host: {
    name: string
    /**
     * What the system says of itself. A machine that says nothing may be any.
     */
    kind: 'container' | 'virtual machine' | 'not known'
    /**
     * As the system calls itself, for example Debian GNU/Linux 12 (bookworm).
     */
    os: string
    kernel: string
    arch: string
    cpus: {
      count: number
      /**
       * That this process may use.
       */
      usable: number
      model?: string
    }
    /**
     * Bytes.
     */
    memory: number
    /**
     * Mean length of the queue for the processors over the last minute; Windows has none.
     */
    load?: number
  }
  clock: {
    /**
     * Who was asked how right the clock is: a time server of the user, a service of this machine, or nobody: not known.
     */
    source: string
    /**
     * Milliseconds that the clock of this machine is behind the source; negative where it is ahead.
     */
    offset?: number
    /**
     * Half of the round trip to the source, milliseconds.
     */
    uncertainty?: number
    /**
     * Whether the system says that its clock is held right.
     */
    synchronised?: boolean
    /**
     * Why the source told nothing.
     */
    problem?: string
    /**
     * IANA time zone of the system.
     */
    zone: string
    /**
     * After a run: milliseconds that the clock went ahead of one that nobody sets, since the reading before. A step, or a machine that slept.
     */
    moved?: number
  }
  software: {
    ombud: string
    node: string
    openssl?: string
    /**
     * The program itself, as it lay on the disk when this process first looked: docs/evidence.md says how it is hashed.
     */
    package: {
      sha256: string
      files: number
    }
    /**
     * Where a target is a page.
     */
    browser?: {
      path: string
      version?: string
    }
  }
  settings: {
    locale: string
    /**
     * Variables of the environment that change how the network, its certificates or the clock are used; no credentials.
     */
    variables: {
      [k: string]: string
    }
    /**
     * Addresses of the system's name servers.
     */
    resolvers: string[]
  }
  /**
   * Hosts of the targets that are not this machine, each once.
   */
  targets: HostReading[]
  /**
   * Hosts for which the time was not enough.
   */
  notLooked: number
}
export interface HostReading {
  host: string
  port: number
  targets: string[]
  /**
   * When it was looked at, where that was later than the reading: a worker meets its targets one by one.
   */
  at?: string
  /**
   * It is reached through this proxy, so that neither its addresses nor its certificates were looked at.
   */
  proxy?: string
  /**
   * What the system's resolver answered.
   */
  addresses?: string[]
  /**
   * Why it could not be resolved or connected to.
   */
  problem?: string
  tls?: TlsReading
}
export interface TlsReading {
  /**
   * That was connected to.
   */
  address: string
  protocol: string
  cipher?: string
  /**
   * By the authorities that come with Node and those of NODE_EXTRA_CA_CERTS.
   */
  trusted: boolean
  /**
   * Why it is not trusted.
   */
  why?: string
  /**
   * The host's own certificate first.
   */
  chain: CertificateReading[]
}
export interface CertificateReading {
  /**
   * Of the certificate's DER bytes, in hexadecimal.
   */
  sha256: string
  subject: string
  issuer: string
  serial?: string
  /**
   * Subject alternative names.
   */
  names?: string
  from: string
  to: string
}
