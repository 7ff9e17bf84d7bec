// A map from texts that forgets what was not asked for longest, by the size of the texts: they come from users.

export class RecentlyUsed<Value> {
  private readonly kept = new Map<string, Value>()
  private size = 0

  /** `most` is in characters of all the texts together. */
  constructor(private readonly most: number) {}

  get(text: string): Value | undefined {
    const value = this.kept.get(text)
    if (value === undefined) return undefined
    this.kept.delete(text)
    this.kept.set(text, value)
    return value
  }

  set(text: string, value: Value): void {
    if (this.kept.delete(text)) this.size -= text.length
    this.kept.set(text, value)
    this.size += text.length
    for (const oldest of this.kept.keys()) {
      if (this.size <= this.most) return
      this.kept.delete(oldest)
      this.size -= oldest.length
    }
  }
}
