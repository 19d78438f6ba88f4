/** A lease as etcdctl prints and takes it: hex. */
export function leaseName(lease: string): string {
  return BigInt(lease).toString(16)
}
