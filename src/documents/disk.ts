/** Whether an error says that nothing can be written: a disk that is full, broken, or may only be read. */

const CODES = new Set(['ENOSPC', 'EDQUOT', 'EFBIG', 'EIO', 'EROFS', 'EACCES', 'EPERM'])

/** Of the error itself, or of what caused it. */
export function isOfDisk(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code = '', syscall } = error as NodeJS.ErrnoException
  // Node says that there is no such folder where one cannot be made on a file system that may only be read.
  const isReadOnly = code === 'ENOENT' && syscall === 'mkdir'
  return CODES.has(code) || isReadOnly || isOfDisk(error.cause)
}
