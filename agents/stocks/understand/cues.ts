/** What a phrase tells about a question, besides aspects, periods, names and symbols. */
export type Cue = keyof typeof cuePhrases

/** A line of phrases for each cue; one phrase may give several. */
export const cuePhrases = {
  /** Said of markets and of little else. */
  market: `
    inc, ltd, plc, corp, treasury yield, treasury yields, interest rates, bond yield, bond yields, gainers, top gainers,
    biggest gainers, top losers, biggest losers, stock, stocks, time to buy, time to sell, time to invest, top pick, top picks, best pick, best
    picks, magnificent seven, magnificent 7, mag 7, faang, ka share, share ka, share kaisa, shares,
    share of, shares of, shareholder, shareholders, stock market, stock markets, share market, stock
    exchange, share market today, equity, equities, equity market, ticker, tickers, ticker symbol,
    stock symbol, mutual fund, mutual funds, index fund, etf, etfs, hedge fund, invest, invested,
    investing, investment, investments, investor, investors, portfolio, bullish, bearish, bull
    market, bear market, nasdaq, nyse, sensex, nifty, bse, nse, futures, ipo, blue chip, blue chips,
    penny stock, penny stocks, wall street, dalal street, market cap, short squeeze, sell off,
    selloff, rally, rallied, short interest, analyst rating, analyst ratings, earnings call, go
    long, go short, oversold, overbought, day trading, swing trade, aktie, aktien, borse, accion,
    acciones, bolsa, bourse, azioni, share bazaar, sheyar, fundamentally, outperform, outperforms,
    underperform, outperformed, stock pick, stock picks, undervalued, overvalued, cryptocurrency,
    crypto`,
  /** Said of markets and of much else. */
  trade: `
    kauf, kaufen, steigt, fallt, gestiegen, gefallen, baisse, monte, sube, baja, cae, subio, market,
    markets, buy, buying, sell, selling, hold, holding, price, prices, priced, worth, value,
    trade, trades, trading, traded, up or down, go up, going up, gone up, go down, going down, gone
    down, rise, rises, rising, risen, rose, fall, falls, falling, fallen, fell, drop, drops,
    dropped, dropping, jump, jumped, surge, surged, soar, soared, soaring, plunge, plunged, crash,
    crashed, crashing, tank, tanked, tanking, climb, climbed, climbing, decline, declined,
    declining, rate, rates, closed at, close at, close out, close of, closing, going for, open at,
    opened, opening, points, quote, chart, profit, profits, earnings, revenue, company, companies,
    analysis, analyse, analyze, analyst, analysts, rating, outlook, forecast, prediction, predict,
    rich, percent, gainers, losers, kaufen, verkaufen, comprar, vender, acheter, vendre, kharidna,
    bechna, kaufe, gain, gained, lose, lost, correction`,
  define: `
    define, definition, definition of, meaning of, what does it mean, mean, means, explain, what is
    meant by, stand for, stands for, how do i read, how to read, how is it calculated, calculated,
    calculate, formula, formula for, glossary, what is a, what is an, whats a, whats an, was
    bedeutet, was ist ein, que significa, kya hota hai, how does one read, tell me what`,
  whatIs: `what is, what are, whats, what, was ist, que es, kya hai`,
  /** About a thing that was spoken of; without one it is a definition all the same. */
  whatIsThe: `what is the, whats the, what was the, what are the`,
  compare: `
    compare, compared to, compared with, comparing, comparison, vs, versus, v, against, better than,
    which is better, which one, difference between, better, vergleiche,
    vergleich, compara, comparar, comparer, relative to`,
  /** Asks for what is to come. */
  forecast: `
    tomorrow, next week, next month, next quarter, next year, next few days, next few weeks, next few
    months, next few years, next six months, next twelve months, next 12 months, in a week, in a month,
    in a year from now, a year from now, forecast, forecasts, forecast for, prediction, predictions,
    prediction for, predict, price prediction, price forecast, stock price target, share price target,
    price target, price targets, target price, by the end of the year, by year end, by next year, in
    the future, in future, kursziel, prognose, nachste woche, nachsten monat, nachstes jahr, manana,
    demain`,
  /** With a word of a move it asks for what is to come too. */
  future: `will, going to, gonna, wird, werden, would`,
  move: `
    go up, go down, going up, going down, rise, fall, drop, jump, surge, crash, climb, decline, gain,
    lose, up or down, go higher, go lower, be worth, steigen, fallen, sinken, worth, correction`,
  reason: `
    why, how come, what happened, what happened to, reason, reasons, reason for, cause, causes,
    caused, what caused, what drove, what is driving, whats driving, what made, what is behind,
    explain the drop, explain the move, explain the fall, explain the rise, what moved, what is
    going on with, whats going on with, what is wrong with, warum, wieso, por que, porque, pourquoi,
    kyon, kyun, kyu`,
  rank: `
    stocks to buy, stocks to watch, stock ideas, investment ideas, gainers, top pick, top picks, best, top, strongest, weakest, worst, cheapest, safest, most undervalued,
    rank, ranking, ranked, recommend me, which stocks, which stock, what stocks, what should i buy,
    what to buy, top stocks, best stocks, biggest, good stocks, most promising, winners, pick me, most oversold, most overbought, most volatile, least volatile,
    picks, suggest, suggestions, suggest me, which shares, best performing, worst performing,
    biggest gainers, biggest losers, top gainers, top losers`,
  /** Which end of a list comes first. */
  most: `
    highest, most, biggest, largest, greatest, strongest, maximum, riskiest, dearest, fastest, fastest
    growing, most expensive, most overbought, overbought, most volatile, most overvalued, overvalued,
    gainers, top gainers, biggest gainers, best performing, highest dividend`,
  least: `
    lowest, least, smallest, minimum, cheapest, safest, weakest, slowest, least volatile, most
    undervalued, undervalued, most oversold, oversold, biggest losers, top losers, worst performing`,
  worst: `worst`,
  overview: `
    market overview, market summary, market today, markets today, market update, market updates,
    market news, market trends, stock market, share market, stock markets, how are stocks, how are
    the stocks, the stocks, stocks today, stocks doing, indices, major indices, indexes, major
    indexes, are stocks, were stocks, were the stocks, did stocks, have stocks, market wrap, world
    markets, global markets, equity markets, borse heute, bolsa hoy, market mood`,
  /** The market, where the question asks about it; farms have one too. */
  place: `market, markets, the market, the markets, wall street, us market, us markets, u s market`,
  changes: `
    what changed, whats changed, what has changed, anything changed, what is new, whats new,
    anything new, any change, any changes, changed since, since last time, since we last talked,
    since you last looked, since i last asked, update me on, what is different, any update, any
    updates, what is new with, whats new with`,
  record: `
    track record, your record, your calls, your recommendations, your ratings, your predictions,
    past calls, past recommendations, calls been, recommendations been, ratings been, calls so far,
    your calls on, good have your calls, good were your,
    your hits, your misses, hit rate, how accurate are you, how accurate, how good are
    you, how often are you right, were you right, your accuracy, your performance, your past,
    success rate`,
  look: `
    look, looks, looking, look like, looks like, how is, how are, hows, how does, how do, how did,
    how has, how have, how was, doing, analyse, analyze, analysis, analysis of, analyse the, review,
    outlook, opinion, opinion on, think of, think about, thoughts on, thoughts about, view on, your
    view, overview of, rating, rating of, rate, evaluate, assess, assessment, tell me about, what
    about, how about, should i buy, should i sell, should i hold, should i invest, should we buy, is
    it worth, worth buying, good buy, good investment, buy or sell, buy, sell, hold, invest, report
    on, report, summary, summary of, summarise, summarize, deep dive, forecast for, prediction for,
    analysiere, wie steht, wie sieht, analiza, analizar, que tal, como esta, comment va, analyser,
    was haltst du von, was halten sie von, was denkst du uber, was meinst du zu, wie geht es, wie gehts,
    wie lauft, wie laufts, wie ist, lohnt sich, soll ich, que piensas de, que opinas de, como va, como
    ves, como se ve, comment se porte, que penses tu de, que pensez vous de, faut il, come va, come sta,
    cosa pensi di, o que voce acha da, o que acha da, hoe gaat het met, wat vind je van, hoe ziet,
    kaisa hai, kaisa, kaise hai, batao, thesis, bull case, bear case, full analysis, full picture`,
  /** Asks for the whole picture, whatever else is named. */
  advice: `
    should i buy, should i sell, should i hold, should i invest, should we buy, worth buying, good
    buy, good investment, buy or sell, full analysis, full picture, deep dive, bull case, bear case,
    thesis, buy, sell, hold, invest, kaufen, verkaufen, comprar, vender, acheter, vendre`,
  /** Leans on what was said before. */
  plural: `them, they, both, these, those, all of them, the two`,
  pronoun: `
    it, its, they, them, their, this one, that one, this company, that company, the company, same,
    both, these, those, this, that`,
  more: `
    explain, change your mind, are you sure, tell me more, more, more details, more detail, elaborate, go deeper, again, once more, more
    about it, go on, continue, refresh, anything else, what else`,
  /** Wants all of it, not the short answer. */
  long: `
    tell me more, more, more details, more detail, elaborate, go deeper, more about it, go on,
    continue, full analysis, full picture, full report, deep dive, in detail, in depth, in full,
    long version, detailed analysis`,
  /** Wants the short answer, whatever the person wants at other times. */
  short: `short answer, short version, in short, briefly, in brief, keep it short, tldr`,
  /** Takes a symbol at its word although we do not list it. */
  anyway: `anyway`,
  /** Opens a follow-up. */
  onward: `
    and, what about, how about, also, same for, the same for, now, add, include, then, und, y, et,
    aur, what of, and for, and what about, and how about, next, plus, ok and, okay and`,
  add: `add, include, also, and, plus, und, y, et, aur`,
  own: `
    my stocks, my stock, my shares, my portfolio, my holdings, my investments, my watchlist, my watch list, watchlist, my
    positions, my mutual funds, stocks i own, stocks i have, i have invested, i invested, my listed
    stocks`,
  /** Puts the symbols of the question on the person's list, or takes them off. */
  watch: `to my watchlist, on my watchlist, to my watch list, on my watch list, to the watchlist`,
  unwatch: `from my watchlist, off my watchlist, from my watch list, off my watch list, from the watchlist`,
  alert: `
    notify, notify me, alert me, alerts, set an alert, let me know when, tell me when, notification,
    notifications, send me updates, price alert, receive updates, inform me when, watch for, remind
    me when, keep me informed, keep me posted, keep me updated`,
  exchange: `
    exchange rate, exchange rates, exchanges rates, currency, currencies, forex, foreign exchange,
    conversion rate, conversion rates, fx, fx rate, money exchange, currency conversion, currency
    exchange, wechselkurs, tipo de cambio, taux de change, currency rate`,
  /** Makes a currency a question about its rate. */
  measure: `
    convert, conversion, exchange, rate, rates, ratio, worth, value, price, versus, vs, against,
    compared to, equal, equals, equivalent, strong, stronger, weak, weaker, today, position`,
  greet: `
    hi, hello, hey, hiya, howdy, yo, good morning, good afternoon, good evening, greetings, hallo,
    hola, bonjour, namaste, servus, moin, guten tag, hi there, hello there, hey there, sup, salut,
    how are you, how are you doing, hows it going, whats up, how do you do, how is it going, nice to
    meet you`,
  thanks: `
    thanks, thank you, thank you so much, thx, ty, cheers, danke, gracias, merci, dhanyavad,
    shukriya, much appreciated, appreciate it, great job, good job, well done, nice work, awesome,
    great, perfect, cool, nice, love it, helpful, good bot`,
  bye: `
    bye, goodbye, good bye, see you, see ya, later, good night, cya, tschuss, adios, au revoir,
    ciao, farewell, talk to you later, see you later, take care`,
  self: `
    who are you, what are you, are you a bot, are you human, are you real, are you an ai, your name,
    who made you, introduce yourself, are you a robot, who is this, who built you, tell me about
    yourself, which model are you`,
  help: `
    help, help me, what can you do, what can i ask, how do you work, how does this work, how do i
    use you, how do i use this, what do you do, commands, examples, instructions, what can you tell
    me, what can you help me with, what are you able to do, hilfe, ayuda, aide, how to use you,
    usage, menu, options, features, get started`,
  /** Said of other things than markets. */
  other: `
    weather, rain, raining, sunny, temperature, alarm, alarms, wake me, timer, reminder, remind,
    calendar, meeting, appointment, schedule, event, events, birthday, email, emails, mail, mails,
    inbox, contact, call, text, message, messages, music, song, songs, play, playlist, album,
    artist, radio, podcast, podcasts, audiobook, band, singer, volume up, volume down, mute, louder,
    speaker, speakers, movie, movies, film, cinema, theater, theatre, tv, game, games, joke, jokes,
    funny, story, recipe, recipes, cook, cooking, bake, restaurant, restaurants, pizza, takeaway,
    takeout, carryout, delivery, food, dinner, lunch, breakfast, coffee, tea, wine, wines, beer,
    chicken, pie, light, lights, lamp, vacuum, clean, cleaning, socket, plug, robot, thermostat,
    heating, train, bus, taxi, cab, uber ride, flight, flights, ticket, tickets, hotel, traffic,
    route, directions, navigate, drive, driving, airport, shop, shops, supermarket, farm, farmers,
    locate, location, nearest, near me, nearby, around me, river, on fb, on snapchat, on reddit, how
    do i get to, how do i get from, how to get to, how far is, closest, order me, order some, order
    a, order from, address of, phone number, notifications, uploaded, order placed, cancelled, my
    order, on facebook, in facebook, to facebook, from facebook, my facebook, facebook page,
    facebook friend, facebook status, facebook event, facebook posts, facebook post, google news,
    google maps, google calendar, google home, google play, amazon prime, amazon echo, facebook
    live, youtube, from amazon, on amazon, from walmart, at walmart, at target, google search, use
    google, search google, amazon music, amazon river, amazon order, apple pie, apple music, apple
    watch, ask google, hey google, ok google, super market, tweet, tweets, post, posts, posted,
    status, feed, facebook account, messenger, instagram, photo, picture, friend, friends, tagged,
    logged, comments, list, lists, remove, delete, grocery, shopping, pencil, book, books, hour,
    hours, spend, kilo, kilos, kilogram, kilograms, gram, grams, ounce, ounces, stone, liters,
    litres, cups, inches, feet, fahrenheit, celsius, miles, meters, kilometers, time is it, time
    zone, what time, what day, capital of, president, actor, actress, born, married, wife, husband,
    sister, brother, mother, father, mom, dad, dog, seo, deals, customer service, complaint,
    complain, repeat, stop talking, groceries, batteries, square root, divided by, multiplied,
    percent off`,
  /** Words that only hold a question together, of the languages that are written as English is. */
  filler: `
    aus, haltst, halten, denkst, meinst, findest, uber, du, sie, mich, dir, uns, bitte, heute, jetzt,
    gerade, noch, mit, bei, zu, zum, zur, im, am, sich, kann, einen, einer, oder, nicht, auch, mal,
    schon, sieht, geht, lauft, steht, macht, aktuell, momentan, meine, deine, meinung, que, piensas,
    opinas, como, sobre, para, hoy, ahora, mi, tu, su, se, dime, cual, cuanto, deberia, penses, pensez,
    vous, comment, va, porte, cette, pour, aujourdhui, maintenant, avis, sur, faut, quel, quelle,
    combien, aux, dans, avec, come, sta, cosa, pensi, di, della, il, oggi, che, per, voce, acha, da,
    hoje, pena, hoe, gaat, het, met, wat, vind, je, van, ziet, eruit, doet, kaisi, aaj, abhi, raha,
    baare, chal,
    hot, moving, soll, ich, debo, dois, je, chahiye, kya, the, a, an, of, for, in, on, at, to, from, with, by, is, are, was, were, be, been, am, do, does,
    did, has, have, had, will, would, can, could, should, shall, may, might, please, pls, me, i, im,
    id, you, u, us, we, our, my, your, tell, give, show, get, find, let, know, want, need, like,
    see, lookup, look up, look at, search, check, send, provide, display, say, said, update,
    updates, out, about, right, right now, now, currently, current, details, detail, today, todays,
    yesterday, tomorrow, tonight, moment, at the moment, latest, recent, recently, present, live,
    exact, real time, much, many, how, what, which, who, when, where, there, here, that, this,
    these, those, so, if, or, and, but, not, no, yes, ok, okay, well, just, really, actually, very,
    too, still, yet, more, most, less, also, any, some, all, one, ones, good, bad, great, nice,
    high, low, higher, lower, highest, lowest, big, long, short, term, long term, short term, medium
    term, far, going to, up, down, than, as, both, each, other, per, day, days, daily, hey, hi,
    hello, siri, alexa, google assistant, olly, it, its, he, she, they, him, thing, things, stuff,
    name, time, kind, sort, bit, lot, think, guess, feel, believe, wondering, wonder, curious,
    interested, question, happened, happening, happen, going on, getting, go, goes, went, gone,
    come, make, makes, made, take, put, use, using, quick, quickly, brief, briefly, short answer,
    full, complete, detailed, new, old, last, next, past, previous, first, since, until, over,
    between, through, during, within, after, before, against, based, data, info, information,
    number, numbers, figure, figures, level, score, report, sector, industry, index, indices,
    symbol, symbols, called, part, side, in detail, again, always, never, ever, maybe, perhaps,
    possible, able, dont, doesnt, isnt, wasnt, didnt, cant, wont, arent, because, while, though,
    however, else, instead, only, even, same, different, another, own, owned, owns, people, person,
    someone, anybody, anyone, everyone, money, der, die, das, ist, wie, und, von, fur, el, la, los,
    las, de, del, es, le, les, du, des, est, hai, ka, ki, ke, mein, un, una, une, ein, eine, inc,
    corp, corporation, ltd, limited, plc, ag, group, holdings, co, class`,
} as const
