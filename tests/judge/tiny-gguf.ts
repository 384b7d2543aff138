/** A language model of random weights in a GGUF file of a few hundred kilobytes: it says nothing, but it runs. */

const VOCABULARY = ['<unk>', '<s>', '</s>', ...Array.from({ length: 256 }, (_, i) => `<0x${hex(i)}>`)]
const WIDTH = 32
const HIDDEN = 64
const ALIGNMENT = 32
const TYPE = { uint32: 4, int32: 5, float32: 6, string: 8, array: 9 } as const
/** Kinds of tokens: unknown, control, byte. */
const KINDS = [2, 3, 3, ...Array<number>(256).fill(6)]

function hex(byte: number): string {
  return byte.toString(16).toUpperCase().padStart(2, '0')
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

function u64(value: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64LE(BigInt(value))
  return bytes
}

function f32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeFloatLE(value)
  return bytes
}

const text = (value: string) => Buffer.concat([u64(Buffer.byteLength(value)), Buffer.from(value)])
const array = (type: number, items: readonly Buffer[]) =>
  Buffer.concat([u32(type), u64(items.length), ...items])

/** The bytes of the file; the weights are the same each time. */
export function tinyGguf(): Buffer {
  const values: [string, number, Buffer][] = [
    ['general.architecture', TYPE.string, text('llama')],
    ['general.name', TYPE.string, text('tiny')],
    ['llama.vocab_size', TYPE.uint32, u32(VOCABULARY.length)],
    ['llama.context_length', TYPE.uint32, u32(16384)],
    ['llama.embedding_length', TYPE.uint32, u32(WIDTH)],
    ['llama.block_count', TYPE.uint32, u32(1)],
    ['llama.feed_forward_length', TYPE.uint32, u32(HIDDEN)],
    ['llama.rope.dimension_count', TYPE.uint32, u32(WIDTH / 2)],
    ['llama.attention.head_count', TYPE.uint32, u32(2)],
    ['llama.attention.head_count_kv', TYPE.uint32, u32(2)],
    ['llama.attention.layer_norm_rms_epsilon', TYPE.float32, f32(1e-5)],
    ['tokenizer.ggml.model', TYPE.string, text('llama')],
    ['tokenizer.ggml.tokens', TYPE.array, array(TYPE.string, VOCABULARY.map(text))],
    [
      'tokenizer.ggml.scores',
      TYPE.array,
      array(
        TYPE.float32,
        VOCABULARY.map(() => f32(0)),
      ),
    ],
    ['tokenizer.ggml.token_type', TYPE.array, array(TYPE.int32, KINDS.map(u32))],
    ['tokenizer.ggml.bos_token_id', TYPE.uint32, u32(1)],
    ['tokenizer.ggml.eos_token_id', TYPE.uint32, u32(2)],
  ]
  const tensors: [string, number[]][] = [
    ['token_embd.weight', [WIDTH, VOCABULARY.length]],
    ['blk.0.attn_norm.weight', [WIDTH]],
    ...['q', 'k', 'v', 'output'].map((one): [string, number[]] => [
      `blk.0.attn_${one}.weight`,
      [WIDTH, WIDTH],
    ]),
    ['blk.0.ffn_norm.weight', [WIDTH]],
    ['blk.0.ffn_gate.weight', [WIDTH, HIDDEN]],
    ['blk.0.ffn_up.weight', [WIDTH, HIDDEN]],
    ['blk.0.ffn_down.weight', [HIDDEN, WIDTH]],
    ['output_norm.weight', [WIDTH]],
    ['output.weight', [WIDTH, VOCABULARY.length]],
  ]
  let offset = 0
  const infos: Buffer[] = []
  const data: Buffer[] = []
  for (const [name, shape] of tensors) {
    const weights = weightsOf(shape.reduce((all, size) => all * size, 1))
    infos.push(Buffer.concat([text(name), u32(shape.length), ...shape.map(u64), u32(0), u64(offset)]))
    data.push(weights)
    offset += weights.length
  }
  const head = Buffer.concat([
    Buffer.from('GGUF'),
    u32(3),
    u64(tensors.length),
    u64(values.length),
    ...values.flatMap(([key, type, value]) => [text(key), u32(type), value]),
    ...infos,
  ])
  const padding = Buffer.alloc((ALIGNMENT - (head.length % ALIGNMENT)) % ALIGNMENT)
  return Buffer.concat([head, padding, ...data])
}

/** Weights between -0.5 and 0.5, a multiple of the alignment long. */
function weightsOf(count: number): Buffer {
  let state = count
  return Buffer.concat(
    Array.from({ length: count }, () => {
      state = (state * 1103515245 + 12345) % 2147483648
      return f32(state / 2147483648 - 0.5)
    }),
  )
}
