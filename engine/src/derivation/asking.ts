// Which questions have been answered, which are open, and which answers answer nothing?
import { type Issue, issue } from '../errors.ts'
import type { JsonObject } from '../json.ts'
import type { Question } from './question.ts'

export interface Asking {
  /** The answer that was given, or undefined: then the question is open. */
  ask(question: Question): string | undefined
  readonly open: readonly Question[]
  /** What is wrong with the answers. One to a question that nobody asks may belong to a later round, as long as others are open. */
  faults(): Issue[]
}

export function askingWith(answers: JsonObject): Asking {
  const open: Question[] = []
  const wrong: Issue[] = []
  const asked: string[] = []
  return {
    open,
    ask(question) {
      asked.push(question.id)
      if (!Object.hasOwn(answers, question.id)) {
        open.push(question)
        return undefined
      }
      const answer = answers[question.id]
      const known = question.choices.map((choice) => choice.answer)
      if (typeof answer === 'string' && known.includes(answer)) return answer
      wrong.push(issue(['answers', question.id], 'unknown-answer', { known }))
      return undefined
    },
    faults() {
      const idle = open.length > 0 ? [] : Object.keys(answers).filter((id) => !asked.includes(id))
      return [
        ...wrong,
        ...idle.slice(0, 20).map((id) => issue(['answers', id], 'unasked-answer', { name: id.slice(0, 200) })),
      ]
    },
  }
}
