-- What model calls cost. A call is written before it is made, with what is set aside for it, and again when it has
-- ended: whoever adds up a period never misses one. Dollars are exact decimals; a model without a price has none.
create table model_calls (
  id uuid primary key,
  organisation_id text not null,
  user_id text not null,
  turn_id text not null,
  project text not null,
  agent text not null,
  provider text not null,
  model text not null,
  started_at timestamptz not null,
  reserved_usd numeric(24, 12) not null,
  reserved_tokens bigint not null,
  -- Until then what is set aside stays so: the process that made the call may be gone.
  expires_at timestamptz not null,
  -- Null while it runs; lost when nobody came back to say how it ended.
  outcome text,
  input_tokens bigint,
  cached_tokens bigint,
  output_tokens bigint,
  estimated boolean,
  cost_usd numeric(24, 12),
  took_ms integer,
  first_text_ms integer
);
create index model_calls_by_time on model_calls (started_at);
create index model_calls_of_turn on model_calls (turn_id);
create index model_calls_open on model_calls (expires_at) where outcome is null;

-- What was used in a period, and what is set aside for calls under way. Kept for every user, organisation and project,
-- so that a limit that is set in the middle of a month counts what was used before it.
create table model_budgets (
  scope text not null check (scope in ('user', 'organisation', 'project')),
  subject text not null,
  period text not null check (period in ('day', 'month')),
  -- In UTC.
  starts_on date not null,
  spent_usd numeric(24, 12) not null default 0,
  spent_tokens bigint not null default 0,
  reserved_usd numeric(24, 12) not null default 0,
  reserved_tokens bigint not null default 0,
  primary key (scope, subject, period, starts_on)
) with (fillfactor = 50);
