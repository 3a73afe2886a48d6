-- What a person chose of how they are answered, one row each; whoever chose nothing has none, and gets the usual. Which
-- names and values there are is the code's to say: a row that it does not know counts for nothing.
create table settings (
  organisation_id text not null references organisations,
  user_id uuid not null references users,
  name text not null check (length(name) between 1 and 40),
  value text not null check (length(value) between 1 and 40),
  chosen_at timestamptz not null default now(),
  primary key (organisation_id, user_id, name)
);
