// The league: sorted by a click on a heading, searched by name, narrowed to a verdict.
{
  const league = document.querySelector('.league')
  if (league) {
    const body = league.querySelector('tbody')
    const rows = [...body.rows]
    const headings = [...league.querySelectorAll('thead th')]
    const key = (row, at) => row.cells[at].dataset.key ?? row.cells[at].textContent.trim()
    const compare = (a, b, at, down) => {
      const [one, other] = [key(a, at), key(b, at)]
      // Who has no score stands last either way.
      if (one === '' || other === '') return (one === '') - (other === '')
      const numbers = (row) => row !== '' && !Number.isNaN(Number(row))
      const order =
        numbers(one) && numbers(other) ? Number(one) - Number(other) : one.localeCompare(other, 'zh-CN')
      return down ? -order : order
    }
    headings.forEach((heading, at) => {
      const button = document.createElement('button')
      button.type = 'button'
      button.append(...heading.childNodes)
      heading.append(button)
      button.addEventListener('click', () => {
        const down = heading.getAttribute('aria-sort') === 'ascending'
        for (const other of headings) other.removeAttribute('aria-sort')
        heading.setAttribute('aria-sort', down ? 'descending' : 'ascending')
        body.append(...rows.sort((a, b) => compare(a, b, at, down)))
      })
    })

    const find = league.querySelector('.find')
    const [words, verdict, count] = find.querySelectorAll('input, select, output')
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
