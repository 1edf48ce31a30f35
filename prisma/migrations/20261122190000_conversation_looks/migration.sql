-- Who read a conversation that has no request, in whose log it would stand.
-- CreateTable
CREATE TABLE "ConversationLook" (
    "conversationId" UUID NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ConversationLook_pkey" PRIMARY KEY ("conversationId","by","at")
);

-- AddForeignKey
ALTER TABLE "ConversationLook" ADD CONSTRAINT "ConversationLook_conversationId_fkey" FOREIGN KEY ("conversationId") REFERENCES "Conversation"("id") ON DELETE CASCADE ON UPDATE CASCADE;
