/**
 * Expressions of Tcl as a flat row of operands, operators and parentheses: total like the grammar of words, so that what is wrong with
 * an expression can be said in the words of its rules (a missing operand, a missing operator) and not as an ERROR node.
 */

module.exports = grammar(require('../grammar.js'), {
  name: 'tcl_expr',
  rules: {
    source_file: $ => repeat(choice(
      $._newline,
      $.number, $.name,
      alias($._variable, $.variable),
      alias($._command_substitution, $.command_substitution),
      alias($._quoted, $.quoted_word),
      alias($._braces, $.braced_word),
      $.unary_operator, $.sign, $.binary_operator,
      '?', ':', ',', '(', ')',
      $.invalid,
    )),
    number: _ => token(choice(
      /0[xX][0-9a-fA-F]+/, /0[bB][01]+/, /0[oO][0-7]+/, /([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?/,
    )),
    name: _ => /[A-Za-z_][A-Za-z0-9_]*/,
    sign: _ => choice('+', '-'),
    unary_operator: _ => choice('!', '~'),
    binary_operator: _ => choice(
      '*', '/', '%', '**', '<<', '>>', '<', '>', '<=', '>=', '==', '!=', '&', '|', '^', '&&', '||',
      'eq', 'ne', 'in', 'ni',
    ),
    _quoted: $ => seq($._open_quote, repeat($._quoted_part), choice($._close_quote, $.unclosed)),
    _braces: $ => seq($._open_brace, repeat($._braced), choice($._close_brace, $.unclosed)),
    _newline: _ => /\n/,
    invalid: _ => token(prec(-1, /[^ \t\v\f\r\n]/)),
  },
});
