import { defineConfig } from 'prisma/config';

// `prisma generate` looks for a native schema engine, and would download one, but never runs it: any program will do
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
});
