/** What a picture file is, read from its first bytes: nothing else goes into a report as one. */

interface PictureKind {
  mime: 'image/jpeg' | 'image/png'
  extension: 'jpg' | 'png'
  width: number
  height: number
}

/** Small in bytes and huge in pixels: a browser would have to make room for all of them. */
const MOST_PIXELS = 40_000_000
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/** Kind and size in pixels of a JPEG or PNG; null for anything else and for more than 40 million pixels. */
export function pictureKind(bytes: Buffer): PictureKind | null {
  const size = pngSize(bytes) ?? jpegSize(bytes)
  if (!size || size.width * size.height === 0 || size.width * size.height > MOST_PIXELS) return null
  return size
}

/** ISO/IEC 15948: the signature, then the IHDR chunk. */
function pngSize(bytes: Buffer): PictureKind | null {
  if (bytes.length < 33 || !bytes.subarray(0, 8).equals(PNG) || bytes.toString('latin1', 12, 16) !== 'IHDR')
    return null
  return {
    mime: 'image/png',
    extension: 'png',
    width: bytes.readUInt32BE(16),
    height: bytes.readUInt32BE(20),
  }
}

/** ITU-T T.81: segments from the start of the image to the frame header, which holds the size. */
function jpegSize(bytes: Buffer): PictureKind | null {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8 || bytes.readUInt16BE(bytes.length - 2) !== 0xffd9)
    return null
  for (let at = 2; at + 9 < bytes.length; ) {
    if (bytes[at] !== 0xff) return null
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xff) {
      at++
      continue
    }
    // Frame headers are C0 to CF, but for tables of Huffman codes, extensions and arithmetic conditioning.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return {
        mime: 'image/jpeg',
        extension: 'jpg',
        height: bytes.readUInt16BE(at + 5),
        width: bytes.readUInt16BE(at + 7),
      }
    at += 2 + bytes.readUInt16BE(at + 2)
  }
  return null
}
