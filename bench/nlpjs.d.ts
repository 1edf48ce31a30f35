// The parts of nlp.js that the bench calls; the packages bring no types.
declare module '@nlpjs/basic' {
  export interface Container {
    use(plugin: unknown): void;
  }
  export class Nlp {
    constructor(settings: {
      readonly container: Container;
      readonly autoSave: boolean;
      readonly nlu: { readonly log: boolean };
    });
    addLanguage(language: string): void;
    addDocument(language: string, text: string, intent: string): void;
    train(): Promise<void>;
    process(language: string, text: string): Promise<{ readonly intent: string; readonly score: number }>;
  }
  export function containerBootstrap(): Promise<Container>;
}

declare module '@nlpjs/lang-nl' {
  export const LangNl: unknown;
}
