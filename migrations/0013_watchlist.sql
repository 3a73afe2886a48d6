-- The symbols that a person wants to keep an eye on, one row each.
create table watchlist (
  organisation_id text not null references organisations,
  user_id uuid not null references users,
  symbol text not null check (length(symbol) between 1 and 40),
  added_at timestamptz not null default now(),
  primary key (organisation_id, user_id, symbol)
);
