// Does whatever the engine says quote with the marks of its language?
import { describe, expect, it } from 'vitest'
import { choiceTexts, questionTexts } from '../src/derivation/question.ts'
import { issueTexts, type Language } from '../src/issue-texts.ts'
import { opTexts } from '../src/lens/op-texts.ts'

describe.each(Object.entries({ issueTexts, opTexts, questionTexts, choiceTexts }))('%s', (_, catalogue) => {
  it.each<[Language, RegExp]>([
    ['en', /["„«»]/],
    ['pt-BR', /["„«»]/],
    ['ru', /["„“”]/],
  ])('[B32] %s has one kind of quotation marks', (language, others) => {
    const said = Object.entries(catalogue).map(([code, texts]) => [code, JSON.stringify(texts[language])] as const)
    const mixed = said.filter(([, text]) => others.test(withoutBraces(JSON.parse(text))))
    expect(mixed).toEqual([])
  })
})

/** What stands in braces is a blank, or a document as it is written. */
function withoutBraces(text: string): string {
  const inner = text.replaceAll(/\{[^{}]*\}/g, '')
  return inner === text ? text : withoutBraces(inner)
}
