// Shows how things look under a pointer or with the focus, without either: each rule of theirs is said again for a class.

/** A focus rests on one of these, not on what is in it or around it. */
const focused = ':is(.is-focused :is(a, button, input, select, textarea, [contenteditable], [tabindex="0"]))'

const states: readonly (readonly [pseudo: RegExp, drawn: string])[] = [
  [/:hover/g, ':is(.is-hovered *, .is-hovered)'],
  [/:focus-visible/g, focused],
  [/:focus-within/g, ':is(.is-focused *)'],
  [/:focus(?!-)/g, focused],
  [/:active/g, ':is(.is-pressed *)'],
]

/** Once, when all style sheets are there. */
export function drawPseudoStates(): void {
  for (const sheet of document.styleSheets) repeatRules(sheet)
}

function repeatRules(list: CSSStyleSheet | CSSGroupingRule): void {
  for (const rule of [...list.cssRules]) {
    if (rule instanceof CSSStyleRule && states.some(([pseudo]) => rule.selectorText.search(pseudo) >= 0)) {
      const drawn = states.reduce((text, [pseudo, said]) => text.replaceAll(pseudo, said), rule.selectorText)
      list.insertRule(`${drawn} { ${rule.style.cssText} }`, list.cssRules.length)
    } else if (rule instanceof CSSMediaRule || rule instanceof CSSLayerBlockRule) repeatRules(rule)
  }
}
