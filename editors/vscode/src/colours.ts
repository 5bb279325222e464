// What of the colours by meaning counts beside the grammar.

import { SemanticTokens } from "vscode";

const FIELDS = 5; // of a token: lines and columns from the one before, length, type, marks

/**
 * `tokens` without those of the type with this index. To the server all words of the language are keywords, for editors
 * that have no grammar; the grammar of this one tells their kinds apart.
 */
export function without(type: number, tokens: SemanticTokens): SemanticTokens {
  const kept: number[] = [];
  let lines = 0; // from the last one that is kept
  let columns = 0;
  for (let at = 0; at + FIELDS <= tokens.data.length; at += FIELDS) {
    const [down, right, ...rest] = tokens.data.subarray(at, at + FIELDS);
    lines += down;
    columns = down ? right : columns + right;
    if (rest[1] !== type) {
      kept.push(lines, columns, ...rest);
      lines = 0;
      columns = 0;
    }
  }
  return new SemanticTokens(new Uint32Array(kept), tokens.resultId);
}
