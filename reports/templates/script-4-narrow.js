// Narrows the conversations and findings of a target to outcomes, a persona and a theme, and counts what is shown.
for (const target of document.querySelectorAll('.target')) {
  const filter = target.querySelector('.filter')
  const narrow = filter.querySelector('.narrow')
  const lists = [...narrow.querySelectorAll('select')]
  const boxes = [...filter.querySelectorAll('input')]
  const [inChinese, inEnglish] = narrow.querySelectorAll('output span')
  const items = [...target.querySelectorAll('[data-persona]')]
  const apply = () => {
    const off = new Set(boxes.filter((box) => !box.checked).map((box) => box.value))
    const count = { trial: [0, 0], finding: [0, 0] }
    for (const item of items) {
      const fits =
        !off.has(item.dataset.outcome) &&
        lists.every((list) => list.value === '' || ` ${item.dataset[list.name]} `.includes(` ${list.value} `))
      if (item.hidden === fits) item.hidden = !fits
      const kind = count[item.classList.contains('trial') ? 'trial' : 'finding']
      kind[1]++
      if (fits) kind[0]++
    }
    const [trials, findings] = [count.trial.join(' / '), count.finding.join(' / ')]
    inChinese.textContent = `显示对话 ${trials}，问题 ${findings}`
    inEnglish.textContent = `showing ${trials} conversations, ${findings} findings`
  }
  filter.addEventListener('change', apply)
  narrow.hidden = false
  apply()
}
