// Options of a list hold no markup, so their words follow the language here.
{
  const speak = () => {
    const key = document.documentElement.lang === 'en' ? 'en' : 'zh'
    for (const option of document.querySelectorAll('option[data-zh]'))
      option.textContent = option.dataset[key]
  }
  for (const input of document.querySelectorAll('.switch input')) input.addEventListener('change', speak)
  speak()
}
