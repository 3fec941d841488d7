/**
 * Tcl at the level of words, as Tcl's own parser sees it: commands, words and substitutions. Braces are opaque, since whether
 * `{...}` is code or data is known only to the command it is given to.
 *
 * The grammar is total: any text has a tree without ERROR and MISSING nodes. What Tcl rejects is a node of its own, `unclosed` at
 * the end of the text for each construct still open there, and `extra_characters` after a closing brace or quote.
 *
 * Space between words is an extra, so whatever continues a word is an immediate token: each token that both starts and continues
 * one comes in two kinds, `_x` and `_immediate_x`. In brackets a `]` ends a bare word and elsewhere it is a character like any
 * other, so commands and bare words come in two kinds as well, `_outer_x` and `_inner_x`.
 */

const NAME = '([A-Za-z0-9_]|::+)';

const immediate = rule => token.immediate(prec(1, rule));

// The tokens that start a substitution, at the start of a word or within it.
const substitutions = kind => {
  const make = kind ? immediate : token;
  return {
    [`_${kind}variable`]: $ => choice(
      $[`_${kind}name`],
      seq($[`_${kind}open_name`], $.unclosed),
      seq($[`_${kind}array_name`], repeat($._index_part), choice(alias($._close_index, ')'), $.unclosed)),
    ),
    [`_${kind}name`]: _ => make(new RegExp(`\\$(${NAME}+|\\{[^}]*\\})`)),
    [`_${kind}open_name`]: _ => make(/\$\{[^}]*/),
    [`_${kind}array_name`]: _ => make(new RegExp(`\\$${NAME}*\\(`)),
    [`_${kind}dollar`]: _ => make('$'),
    [`_${kind}command_substitution`]: $ => seq(
      alias($[`_${kind}open_bracket`], '['), optional($._end_of_command), optional($._inner_commands), choice(']', $.unclosed),
    ),
    [`_${kind}open_bracket`]: _ => make('['),
    [`_${kind}escape`]: $ => choice($[`_${kind}escaped_character`], $[`_${kind}backslash`]),
    [`_${kind}escaped_character`]: _ => make(/\\[^\r\n]/),
    // A backslash at the end of a line is space between words: only below its rank may another one stand for itself.
    [`_${kind}backslash`]: _ => kind ? token.immediate(prec(-1, /\\\r?/)) : token(prec(-1, /\\\r?/)),
  };
};

// Commands and words, outside and inside of brackets.
const words = (kind, bracket) => {
  const word = ($, start) => choice(
    alias($[`_${start}${kind}text`], $.bare_word),
    alias($[`_${start}variable`], $.variable),
    alias($[`_${start}command_substitution`], $.command_substitution),
    alias($[`_${start}${kind}bare_word`], $.bare_word),
    alias($[`_${start}plain_quotes`], $.quoted_word),
    alias($[`_${start}${kind}quoted_word`], $.quoted_word),
    alias($[`_${start}plain_braces`], $.braced_word),
    alias($[`_${start}${kind}braced_word`], $.braced_word),
  );
  const starts = start => {
    const make = start ? immediate : token;
    return {
      // A word of plain text is a leaf and one that is a single substitution has no node of its own, so this one is what is left.
      [`_${start}${kind}bare_word`]: $ => choice(
        seq($[`_${start}${kind}text`], repeat1($[`_${kind}part`])),
        seq(choice(alias($[`_${start}escape`], $.escape), $[`_${start}dollar`]), repeat($[`_${kind}part`])),
        seq(
          choice(alias($[`_${start}variable`], $.variable), alias($[`_${start}command_substitution`], $.command_substitution)),
          repeat1($[`_${kind}part`]),
        ),
      ),
      [`_${start}${kind}text`]: _ => make(
        new RegExp(`[^ \\t\\v\\f\\r\\n;\\[$\\\\"{${bracket}][^ \\t\\v\\f\\r\\n;\\[$\\\\${bracket}]*`)),
      [`_${start}${kind}quoted_word`]: $ => choice(
        seq($[`_${start}plain_quotes`], alias($[`_${kind}extra_characters`], $.extra_characters)),
        seq($[`_${start}open_quote`], repeat($._quoted_part), $[`_${kind}close_quote`]),
      ),
      [`_${start}${kind}braced_word`]: $ => choice(
        seq($[`_${start}plain_braces`], alias($[`_${kind}extra_characters`], $.extra_characters)),
        seq($[`_${start}open_brace`], repeat($._braced), $[`_${kind}close_brace`]),
      ),
    };
  };
  return {
    [`_${kind}commands`]: $ => {
      const item = choice(alias($[`_${kind}command`], $.command), $.comment);
      return seq(item, repeat(seq($._end_of_command, item)), optional($._end_of_command));
    },
    // Left recursion halves the work of a repeat, and few commands are so long that its balanced tree would pay. Two words at a
    // time halve it again.
    [`_${kind}command`]: $ => seq(
      optional($[`_${kind}pairs`]), $[`_${kind}word`], optional($[`_${kind}word`]),
    ),
    [`_${kind}pairs`]: $ => seq(optional($[`_${kind}pairs`]), $[`_${kind}word`], $[`_${kind}word`]),
    [`_${kind}word`]: $ => choice(
      word($, ''),
      alias($[`_${kind}expanded_word`], $.expanded_word),
      alias('{*}', $.braced_word),
    ),
    [`_${kind}expanded_word`]: $ => seq('{*}', word($, 'immediate_')),
    ...starts(''),
    ...starts('immediate_'),
    [`_${kind}close_quote`]: $ => choice(
      seq($._close_quote, optional(alias($[`_${kind}extra_characters`], $.extra_characters))), $.unclosed,
    ),
    [`_${kind}close_brace`]: $ => choice(
      seq($._close_brace, optional(alias($[`_${kind}extra_characters`], $.extra_characters))), $.unclosed,
    ),
    [`_${kind}extra_characters`]: $ => repeat1($[`_${kind}part`]),
    [`_${kind}part`]: $ => choice($[`_${kind}rest`], alias($._immediate_escape, $.escape), substitution($)),
    [`_${kind}rest`]: _ => immediate(new RegExp(`[^ \\t\\v\\f\\r\\n;\\[$\\\\${bracket}]+`)),
  };
};

// What stands for a value within a word, or for itself if it is a lone dollar sign.
const substitution = $ => choice(
  alias($._immediate_variable, $.variable),
  alias($._immediate_command_substitution, $.command_substitution),
  $._immediate_dollar,
);

module.exports = grammar({
  name: 'tcl',
  extras: _ => [/[ \t\v\f\r]|\\\r?\n/],
  externals: $ => [$.unclosed],
  inline: $ => [
    $._outer_commands, $._outer_word, $._outer_part, $._outer_close_quote, $._outer_close_brace,
    $._inner_commands, $._inner_word, $._inner_part, $._inner_close_quote, $._inner_close_brace,
    $._quoted_part, $._index_part,
  ],
  rules: {
    source_file: $ => seq(optional($._end_of_command), optional($._outer_commands)),

    ...words('outer_', ''),
    ...words('inner_', '\\]'),
    ...substitutions(''),
    ...substitutions('immediate_'),

    comment: _ => token(prec(2, /#([^\\\n]|\\[^\r]|\\\r\n?)*\\?/)),
    _end_of_command: _ => /[\n;]([ \t\v\f\r\n;]|\\\r?\n)*/,

    // Most quotes and braces have nothing inside that the tree would show.
    _plain_quotes: _ => /"[^"\\\[$]*"/,
    _immediate_plain_quotes: _ => immediate(/"[^"\\\[$]*"/),
    _plain_braces: _ => /\{[^{}\\]*\}/,
    _immediate_plain_braces: _ => immediate(/\{[^{}\\]*\}/),

    _open_quote: _ => '"',
    _immediate_open_quote: _ => immediate('"'),
    _close_quote: _ => immediate('"'),
    _quoted_part: $ => choice($._quoted_text, alias($._any_escape, $.escape), substitution($)),
    _quoted_text: _ => immediate(/[^"\\\[$]+/),
    _any_escape: _ => immediate(/\\(.|\r?\n)?/),

    _index_part: $ => choice($._index_text, alias($._any_escape, $.escape), substitution($)),
    _index_text: _ => immediate(/[^)\\\[$]+/),
    _close_index: _ => immediate(')'),

    _open_brace: _ => '{',
    _immediate_open_brace: _ => immediate('{'),
    _close_brace: _ => immediate('}'),
    _braced: $ => choice(
      $._braced_text,
      seq($._inner_open, repeat($._braced), choice($._inner_close, $.unclosed)),
    ),
    _braced_text: _ => immediate(/([^{}\\]|\\(.|\n)|\{[^{}\\]*\})+\\?|\\/),
    _inner_open: _ => immediate(/\{/),
    _inner_close: _ => immediate(/\}/),
  },
});
