-- The extensions that the schema needs. Both are trusted: a user who may create objects in the database may install
-- them. They come first, so that a database that lacks them is refused before anything is created in it.

-- unaccent() removes accents. Words are searched for without them.
create extension if not exists unaccent;

-- levenshtein() counts the edits between two words, for spelling correction.
create extension if not exists fuzzystrmatch;
