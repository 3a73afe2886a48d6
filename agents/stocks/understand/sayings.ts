/** What small talk is about. */
export type Kind = 'empty' | 'help' | 'self' | 'thanks' | 'bye' | 'greet' | 'other'

/** The bot's words for small talk; each kind has several, so that it does not sound like a machine. */
export const sayings: Readonly<Record<Kind, readonly string[]>> = {
  empty: [
    'There was no question in that. Ask me about a stock or an index, for example one of these:',
    'I did not catch a question. Name a company or a symbol, and I will look at it:',
    'That reached me without any words. Here is how one could start:',
  ],
  help: [
    `I look at stocks and indices and show where every number comes from. You can ask for

- **one symbol in full**: “How does AAPL look?”, “Should I buy Tesla?”
- **one thing**: “RSI of TSLA”, “P/E of Microsoft”, “support levels of AAPL”, “news on Apple”
- **a comparison** of up to six: “Compare AAPL, MSFT and GOOGL”
- **a list**: “top 5 in tech”, “banks with the highest dividend yield”, “market overview”
- **what changed** since the last look: “What changed on AAPL?”, and **how good my calls were**: “How good have your calls been?”
- **a reason**: “Why is TSLA falling?”, and **a period**: “AAPL over five years”
- **a word**: “What is a P/E ratio?”

In a thread I remember what we spoke of: “and Microsoft?”, “why?”, “over one year”, “tell me more” will do. What I say is information, not advice.`,
  ],
  self: [
    'I am the market analyst of this hub, a program. I read prices, company figures and headlines, and show the evidence behind every number.',
    'I am a bot for market questions: I look at charts, company figures and news, and say where each number comes from.',
  ],
  thanks: [
    'You are welcome. Is there another symbol you would like to look at?',
    'Glad to help. Just name the next company whenever you like.',
    'With pleasure. I am here when the next question comes up.',
  ],
  bye: [
    'Goodbye, and good luck out there.',
    'See you. This thread remembers what we spoke of.',
    'Take care. Come back whenever a market question comes up.',
  ],
  greet: [
    'Hello! Which stock or index shall we look at?',
    'Hi there! Name a company or a symbol, and I will look into it.',
    'Good to see you! I can analyse a stock, compare several, or explain a term.',
  ],
  other: [
    'I am afraid that is not my field: I look at stocks, indices and the figures behind them. These I can answer:',
    'I would gladly help, but I only know about markets. You could ask me, for example:',
    'That one is beyond me. My subject is the stock market, so here is what I can do:',
  ],
}
