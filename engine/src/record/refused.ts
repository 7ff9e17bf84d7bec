// Why has a value that was sent no stored form? Paths begin at the value.
import type { FieldDef, Label } from '../blueprint/blueprint.ts'
import type { Issue, Path } from '../errors.ts'
import type { IssueCode } from '../issue-texts.ts'
import type { Json, JsonObject } from '../json.ts'

/** Returned instead of a value, so that the good way costs nothing. */
export class Refused {
  constructor(readonly issues: readonly Issue[]) {}
}

/** Never gets null or undefined: those mean absent and are settled before. */
export type EncodeValue = (value: unknown) => Json | Refused

/** One refusal at the value or below it, naming the field as people know it. */
export function refuse(field: FieldDef, code: IssueCode, more: JsonObject = {}, path: Path = []): Refused {
  return new Refused([{ path, code, params: { ...more, label: fieldLabel(field) } }])
}

/** The same refusal, seen from one level further out. */
export function below(step: string | number, refused: Refused): Refused {
  return new Refused(refused.issues.map((one) => ({ ...one, path: [step, ...one.path] })))
}

export function fieldLabel(field: FieldDef): Label {
  return field.label ?? field.key
}

/** What was sent, inside a sentence: short and well-formed. */
export function said(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 60).replace(/\p{Surrogate}/gu, '') : typeof value
}
