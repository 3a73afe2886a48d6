-- What the graphs of running turns have finished, so that a crash does not repeat it: one page a statement, to be
-- read in order, gone when the turn ends. Pages come compressed, so Postgres need not try again, and they are
-- small and short-lived, so they stay in their rows.
create table checkpoints (
  turn_id uuid not null references turns on delete cascade,
  page bigint generated always as identity,
  body bytea not null,
  primary key (turn_id, page)
) with (toast_tuple_target = 8160);
alter table checkpoints alter column body set storage external;
