-- Logs from before the seals get their keyed hashes here, once: core/store/take-over-heads.ts does it with the secret. From
-- here on a head or a seal without one was not written by the desk.
COMMENT ON COLUMN "LogHead"."mac" IS 'a keyed hash of the other columns, never empty';
COMMENT ON COLUMN "RegisterSeal"."mac" IS 'a keyed hash of the other columns, never empty';
