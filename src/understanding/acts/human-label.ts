/** Labels by which a button asks for a person. */
const LABEL =
  /人工|真人|转接|坐席|\b(?:human|agent|person|representative|advisor|live chat|someone|speak to|talk to)\b/iu

/** The label of a button reads as a request for a person. */
export function namesHuman(label: string): boolean {
  return LABEL.test(label.slice(0, 200))
}
