/**
 * Time stamps of RFC 3161: an authority signs a digest with its time. They prove that something existed by then.
 * What reads and checks them (pkijs) is loaded when the first one is met.
 */
import { createHash, randomBytes, X509Certificate } from 'node:crypto'
import { InputError } from '../documents/input-error.js'
import type { Reason } from './checks.js'

const SHA256 = '2.16.840.1.101.3.4.2.1'
const EXTENDED_KEY_USAGE = '2.5.29.37'
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8'
/** Answers 0 and 1 grant a stamp (RFC 3161, section 2.4.2). */
const GRANTED = 1

export interface Stamp {
  /** By the clock of the authority. */
  time: Date
  authority: string
  /** Why it proves nothing, or what was not checked. */
  problem?: Extract<
    Reason,
    'other-data' | 'bad-signature' | 'not-for-stamps' | 'expired' | 'untrusted' | 'no-authority-given'
  >
}

const libraries = async () => ({ asn1: await import('asn1js'), pki: await import('pkijs') })

/** The request for a stamp over `data`, in DER (content type application/timestamp-query). */
export async function stampRequest(data: Uint8Array): Promise<Buffer> {
  const { asn1, pki } = await libraries()
  const nonce = randomBytes(16)
  // A positive number, without a leading zero byte.
  nonce[0] = ((nonce[0] ?? 0) & 0x7f) | 0x40
  const request = new pki.TimeStampReq({
    version: 1,
    messageImprint: new pki.MessageImprint({
      hashAlgorithm: new pki.AlgorithmIdentifier({ algorithmId: SHA256, algorithmParams: new asn1.Null() }),
      hashedMessage: new asn1.OctetString({ valueHex: arrayOf(createHash('sha256').update(data).digest()) }),
    }),
    nonce: new asn1.Integer({ valueHex: arrayOf(nonce) }),
    certReq: true,
  })
  return Buffer.from(request.toSchema().toBER())
}

/**
 * What a stamp (a response in DER) says of `data`; undefined where the bytes are none.
 * @param authorities certificates in PEM that whoever verifies trusts
 */
export async function readStamp(
  bytes: Uint8Array,
  data: Uint8Array,
  authorities?: string,
): Promise<Stamp | undefined> {
  let parts: Parts
  try {
    parts = await partsOf(bytes)
  } catch {
    return undefined
  }
  const { signed, info } = parts
  const stamp = { time: info.genTime, authority: '' }
  if (
    !sameBytes(
      info.messageImprint.hashedMessage.valueBlock.valueHexView,
      data,
      info.messageImprint.hashAlgorithm.algorithmId,
    )
  )
    return { ...stamp, problem: 'other-data' }
  const trustedCerts = await certificatesIn(authorities ?? '')
  const verify = (checkChain: boolean) =>
    signed
      .verify({
        signer: 0,
        data: arrayOf(data),
        trustedCerts,
        checkChain,
        checkDate: info.genTime,
        extendedMode: true,
      })
      .catch(() => undefined)
  const alone = await verify(false)
  if (alone?.signatureVerified !== true || !alone.signerCertificate)
    return { ...stamp, problem: 'bad-signature' }
  const told = { ...stamp, authority: subjectOf(alone.signerCertificate) }
  if (!isForStamps(alone.signerCertificate)) return { ...told, problem: 'not-for-stamps' }
  if (!isValidAt(alone.signerCertificate, info.genTime)) return { ...told, problem: 'expired' }
  if (authorities === undefined) return { ...told, problem: 'no-authority-given' }
  const chained = await verify(true)
  return chained?.signatureVerified === true && chained.signerCertificateVerified === true
    ? told
    : { ...told, problem: 'untrusted' }
}

/** @throws InputError where one of the certificates cannot be read */
async function certificatesIn(pem: string): Promise<Certificate[]> {
  const { pki } = await libraries()
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
  try {
    return blocks.map((block) => pki.Certificate.fromBER(arrayOf(new X509Certificate(block).raw)))
  } catch {
    throw new InputError(
      'a certificate of the time stamping authorities cannot be read',
      'is it PEM, and whole?',
    )
  }
}

function subjectOf(certificate: Certificate): string {
  try {
    const { subject } = new X509Certificate(Buffer.from(certificate.toSchema(true).toBER()))
    return subject.replaceAll('\n', ', ')
  } catch {
    return ''
  }
}

type Certificate = InstanceType<Libraries['pki']['Certificate']>
type Libraries = Awaited<ReturnType<typeof libraries>>
interface Parts {
  signed: InstanceType<Libraries['pki']['SignedData']>
  info: InstanceType<Libraries['pki']['TSTInfo']>
}

/** @throws where the bytes are no stamp that was granted */
async function partsOf(bytes: Uint8Array): Promise<Parts> {
  const { pki } = await libraries()
  const response = pki.TimeStampResp.fromBER(arrayOf(bytes))
  if (response.status.status > GRANTED || !response.timeStampToken) throw new Error('refused')
  const signed = new pki.SignedData({ schema: response.timeStampToken.content })
  const content = signed.encapContentInfo.eContent?.getValue()
  if (!content) throw new Error('empty')
  return { signed, info: pki.TSTInfo.fromBER(content) }
}

/** Its certificate is for stamps and for nothing else, and says that this is critical (RFC 3161, section 2.3). */
function isForStamps({ extensions = [] }: Certificate): boolean {
  const usage = extensions.find(({ extnID }) => extnID === EXTENDED_KEY_USAGE)
  const { keyPurposes } = (usage?.parsedValue ?? {}) as { keyPurposes?: string[] }
  return usage?.critical === true && keyPurposes?.length === 1 && keyPurposes[0] === TIME_STAMPING
}

function isValidAt({ notBefore, notAfter }: Certificate, time: Date): boolean {
  return notBefore.value <= time && time <= notAfter.value
}

const DIGESTS: Record<string, string> = {
  [SHA256]: 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
}

function sameBytes(imprint: Uint8Array, data: Uint8Array, algorithm: string): boolean {
  const name = DIGESTS[algorithm]
  return name !== undefined && createHash(name).update(data).digest().equals(imprint)
}

/** The bytes alone: buffers of Node.js share larger ones. */
function arrayOf(bytes: Uint8Array): ArrayBuffer {
  return Uint8Array.from(bytes).buffer
}
