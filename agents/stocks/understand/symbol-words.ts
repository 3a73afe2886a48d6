/**
 * Everyday words that are symbols as well. In lower case they are read as words, unless a market word follows.
 */
export const symbolWords: ReadonlySet<string> = new Set(
  `ace act add adds ads aim air all ally alto amp app apps arc are area arm art ash ask away bad bag ball band bank bar
  bars base bats be bear beat bed bee best beta beth big bill bit bite black block blue bn boat body bold bolt bond
  bone book boom boot born boss box boy brag bros bro bud bug buy cable cage cake call calm camp can cap car card
  care cars case cash cast cat cave cell cent chat cheap chef chip city clean clear clip cloud club co coal coke cold come
  coin cola cool cop copy core corn cost cow crew crop cube cup cut cute dad dare dark dash data date day dead deal
  dear deck deep dell den desk dig dim disc dish dog door dot dow down draw drip drop dry dub duo duty each ear earn
  earth easy eat echo edge edit egg ego else end ever ex eye face fact fall fan far farm fast fate fax fed feed fell
  film find fine fire fit five fix flag flex flow fly fold for form fort four fox free frog from fuel full fun fund
  fur gain game gap gas gate gear gem get gift girl give gm gnu go goal goes gold golf good grab grow guts guy had
  hail half hand has hat haul he heal hear heart heat help here hero hi high hill him hit hold home hood hope host hot how
  hub hug huge hut ice icon idea in inn ink inn into ion iq is it jack jam jet job join joy jump just keen keep kept key
  keys kid kids kind king know lab lad lake land last late law lead leaf lean left leg less life lift light like line
  link lit live loan lock long look loop loss lot loud love low luck luv ma mac mad made mail main make man many map
  mark mart mat math max may me meal mean med meet men menu met mid milk mind mini miss mix mo mode mom mood moon more
  most move much my nail name near neat need net new news next nice nine no node none nose not note now nut odd off oil
  ok old on once one only open or oral out over own pack pad page paid pain pal park part pass past path pay peak peg pen
  per pet pick pie pin pins pit plan play plug plus pod poll pool poor port post pro pump push put quick race rain ramp
  rare rate raw read real red reit rent rest rich ride ring rio rise risk road rock root rose row rude run rush safe sail
  sale same san sand sap save say sea seal seat see self sell send set she ship shoe shop show side sign sing sit six size
  ski skin sky slim slow smart snap snow so soap soda sofa soft soil solo some son song soon spot stem step stop
  store such suit sun sure swim tan tap task tax tea team tech tell ten term test than that the then they thin this tie
  tile time tip to today top toy trip true try tube turn two ups us use van very via view visa vote wait walk wall want
  war was wash wave way we web well went west what when who why wide wife will win wind wing wire wish with wolf woman
  wood word work yard year yes you young zeus zip zone zoom`.split(/\s+/),
)

/** Words that a market word beside them does not turn into a symbol either: `all stocks`, `low price`. */
export const functionWords: ReadonlySet<string> = new Set(
  'a ai all an any are as at be but by can co do for from has have he her him how i in is it me my next no not of off on one open or out own per see so some that the this to two up us was we what who why will with you'.split(
    ' ',
  ),
)

/** Abbreviations that look like symbols and rarely are: in capitals they are read as words, unless a market word follows. */
export const acronyms: ReadonlySet<string> = new Set(
  'ai aka am api apr asap atm aug bst btw ceo cfo coo cpi cto dec dj dm ecb ecg edt eod est et etc eu eod faq fda feb fed fomc fomo fwiw fyi gdp gmt hr id ie imho imo ira irs ist jan jul jun kpi lol ltd mar may mba nov nse bse lse nyse oct og omg ok pc pdf pls plz pm ppi pr ps qoq rbi roi rsu sec sep sip sql tba tbd tldr tv uae ui uk un url us usa utc vc vip vs wtf yoy yolo yr hft otc esg lbo nav aum cagr nri ltcg stcg usb gps led dvd sos diy atm etf ipo nda ssd abc pki'.split(
    ' ',
  ),
)
