/** Whether an error says that nothing can be written: a disk that is full, broken, or may only be read. */

const CODES = new Set(['ENOSPC', 'EDQUOT', 'EFBIG', 'EIO', 'EROFS', 'EACCES', 'EPERM'])

/** Of the error itself, or of what caused it. */
export function isOfDisk(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code } = error as NodeJS.ErrnoException
  return (code !== undefined && CODES.has(code)) || isOfDisk(error.cause)
}
