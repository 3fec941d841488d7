/** The server's own commands, as `edascribe_lsp/server.py` has them: what each takes and gives. */

export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Generated {
  readonly text: string;
  readonly verdict: "accepted" | "repaired" | "rejected" | "cancelled" | "offline" | "no task";
  readonly reason: string;
  readonly insertion?: { readonly version: number; readonly position: Position; readonly text: string };
  readonly alternatives?: readonly { readonly text: string }[];
}

export interface Rejection {
  readonly uri: string;
  readonly line: number;
  readonly text: string;
  readonly reason: string;
}

export interface KnownTool {
  readonly tool: string;
  readonly version: string;
  readonly title: string;
  readonly language: string;
  readonly size: string;
  readonly source: string;
}

export type Built =
  | { readonly built: true; readonly title: string; readonly version: string; readonly size: string }
  | Failed<"built">;
export type Tested =
  | { readonly works: true; readonly server: string; readonly model: string; readonly seconds: number }
  | Failed<"works">;
export type Fetched = { readonly fetched: true; readonly path: string } | Failed<"fetched">;
type Failed<Name extends string> = { readonly [name in Name]: false } & { readonly reason: string };

export interface Commands {
  "edascribe.generateFromComment": {
    parameters: [uri: string, line: number, how: { apply: false; apartFrom: readonly string[] }];
    result: Generated;
  };
  "edascribe.accepted": { parameters: [uri: string, end: Position, what: { kind: "generate"; text: string }]; result: null };
  "edascribe.showLastRejections": { parameters: [how: { show: false }]; result: Rejection[] };
  "edascribe.listTools": { parameters: [uri?: string]; result: KnownTool[] };
  "edascribe.buildCatalogue": { parameters: [tool: string, program?: string]; result: Built };
  "edascribe.testModel": { parameters: [url: string, key?: string]; result: Tested };
  "edascribe.fetchModel": { parameters: []; result: Fetched };
}
