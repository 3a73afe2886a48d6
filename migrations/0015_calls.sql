-- Ratings that people were given, to be held against what came after. A call is kept with the reply that gave it, so a
-- turn that is run again makes no second one; a question that is asked anew or taken back takes its calls with it.
create table calls (
  turn_id uuid not null references turns on delete cascade,
  symbol text not null,
  project text not null,
  organisation_id text not null references organisations,
  rating text not null,
  score double precision not null,
  confidence double precision not null,
  -- What it cost on the day of the call, for people to read: scores are computed from one series of prices, after splits.
  price double precision not null,
  currency text,
  called_on date not null,
  is_demo boolean not null,
  made_at timestamptz not null default now(),
  -- When its score was last looked for, so that one that cannot be scored does not stand before the others.
  tried_at timestamptz,
  primary key (turn_id, symbol)
);
create index calls_of_organisation on calls (organisation_id, project, symbol, called_on desc);
create index calls_to_score on calls (project, called_on) where not is_demo;

-- What became of a call after so many trading days, beside the index of its market; changes in percent.
create table call_scores (
  turn_id uuid not null,
  symbol text not null,
  horizon_days integer not null,
  scored_on date not null,
  change_percent double precision not null,
  benchmark text not null,
  benchmark_change_percent double precision not null,
  scored_at timestamptz not null default now(),
  primary key (turn_id, symbol, horizon_days),
  foreign key (turn_id, symbol) references calls on delete cascade
);
