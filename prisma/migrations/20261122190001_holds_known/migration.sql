-- What holds records that were found before stands in the sealed records: core/store/fill-holds.ts writes it here first.
ALTER TABLE "SourceSearch" ALTER COLUMN "holds" SET NOT NULL;
