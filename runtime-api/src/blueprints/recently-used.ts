// A map that forgets what was not asked for longest.

export class RecentlyUsed<Key, Value> {
  private readonly kept = new Map<Key, Value>()
  constructor(private readonly most: number) {}

  get(key: Key): Value | undefined {
    const value = this.kept.get(key)
    if (value === undefined) return undefined
    this.kept.delete(key)
    this.kept.set(key, value)
    return value
  }

  set(key: Key, value: Value): void {
    this.kept.delete(key)
    this.kept.set(key, value)
    if (this.kept.size > this.most) this.kept.delete(this.kept.keys().next().value as Key)
  }

  delete(key: Key): void {
    this.kept.delete(key)
  }

  get size(): number {
    return this.kept.size
  }
}
