/** A well-known name with made-up figures of a plausible size. */
export interface Listing {
  readonly symbol: string
  readonly name: string
  readonly currency: string
  readonly price: number
  /** Yearly growth of price and revenue, as a fraction. */
  readonly growth: number
  /** Volatility a year, as a fraction. */
  readonly volatility: number
  /** Absent for indices and funds: they have no accounts. */
  readonly company?: Company
}

export interface Company {
  readonly sector: string
  /** Millions. */
  readonly shares: number
  readonly priceEarnings: number
  /** Net margin, as a fraction. */
  readonly margin: number
  /** Share of the earnings that is paid out. */
  readonly payout: number
}

const currencies: Readonly<Record<string, string>> = {
  NS: 'INR',
  L: 'GBP',
  DE: 'EUR',
  TO: 'CAD',
  T: 'JPY',
  HK: 'HKD',
}

export const listings: readonly Listing[] = [
  company('AAPL', 'Apple', 'Technology', [240, 15000, 31, 0.25, 0.16, 0.06, 0.27]),
  company('MSFT', 'Microsoft', 'Technology', [450, 7430, 33, 0.36, 0.25, 0.12, 0.25]),
  company('GOOGL', 'Alphabet', 'Communication Services', [210, 12200, 24, 0.28, 0.08, 0.12, 0.29]),
  company('AMZN', 'Amazon', 'Consumer Cyclical', [220, 10600, 35, 0.1, 0, 0.11, 0.31]),
  company('NVDA', 'NVIDIA', 'Technology', [165, 24500, 42, 0.52, 0.01, 0.28, 0.46]),
  company(
    'META',
    'Meta Platforms',
    'Communication Services',
    [640, 2560, 26, 0.36, 0.08, 0.15, 0.34],
  ),
  company('TSLA', 'Tesla', 'Consumer Cyclical', [310, 3480, 95, 0.07, 0, 0.1, 0.52]),
  company('NFLX', 'Netflix', 'Communication Services', [105, 4300, 40, 0.23, 0, 0.14, 0.35]),
  company('AMD', 'Advanced Micro Devices', 'Technology', [160, 1630, 48, 0.12, 0, 0.17, 0.45]),
  company('INTC', 'Intel', 'Technology', [32, 4350, 28, 0.06, 0.2, 0.01, 0.38]),
  company('ORCL', 'Oracle', 'Technology', [210, 2860, 36, 0.22, 0.35, 0.09, 0.33]),
  company('CRM', 'Salesforce', 'Technology', [260, 970, 34, 0.17, 0.2, 0.09, 0.31]),
  company('ADBE', 'Adobe', 'Technology', [380, 440, 23, 0.3, 0, 0.09, 0.31]),
  company('IBM', 'IBM', 'Technology', [250, 930, 27, 0.12, 0.7, 0.04, 0.22]),
  company('CSCO', 'Cisco Systems', 'Technology', [64, 4000, 22, 0.2, 0.6, 0.04, 0.21]),
  company('JPM', 'JPMorgan Chase', 'Financial Services', [270, 2780, 13, 0.32, 0.28, 0.06, 0.22]),
  company('BAC', 'Bank of America', 'Financial Services', [46, 7550, 13, 0.27, 0.32, 0.04, 0.25]),
  company('V', 'Visa', 'Financial Services', [340, 1950, 30, 0.54, 0.22, 0.1, 0.19]),
  company('BRK-B', 'Berkshire Hathaway', 'Financial Services', [480, 2160, 15, 0.2, 0, 0.07, 0.17]),
  company('JNJ', 'Johnson & Johnson', 'Healthcare', [165, 2410, 17, 0.19, 0.6, 0.04, 0.16]),
  company('PFE', 'Pfizer', 'Healthcare', [26, 5690, 14, 0.15, 0.85, -0.02, 0.23]),
  company('UNH', 'UnitedHealth', 'Healthcare', [340, 910, 16, 0.05, 0.4, 0.06, 0.29]),
  company('XOM', 'Exxon Mobil', 'Energy', [112, 4330, 14, 0.09, 0.52, 0.02, 0.23]),
  company('KO', 'Coca-Cola', 'Consumer Defensive', [68, 4300, 25, 0.23, 0.72, 0.04, 0.14]),
  company(
    'COKE',
    'Coca-Cola Consolidated',
    'Consumer Defensive',
    [120, 87, 17, 0.09, 0.12, 0.07, 0.27],
  ),
  company('PEP', 'PepsiCo', 'Consumer Defensive', [145, 1370, 19, 0.1, 0.75, 0.03, 0.16]),
  company('WMT', 'Walmart', 'Consumer Defensive', [96, 8000, 36, 0.03, 0.35, 0.05, 0.19]),
  company('MCD', "McDonald's", 'Consumer Cyclical', [300, 715, 25, 0.32, 0.6, 0.05, 0.17]),
  company('NKE', 'Nike', 'Consumer Cyclical', [70, 1480, 30, 0.07, 0.6, 0.01, 0.3]),
  company('DIS', 'Walt Disney', 'Communication Services', [112, 1800, 22, 0.1, 0.18, 0.04, 0.27]),
  company('BA', 'Boeing', 'Industrials', [205, 755, 60, 0.03, 0, 0.05, 0.34]),
  company('RELIANCE.NS', 'Reliance Industries', 'Energy', [1420, 13530, 24, 0.08, 0.1, 0.1, 0.24]),
  company(
    'TCS.NS',
    'Tata Consultancy Services',
    'Technology',
    [3300, 3620, 25, 0.19, 0.75, 0.07, 0.21],
  ),
  company('INFY.NS', 'Infosys', 'Technology', [1550, 4150, 24, 0.16, 0.65, 0.07, 0.24]),
  company(
    'HDFCBANK.NS',
    'HDFC Bank',
    'Financial Services',
    [970, 15300, 20, 0.24, 0.25, 0.11, 0.2],
  ),
  company('ITC.NS', 'ITC', 'Consumer Defensive', [410, 12520, 25, 0.26, 0.85, 0.06, 0.2]),
  company('SHEL.L', 'Shell', 'Energy', [26.5, 5900, 12, 0.07, 0.45, 0.01, 0.22]),
  company('HSBA.L', 'HSBC', 'Financial Services', [9.4, 17500, 10, 0.3, 0.5, 0.04, 0.22]),
  company('VOD.L', 'Vodafone', 'Communication Services', [0.86, 24800, 13, 0.05, 0.5, 0, 0.23]),
  company('SAP.DE', 'SAP', 'Technology', [230, 1170, 38, 0.18, 0.4, 0.09, 0.24]),
  company('SIE.DE', 'Siemens', 'Industrials', [215, 785, 20, 0.12, 0.42, 0.05, 0.23]),
  company('BMW.DE', 'BMW', 'Consumer Cyclical', [84, 620, 8, 0.05, 0.35, 0.02, 0.25]),
  company('SHOP.TO', 'Shopify', 'Technology', [180, 1290, 70, 0.18, 0, 0.22, 0.46]),
  company(
    'RY.TO',
    'Royal Bank of Canada',
    'Financial Services',
    [190, 1410, 14, 0.28, 0.45, 0.06, 0.16],
  ),
  company('7203.T', 'Toyota', 'Consumer Cyclical', [2800, 13050, 9, 0.09, 0.28, 0.05, 0.23]),
  company('6758.T', 'Sony', 'Technology', [3900, 6010, 20, 0.09, 0.12, 0.07, 0.26]),
  company('0700.HK', 'Tencent', 'Communication Services', [540, 9100, 22, 0.29, 0.2, 0.1, 0.31]),
  company('9988.HK', 'Alibaba', 'Consumer Cyclical', [130, 18600, 17, 0.13, 0.12, 0.06, 0.36]),
  basket('SPY', 'SPDR S&P 500 ETF', 'USD', [620, 0.08, 0.16]),
  basket('QQQ', 'Invesco QQQ Trust', 'USD', [555, 0.1, 0.2]),
  basket('^GSPC', 'S&P 500', 'USD', [6200, 0.08, 0.16]),
  basket('^DJI', 'Dow Jones Industrial Average', 'USD', [44000, 0.07, 0.15]),
  basket('^IXIC', 'NASDAQ Composite', 'USD', [20500, 0.1, 0.2]),
  basket('^NSEI', 'NIFTY 50', 'INR', [25000, 0.1, 0.15]),
  basket('^BSESN', 'BSE SENSEX', 'INR', [82000, 0.1, 0.15]),
  basket('^FTSE', 'FTSE 100', 'GBP', [8900, 0.04, 0.13]),
  basket('^GDAXI', 'DAX', 'EUR', [23800, 0.07, 0.17]),
  basket('^N225', 'Nikkei 225', 'JPY', [40000, 0.06, 0.19]),
  basket('^HSI', 'Hang Seng Index', 'HKD', [24000, 0.03, 0.21]),
  basket('^GSPTSE', 'S&P/TSX Composite', 'CAD', [27000, 0.06, 0.13]),
]

type CompanyFigures = readonly [
  price: number,
  sharesMillions: number,
  priceEarnings: number,
  margin: number,
  payout: number,
  growth: number,
  volatility: number,
]

function company(symbol: string, name: string, sector: string, figures: CompanyFigures): Listing {
  const [price, shares, priceEarnings, margin, payout, growth, volatility] = figures
  const currency = currencies[symbol.split('.')[1] ?? ''] ?? 'USD'
  const accounts = { sector, shares, priceEarnings, margin, payout }
  return { symbol, name, currency, price, growth, volatility, company: accounts }
}

type BasketFigures = readonly [price: number, growth: number, volatility: number]

function basket(symbol: string, name: string, currency: string, figures: BasketFigures): Listing {
  const [price, growth, volatility] = figures
  return { symbol, name, currency, price, growth, volatility }
}
