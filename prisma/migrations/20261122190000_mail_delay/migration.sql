-- When a customer heard that a mail waits for a mail server (R24).
ALTER TABLE "OutboundMail" ADD COLUMN     "delayToldAt" TIMESTAMPTZ(3);
