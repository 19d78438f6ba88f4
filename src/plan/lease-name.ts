/** A lease as etcdctl prints and takes it: 16 hex digits. */
export function leaseName(lease: string): string {
  return BigInt(lease).toString(16).padStart(16, '0')
}
