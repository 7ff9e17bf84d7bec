// What a draft leaves to be decided about the values that records have. Each question has its usual answer already.
import { type FieldDef, type Json, type JsonObject, tighterSettings, waysOut } from '@molde/engine'
import type { Blueprint, WireField } from '../api/blueprints-api.ts'
import { withDecision } from './change-values.ts'
import type { Decisions, Definition } from './definition.ts'
import { groundwork } from './draft-ops.ts'
import { groupDefinition } from './edit-blueprint.ts'

type FailingWay = 'keep' | 'quarantine' | 'clamp' | 'truncate'

export type DraftQuestion = {
  /** The place of its op in the draft. */
  readonly op: number
  /** As it becomes. */
  readonly field: WireField
  /** Of a column: all of its group, as they become. */
  readonly columns?: readonly WireField[]
} & (
  | { readonly kind: 'fill'; readonly answer: JsonObject | undefined }
  | {
      readonly kind: 'failing'
      readonly answer: Json | undefined
      readonly ways: readonly FailingWay[]
      readonly valueOp?: number
    }
  | {
      readonly kind: 'choices'
      readonly before: WireField
      readonly answer: { readonly [option: string]: string | null }
    }
)

/** What an answer is about: answers to the same question follow each other as one step. */
export function aboutOf({ field, kind }: DraftQuestion): string {
  return `${field.id} ${kind}`
}

export type Answer<Q extends DraftQuestion = DraftQuestion> = Q['answer']

/** `ops` are those of the definition, as `draftOps` gives them. */
export function questionsOf(
  published: Blueprint,
  definition: Definition,
  ops: readonly JsonObject[],
): readonly DraftQuestion[] {
  const { valueOps = [], decisions = {} } = definition
  const { ops: first, ground } = groundwork(published, definition)
  const offset = first.length - valueOps.length
  return ops.flatMap((op, at): readonly DraftQuestion[] =>
    at < first.length
      ? valueQuestions(op, at, at - offset, published, definition)
      : foundQuestions(op, at, ground, definition, decisions),
  )
}

/** Those of an op that the comparison found; of a group, those of its columns. */
function foundQuestions(
  op: JsonObject,
  at: number,
  ground: Definition,
  definition: Definition,
  decisions: Decisions,
): readonly DraftQuestion[] {
  const named = op['op'] === 'add' ? (op['field'] as JsonObject)['key'] : op['field']
  const field = definition.fields.find(({ id, key }) => id === named || (op['op'] === 'add' && key === named))
  if (!field) return []
  const about = { op: at, field }
  const fill = { ...about, kind: 'fill', answer: decisions.fills?.[field.id] } as const
  const before = ground.fields.find(({ id }) => id === field.id)
  switch (op['op']) {
    case 'add':
      return [fill]
    case 'remap':
      return before ? [{ ...about, kind: 'choices', before, answer: decisions.remaps?.[field.id] ?? {} }] : []
    case 'change': {
      if (!before) return []
      const { op: _, field: __, fill: ___, onError: ____, ...set } = op
      const tighter = tighterSettings(asEngine(before), set as Parameters<typeof tighterSettings>[1])
      const mustFill = field.required && tighter.some((name) => name === 'required' || name === 'showWhen')
      const isLimited = tighter.some((name) => name !== 'required' && name !== 'showWhen')
      const ways = waysOut(asEngine(field)).filter((way): way is FailingWay => way !== 'empty')
      const answer = decisions.onError?.[field.id]
      return [...(mustFill ? [fill] : []), ...(isLimited ? [{ ...about, kind: 'failing', answer, ways } as const] : [])]
    }
    case 'each': {
      if (!before) return []
      const [from, to] = [groupDefinition(before), groupDefinition(field)]
      return (op['ops'] as readonly JsonObject[])
        .flatMap((inner) => foundQuestions(inner, at, from, to, decisions))
        .map((question) => ({ ...question, columns: to.fields }))
    }
    default:
      return []
  }
}

/**
 * The questions beside the ops of the draft as it is kept: a program may have written it in another order than the editor does, and an
 * answer must not stand where another question is.
 */
export function placedIn(
  kept: readonly JsonObject[],
  questions: readonly DraftQuestion[],
  { published, ops }: { readonly published: Blueprint; readonly ops: readonly JsonObject[] },
): readonly DraftQuestion[] {
  const [here, there] = [subjectsOf(ops, published), subjectsOf(kept, published)]
  return questions.map((question) => {
    const at = there.indexOf(here[question.op] ?? '')
    return at < 0 ? question : { ...question, op: at }
  })
}

/** What each op does to which field; those that name a field by a new key are followed to the field. */
function subjectsOf(ops: readonly JsonObject[], { fields }: Blueprint): string[] {
  const ids = new Map<unknown, string>(
    fields.flatMap(
      ({ id, key }) =>
        [
          [id, id],
          [key, id],
        ] as const,
    ),
  )
  return ops.map(({ op, field, key }) => {
    const named = op === 'add' ? (field as JsonObject)['key'] : field
    const subject = ids.get(named) ?? String(named)
    if (op === 'rename') ids.set(key, subject)
    return `${String(op)} ${subject}`
  })
}

/** Of a field the engine looks only at what is the same on the wire. */
const asEngine = (field: WireField) => field as unknown as FieldDef

const lines = ['text', 'longText', 'richText']

function valueQuestions(
  op: JsonObject,
  at: number,
  valueOp: number,
  published: Blueprint,
  { fields }: Definition,
): DraftQuestion[] {
  // A program names fields by their keys.
  const named = published.fields.find(({ key }) => key === op['field'])?.id ?? op['field']
  const field = fields.find(({ id }) => id === named)
  if (op['op'] !== 'retype' || !field) return []
  const ways: readonly FailingWay[] = lines.includes(field.type)
    ? ['keep', 'quarantine', 'truncate']
    : ['keep', 'quarantine']
  return [{ op: at, field, kind: 'failing', answer: op['onError'], ways, valueOp }]
}

export function answered(definition: Definition, question: DraftQuestion, answer: Answer): Definition {
  const { id } = question.field
  switch (question.kind) {
    case 'fill':
      return withDecision(definition, 'fills', id, answer as JsonObject | undefined)
    case 'choices':
      return withDecision(definition, 'remaps', id, answer as { readonly [option: string]: string | null })
    case 'failing': {
      if (question.valueOp === undefined) return withDecision(definition, 'onError', id, answer as Json | undefined)
      const valueOps = (definition.valueOps ?? []).map((op, at) => {
        if (at !== question.valueOp) return op
        const { onError: _, ...rest } = op
        return answer === undefined ? rest : { ...rest, onError: answer as Json }
      })
      return { ...definition, valueOps }
    }
  }
}
