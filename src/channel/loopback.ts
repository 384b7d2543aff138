/** Whether an address leads to this machine. */

/** True where the URL's host is loopback by name or number, and for a command of this machine. */
export function isLoopback(url: string): boolean {
  const { hostname, protocol } = new URL(url)
  const host = hostname.replace(/^\[|\]$/g, '')
  return (
    protocol === 'command:' ||
    host === 'localhost' ||
    host.endsWith('.localhost') ||
    host === '::1' ||
    /^127(\.\d{1,3}){3}$/.test(host)
  )
}
