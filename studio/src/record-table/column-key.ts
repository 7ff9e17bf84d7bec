// How is the key of a column said in an address, where a point stands between two of them? No key of a field has one; that of a promised time does.

export function saidColumn(key: string): string {
  return key.replaceAll('.', '~')
}

export function readColumn(said: string): string {
  return said.replaceAll('~', '.')
}
