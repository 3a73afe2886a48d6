/** What people call a sector, a country or a group; the line's name is a tag of listings.tsv. */
export const sectorPhrases = `
tech: tech, technology, tech stocks, technology stocks, big tech, tech sector, tech companies, tech
  shares, tech stock
semiconductors: semiconductor, semiconductors, chip stocks, chip stock, chipmakers, chip makers,
  semiconductor stocks, semis
software: software, software stocks, saas, cloud stocks
ai: ai stocks, ai stock, artificial intelligence, ai companies, ai shares
magnificent: magnificent seven, magnificent 7, mag 7, mag seven, mag7, faang, big tech seven
banks: banks, bank stocks, banking, banking stocks, bank shares, banking sector, bank sector
financials: financials, financial stocks, finance stocks, financial sector
payments: payment stocks, payments, fintech
insurance: insurance, insurers, insurance stocks
energy: energy stocks, energy, energy sector, energy shares
oil: oil stocks, oil, oil companies, oil and gas
solar: solar, solar stocks
pharma: pharma, pharma stocks, pharmaceutical, pharmaceuticals, drug makers, drugmakers, biotech
health: healthcare, health care, health stocks, healthcare stocks, health care stocks
auto: auto stocks, car makers, carmakers, car stocks, automakers, auto sector, automobile,
  automobile stocks, auto
ev: ev stocks, ev stock, electric car stocks, electric vehicle stocks, electric vehicles
airlines: airlines, airline stocks, airline
travel: travel stocks, travel
retail: retail, retail stocks, retailers
consumer: consumer stocks, consumer goods, consumer sector
staples: staples, consumer staples, fmcg
telecom: telecom, telecom stocks, telecoms
defense: defense, defence, defense stocks, defence stocks
industrials: industrials, industrial stocks
utilities: utilities, utility stocks
media: media stocks, streaming stocks
materials: materials, material stocks
mining: mining, mining stocks, miners, gold miners
realestate: real estate, reit, reits, real estate stocks
it: it stocks, it sector, it companies, indian it
china: china, chinese, chinese stocks, china stocks, chinese tech
index: indices, indexes, major indices, major indexes
fund: etfs
crypto: crypto, cryptocurrency, cryptocurrencies, coins
in: india, indian, nifty stocks, indian stocks, dalal street, sensex stocks
uk: uk, british, england, london, uk stocks, united kingdom
de: germany, german, deutschland, dax stocks, german stocks
ca: canada, canadian, canadian stocks, toronto
jp: japan, japanese, tokyo, japanese stocks
hk: hong kong
fr: france, french
ch: swiss, switzerland
eu: europe, european, eurozone, european stocks
us: usa, american, american stocks, us stocks, wall street, u s stocks,
  us market, us markets, us stock market, u s market
`

export const currencyPhrases = `
USD: usd, dollar, dollars, us dollar, us dollars, u s d, u s dollar, u s dollars, american dollar,
  american dollars, united states dollar, united states dollars, american money, bucks, us currency
EUR: eur, euro, euros
GBP: gbp, g b p, british pound, british pounds, pound sterling, pounds sterling, sterling, pound,
  pounds, quid
JPY: jpy, yen, yens, japanese yen
INR: inr, rupee, rupees, rupies, rupie, indian rupee, indian rupees, rs
CAD: cad, cdn, canadian dollar, canadian dollars, loonie
AUD: aud, australian dollar, australian dollars
NZD: nzd, new zealand dollar
CHF: chf, swiss franc, swiss francs, franc, francs
CNY: cny, yuan, renminbi, rmb, chinese yuan
HKD: hkd, hong kong dollar, hong kong dollars
MXN: mxn, peso, pesos, mexican peso, mexican pesos
PHP: philippine peso, philippine pesos
SEK: sek, swedish krona, krona
NOK: nok, norwegian krone
DKK: dkk, danish krone, krone
CZK: czk, koruna, czech koruna
PLN: pln, zloty
RUB: rub, ruble, rubles, rouble, roubles
TRY: turkish lira, lira
BRL: brl, brazilian real
ZAR: zar, rand, south african rand
AED: aed, dirham, dirhams
SAR: sar, riyal, riyals
IRR: rial, rials
KRW: krw, won, korean won
SGD: sgd, singapore dollar, singapore dollars
THB: thb, baht
ILS: shekel, shekels
ZWL: zimbabwe dollar, zimbabwe dollars
VND: dong
`

const countries: ReadonlySet<string> = new Set('in uk de ca jp hk eu us fr ch china'.split(' '))

export function isCountry(tag: string): boolean {
  return countries.has(tag)
}
