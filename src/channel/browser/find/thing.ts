/** What a look at a frame tells of it; comes out of the page, so it is plain data. */

/** Something in a frame, as far as telling apart what it is for needs it. Words are cut, places in CSS pixels. */
export interface Thing {
  /** box: takes free text. field: another part of a form. press: can be clicked. frame: an iframe. */
  kind: 'box' | 'field' | 'press' | 'frame'
  tag: string
  /** Of an input its type, else the role. */
  type: string
  /** What is read on it. */
  text: string
  /** What names it: label, title, placeholder, alternative text. */
  label: string
  /** Names that a developer gave it, in words. */
  name: string
  /** The same of what is around it, nearest first. */
  around: string
  /** Text next to it. */
  near: string
  x: number
  y: number
  width: number
  height: number
  /** It floats over the page. */
  fixed: boolean
  /** header, nav, footer, search or dialog around it. */
  landmark: string
  /** Following it leads to another page or program: where. */
  leads?: string
  submits: boolean
  disabled: boolean
  required: boolean
  /** A field that has a value, a box that is ticked. */
  filled: boolean
  /** Something else lies over its middle. */
  covered: boolean
  /** It was not seen before the look with the number `since`. */
  fresh: boolean
  /** Same number: parts of one form. 0: alone. */
  group: number
  /** Same number: inside of the same floating or chat-named part of the page; 0: the page itself. */
  panel: number
  /** Labels of a list's options. */
  options?: string[]
}

interface Panel {
  name: string
  text: string
  dialog: boolean
  fixed: boolean
  x: number
  y: number
  width: number
  height: number
}

export interface Scan {
  things: Thing[]
  /** By the number that things name less 1. */
  panels: Panel[]
  width: number
  height: number
  lang: string
  /** The frame may keep something: local storage answers. */
  stores: boolean
  /** A visible challenge against programs: its name. */
  captcha: string
  passwords: boolean
  /** Of a frame that is no page of its own: what it says. */
  text: string
}
