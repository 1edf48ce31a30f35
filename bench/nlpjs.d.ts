// The parts of nlp.js that the bench calls; the packages bring no types.
declare module '@nlpjs/basic' {
  export interface Nlp {
    readonly settings: { autoSave: boolean; log?: boolean; nlu?: { log: boolean } };
    addLanguage(language: string): void;
    addDocument(language: string, text: string, intent: string): void;
    train(): Promise<void>;
    process(language: string, text: string): Promise<{ readonly intent: string; readonly score: number }>;
  }
  export interface Container {
    use(plugin: unknown): void;
    get(name: 'nlp'): Nlp;
  }
  export function containerBootstrap(): Promise<Container>;
  export const Nlp: unknown;
}

declare module '@nlpjs/lang-nl' {
  export const LangNl: unknown;
}
