-- The evidence of a turn in one compressed piece beside its reply, which takes a quarter of what rows of it took. The
-- rows of the table evidence are those of earlier releases.
alter table turns add column evidence bytea;
alter table turns alter column evidence set storage external;

-- The code of an earlier release, which may still be running, forgets a reply without knowing of this column.
create function forget_evidence() returns trigger language plpgsql as $$
begin
  new.evidence := null;
  return new;
end $$;
create trigger evidence_goes_with_reply before update of reply on turns
  for each row when (new.reply is null) execute function forget_evidence();
