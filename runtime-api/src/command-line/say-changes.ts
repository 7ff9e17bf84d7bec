// How is a plan said in a terminal?
import type { Applied } from './apply.ts'
import type { Change, Decision } from './look-at.ts'
import type { Plan } from './plan.ts'

export function sayPlan({ changes, onlyThere }: Plan): string {
  const decisions = changes.reduce((sum, change) => sum + change.decisions.length, 0)
  const refused = changes.filter(({ refusal }) => refusal !== undefined).length
  const counted = [
    count(changes.length, 'change', 'changes'),
    ...(decisions > 0 ? [count(decisions, 'decision to be made', 'decisions to be made')] : []),
    ...(refused > 0 ? [count(refused, 'refusal', 'refusals')] : []),
  ]
  return lines(
    ...changes.map(sayChange),
    ...(onlyThere.length === 0 ? [] : [`Only in the workspace, and left as it is: ${onlyThere.join(', ')}.`]),
    changes.length === 0 ? 'Nothing to do.' : `${counted.join(', ')}.`,
  )
}

export function sayApplied({ done, stopped, left }: Applied): string {
  if (!stopped) return lines(done.length === 0 ? 'Nothing to do.' : `${count(done.length, 'change', 'changes')} made.`)
  return lines(
    sayChange(stopped),
    `Stopped there. ${done.length === 0 ? 'Nothing was changed.' : `Done: ${done.map(nameOf).join(', ')}.`}`,
    `Not done: ${[nameOf(stopped), ...left].join(', ')}.`,
  )
}

export function sayDone(change: Change): string {
  return lines(sayChange(change))
}

function nameOf({ kind, name }: Change): string {
  return `${kind} ${name}`
}

function sayChange(change: Change): string {
  const { kind, name, is, from, to, records, sentences, warnings, decisions, refusal } = change
  const versions = from === undefined ? '' : `, version ${from} → ${to}`
  const held = records === undefined ? '' : `, ${count(records, 'record', 'records')}`
  return [
    `${name} (${is === 'new' ? 'new ' : ''}${kind}${versions}${held})`,
    ...sentences.map((sentence) => `  ${sentence}`),
    ...warnings.map((warning) => `  ! ${warning}`),
    ...decisions.flatMap((decision) => sayDecision(name, decision)),
    ...(refusal === undefined ? [] : refusal.split('\n').map((reason) => `  ✗ ${reason}`)),
  ].join('\n')
}

function sayDecision(name: string, { id, sentence, choices }: Decision): string[] {
  return [
    `  ? ${sentence}`,
    ...choices.map(({ answer, sentence: said, confidence }) => {
      const sure = confidence === undefined ? '' : ` (${Math.round(confidence * 100)} %)`
      return `      --accept ${quoted(`${name}:${id}=${answer}`)}\n        ${said}${sure}`
    }),
  ]
}

/** Safe to be pasted into a shell, whatever an option is called. */
function quoted(text: string): string {
  return /^[a-zA-Z0-9_:.=-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
}

function count(n: number, one: string, many: string): string {
  return `${n.toLocaleString('en')} ${n === 1 ? one : many}`
}

/** Labels are other people's text: what would steer a terminal is left out. */
function lines(...parts: readonly string[]): string {
  return `${parts.join('\n')}\n`.replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '')
}
