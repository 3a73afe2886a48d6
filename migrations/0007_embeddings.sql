-- Vectors of texts by a hash of model and text: the text itself is not kept here. Each says of which model and of how
-- many dimensions it is, for only such can be compared. Read by model in full: exact, and quick enough for some ten
-- thousand vectors of a model; an index on a cast to one dimension can be added when one has more.
create table embeddings (
  hash bytea primary key check (length(hash) = 32),
  model text not null,
  dimensions integer not null,
  vector vector not null,
  created_at timestamptz not null default now(),
  check (vector_dims(vector) = dimensions)
);
create index embeddings_of_model on embeddings (model, dimensions);
