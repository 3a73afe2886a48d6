/** Inter's advance widths from space to tilde, in thousandths of its size: what text needs before it is drawn. */
const regular = `
  281 288 466 633 642 982 644 300 365 365 501 662 288 460 288 360 631 407 610
  618 646 593 620 566 619 620 288 302 662 662 662 511 966 690 654 730 722 601
  590 746 743 269 571 672 565 903 753 765 639 765 644 642 646 744 690 985 682
  679 629 365 360 365 471 456 323 562 612 571 612 583 370 613 591 242 242 549
  242 876 591 600 612 612 376 528 327 591 562 818 546 562 552 426 333 426 662`

const semibold = `
  252 321 523 644 650 1004 663 326 373 373 540 673 319 465 319 379 660 423 623
  636 666 612 640 576 640 640 319 329 673 673 673 543 999 728 659 737 722 605
  588 749 746 277 580 703 565 922 759 769 645 773 652 650 660 736 728 1020 720
  713 652 373 379 373 481 469 351 574 624 583 624 591 389 625 612 262 262 569
  262 900 612 609 624 624 397 549 353 612 587 839 569 588 566 455 359 455 673`

export type Weight = 400 | 600

const widths: Readonly<Record<Weight, readonly number[]>> = {
  400: tableOf(regular),
  600: tableOf(semibold),
}

/** Of a letter beyond ASCII: as wide as the widest of the usual ones, so that no label comes out too narrow. */
const otherWidth = 1000

export function widthOf(text: string, size: number, weight: Weight = 400): number {
  const units = Array.from(text, (letter) => {
    const known = widths[weight][(letter.codePointAt(0) ?? 0) - 32]
    return known ?? otherWidths[letter] ?? otherWidth
  })
  return (units.reduce((sum, width) => sum + width, 0) * size) / 1000
}

const otherWidths: Readonly<Record<string, number>> = {
  '·': 319,
  '–': 500,
  '−': 673,
  '€': 679,
  '£': 629,
  '¥': 563,
  '₹': 562,
  '×': 673,
  '…': 956,
}

/** Cut at the end so that it needs no more than that width. */
export function fitted(
  text: string,
  room: number,
  style: { size: number; weight?: Weight },
): string {
  const { size, weight = 400 } = style
  if (widthOf(text, size, weight) <= room) return text
  const letters = Array.from(text)
  while (letters.length > 1 && widthOf(`${letters.join('')}…`, size, weight) > room) letters.pop()
  return `${letters.join('').trimEnd()}…`
}

function tableOf(text: string): readonly number[] {
  return text.trim().split(/\s+/).map(Number)
}
