// The league: sorted by a click on a heading, searched by name, narrowed to a verdict.
{
  const league = document.querySelector('.league')
  if (league) {
    const body = league.querySelector('tbody')
    const rows = [...body.rows]
    const headings = [...league.querySelectorAll('thead th')]
    const key = (row, at) => row.cells[at].dataset.key ?? row.cells[at].textContent.trim()
    const names = new Intl.Collator('zh-CN')
    const compare = (one, other, down) => {
      // Who has no score stands last either way.
      if (one === '' || other === '') return (one === '') - (other === '')
      const numbers = (row) => row !== '' && !Number.isNaN(Number(row))
      const order = numbers(one) && numbers(other) ? Number(one) - Number(other) : names.compare(one, other)
      return down ? -order : order
    }
    const find = league.querySelector('.find')
    const [words, verdict, order, count] = find.querySelectorAll('input, select, output')
    const sort = (at, way) => {
      for (const heading of headings) heading.removeAttribute('aria-sort')
      headings[at]?.setAttribute('aria-sort', way)
      const keys = new Map(rows.map((row, place) => [row, headings[at] ? key(row, at) : place]))
      body.append(...[...rows].sort((a, b) => compare(keys.get(a), keys.get(b), way === 'descending')))
      order.value = headings[at] ? `${at} ${way}` : ''
    }
    // The list says the same as the headings, which a narrow page does not show.
    order.addEventListener('change', () => sort(...order.value.split(' ')))
    headings.forEach((heading, at) => {
      const button = document.createElement('button')
      button.type = 'button'
      button.append(...heading.childNodes)
      heading.append(button)
      button.addEventListener('click', () => {
        sort(at, heading.getAttribute('aria-sort') === 'ascending' ? 'descending' : 'ascending')
      })
    })

    const narrow = () => {
      const wanted = words.value.trim().toLowerCase()
      let shown = 0
      for (const row of rows) {
        const fits =
          row.cells[0].textContent.toLowerCase().includes(wanted) &&
          (verdict.value === '' || row.dataset.verdict === verdict.value)
        row.hidden = !fits
        if (fits) shown++
      }
      count.textContent = `${shown} / ${rows.length}`
    }
    words.addEventListener('input', narrow)
    verdict.addEventListener('change', narrow)
    find.hidden = false
    narrow()
  }
}
