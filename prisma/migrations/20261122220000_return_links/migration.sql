-- A link with which somebody without a confirmed address comes back to a conversation (R39): only a hash of its secret.
ALTER TABLE "Conversation" ADD COLUMN     "returnHash" TEXT;

-- CreateIndex
CREATE UNIQUE INDEX "Conversation_returnHash_key" ON "Conversation"("returnHash");
