// The one thing that a tree-sitter grammar cannot say: the end of the text. Whatever is still open there ends with `unclosed`.
// A grammar's scanner.c defines SCANNER(function) as the name tree-sitter looks for and includes this file.

#include "tree_sitter/parser.h"

enum { UNCLOSED };

void *SCANNER(create)(void) { return NULL; }

void SCANNER(destroy)(void *state) { (void)state; }

unsigned SCANNER(serialize)(void *state, char *buffer) {
  (void)state;
  (void)buffer;
  return 0;
}

void SCANNER(deserialize)(void *state, const char *buffer, unsigned length) {
  (void)state;
  (void)buffer;
  (void)length;
}

bool SCANNER(scan)(void *state, TSLexer *lexer, const bool *valid) {
  (void)state;
  if (!valid[UNCLOSED]) return false;
  // Space before the end of the text belongs to no word.
  while (!lexer->eof(lexer)) {
    if (lexer->lookahead == '\\') {
      lexer->advance(lexer, true);
      if (lexer->lookahead == '\r') lexer->advance(lexer, true);
      if (lexer->lookahead != '\n') return false;
    } else if (lexer->lookahead != ' ' && (lexer->lookahead < '\t' || lexer->lookahead > '\r')) {
      return false;
    }
    lexer->advance(lexer, true);
  }
  lexer->mark_end(lexer);
  lexer->result_symbol = UNCLOSED;
  return true;
}
