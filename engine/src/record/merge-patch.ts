// What does a value become under a JSON Merge Patch (RFC 7396)?
import { isJsonObject } from '../json.ts'

/** Deeper patches are taken as they are; whoever reads the result refuses such depth. */
const DEEPEST = 40

/** Objects merge member by member, null takes a member away, everything else replaces. Neither argument is changed. */
export function mergePatch(target: unknown, patch: unknown, depth = 0): unknown {
  if (!isJsonObject(patch) || depth > DEEPEST) return patch
  // Without a prototype, so that a member called `__proto__` is one.
  const merged: { [name: string]: unknown } = Object.assign(Object.create(null), isJsonObject(target) ? target : {})
  for (const [name, value] of Object.entries(patch as { readonly [name: string]: unknown })) {
    if (value === null) delete merged[name]
    else merged[name] = mergePatch(merged[name], value, depth + 1)
  }
  return merged
}
