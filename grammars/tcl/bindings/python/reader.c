// Reads sound Tcl in one pass: commands, words and the places where variables are read, and whether an expression is well formed.
//
// It is a short cut beside the grammar and never speaks against a text: at the first sign of anything that is amiss, unusual or
// nested very deep it gives up, and the grammar reads that command. What it does read, it reads as the grammar does, token by
// token; a test holds the two together over real scripts and over made-up ones.
//
// A source has one byte for each character and no NUL, and its continued lines are joined (`one_byte_each` in tcl.py).

#include "reader.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum { GIVE_UP = -1, NO_MEMORY = -2 };

// Of a recursion; no script that is written by hand comes near.
enum { DEEPEST = 50 };

// What a word is, as calls.py knows it.
enum { PLAIN_BARE, BARE, PLAIN_QUOTED, QUOTED, BRACED, EXPANDED };

// What a byte is.
enum { SPACE = 1, END = 2, NAME = 4, WORD = 8, DIGIT = 16, LETTER = 32 };

static unsigned char classes[256];

typedef struct {
  int32_t *items;
  Py_ssize_t count, room;
} Tape;

typedef struct {
  const unsigned char *text;
  Py_ssize_t end;
  Py_ssize_t length;  // of the whole text, whose part before `end` is read
  Tape starts;        // of the outermost commands and comments
  Tape calls;         // start, end, first word and number of words
  Tape words;         // start, end and kind
  Tape open;          // words of commands that are being read
  Tape reads;
} Reader;

void reader_setup(void) {
  for (const char *at = " \t\v\f\r"; *at; at++) classes[(unsigned char)*at] |= SPACE;
  classes['\n'] |= END;
  classes[';'] |= END;
  for (int c = '0'; c <= '9'; c++) classes[c] |= DIGIT | WORD;
  for (int c = 'a'; c <= 'z'; c++) classes[c] |= LETTER | WORD;
  for (int c = 'A'; c <= 'Z'; c++) classes[c] |= LETTER | WORD;
  classes['_'] |= LETTER | WORD;
  for (int c = '!'; c <= '~'; c++) {
    if (!strchr("\"$;[\\]{}", c)) classes[c] |= NAME;
  }
}

static bool push(Tape *tape, int32_t item) {
  if (tape->count == tape->room) {
    Py_ssize_t room = tape->room ? 2 * tape->room : 64;
    int32_t *items = PyMem_Realloc(tape->items, (size_t)room * sizeof *items);
    if (!items) return false;
    tape->items = items;
    tape->room = room;
  }
  tape->items[tape->count++] = item;
  return true;
}

static Py_ssize_t commands(Reader *reader, Py_ssize_t at, bool inner, int depth);

// The byte at a place; NUL, which no source has, at the end.
static unsigned char byte_at(const Reader *reader, Py_ssize_t at) { return at < reader->end ? reader->text[at] : 0; }

// Whether a word ends at a place.
static bool ends_word(const Reader *reader, Py_ssize_t at, bool inner) {
  return at >= reader->end || classes[reader->text[at]] & (SPACE | END) || (inner && reader->text[at] == ']');
}

static Py_ssize_t skip_space(const Reader *reader, Py_ssize_t at) {
  while (at < reader->end && classes[reader->text[at]] & SPACE) at++;
  return at;
}

// After a backslash and the character that it hides.
static Py_ssize_t escape(const Reader *reader, Py_ssize_t at) {
  unsigned char hidden = byte_at(reader, at + 1);
  return !hidden || hidden == '\r' || hidden == '\n' ? GIVE_UP : at + 2;
}

static Py_ssize_t substitution(Reader *reader, Py_ssize_t at, int depth) {
  if (depth == DEEPEST) return GIVE_UP;
  at = commands(reader, at + 1, true, depth + 1);
  return at < 0 ? at : at + 1;
}

static Py_ssize_t variable(Reader *reader, Py_ssize_t at, int depth);

// What a `$`, `[` or backslash stands for, wherever it is one.
static Py_ssize_t part(Reader *reader, Py_ssize_t at, int depth) {
  switch (reader->text[at]) {
    case '$': return variable(reader, at, depth);
    case '[': return substitution(reader, at, depth);
    default: return escape(reader, at);
  }
}

// Parts and plain text up to a closing sign; sets `plain` to false if there is a part.
static Py_ssize_t parts_to(Reader *reader, Py_ssize_t at, unsigned char closing, int depth, bool *plain) {
  while (at < reader->end) {
    unsigned char sign = reader->text[at];
    if (sign == closing) return at + 1;
    if (sign == '$' || sign == '[' || sign == '\\') {
      *plain = false;
      at = part(reader, at, depth);
      if (at < 0) return at;
    } else {
      at++;
    }
  }
  return GIVE_UP;
}

static Py_ssize_t variable(Reader *reader, Py_ssize_t at, int depth) {
  Py_ssize_t start = at++;
  if (byte_at(reader, at) == '{') {
    const unsigned char *closing = memchr(reader->text + at, '}', (size_t)(reader->end - at));
    if (!closing) return GIVE_UP;
    return push(&reader->reads, (int32_t)start) ? closing - reader->text + 1 : NO_MEMORY;
  }
  while (at < reader->end) {
    if (classes[reader->text[at]] & WORD) {
      at++;
    } else if (reader->text[at] == ':' && byte_at(reader, at + 1) == ':') {
      while (byte_at(reader, at) == ':') at++;
    } else {
      break;
    }
  }
  bool element = byte_at(reader, at) == '(';
  if (at == start + 1 && !element) return at;
  if (!push(&reader->reads, (int32_t)start)) return NO_MEMORY;
  if (!element) return at;
  if (depth == DEEPEST) return GIVE_UP;
  bool plain = true;
  return parts_to(reader, at + 1, ')', depth + 1, &plain);
}

static Py_ssize_t braces(const Reader *reader, Py_ssize_t at) {
  Py_ssize_t open = 0;
  for (; at < reader->end; at++) {
    unsigned char sign = reader->text[at];
    if (sign == '{') {
      open++;
    } else if (sign == '}') {
      if (!--open) return at + 1;
    } else if (sign == '\\') {
      at++;
    }
  }
  return GIVE_UP;
}

static Py_ssize_t bare_word(Reader *reader, Py_ssize_t at, bool inner, int depth, bool *plain) {
  while (!ends_word(reader, at, inner)) {
    unsigned char sign = reader->text[at];
    if (sign == '$' || sign == '[' || sign == '\\') {
      *plain = false;
      at = part(reader, at, depth);
      if (at < 0) return at;
      // A backslash at the end of a word hides a space, and perhaps the writer meant the line to go on.
      if (sign == '\\' && reader->text[at - 1] == ' ' && ends_word(reader, at, inner)) return GIVE_UP;
    } else {
      at++;
    }
  }
  return at;
}

// One word and what kind it is.
static Py_ssize_t word(Reader *reader, Py_ssize_t at, bool inner, int depth, int *kind) {
  unsigned char first = byte_at(reader, at);
  bool plain = true;
  if (first == '{') {
    *kind = BRACED;
    return braces(reader, at);
  }
  if (first == '"') {
    at = parts_to(reader, at + 1, '"', depth, &plain);
    *kind = plain ? PLAIN_QUOTED : QUOTED;
    return at;
  }
  at = bare_word(reader, at, inner, depth, &plain);
  *kind = plain ? PLAIN_BARE : BARE;
  return at;
}

static Py_ssize_t command(Reader *reader, Py_ssize_t at, bool inner, int depth) {
  // A close-brace without an open one.
  if (reader->text[at] == '}') return GIVE_UP;
  Py_ssize_t call = reader->calls.count, first = reader->open.count;
  for (int field = 0; field < 4; field++) {
    if (!push(&reader->calls, (int32_t)at)) return NO_MEMORY;
  }
  while (true) {
    Py_ssize_t start = at;
    int kind;
    bool expanded = byte_at(reader, at) == '{' && byte_at(reader, at + 1) == '*' && byte_at(reader, at + 2) == '}' &&
                    !ends_word(reader, at + 3, inner);
    at = word(reader, expanded ? at + 3 : at, inner, depth, &kind);
    if (at < 0) return at;
    // Characters after a closing brace or quote.
    if (!ends_word(reader, at, inner)) return GIVE_UP;
    if (expanded) kind = EXPANDED;
    if (!push(&reader->open, (int32_t)start) || !push(&reader->open, (int32_t)at) || !push(&reader->open, kind)) return NO_MEMORY;
    Py_ssize_t next = skip_space(reader, at);
    if (next >= reader->end || classes[reader->text[next]] & END || (inner && reader->text[next] == ']')) break;
    at = next;
  }
  int32_t *fields = reader->calls.items + call;
  fields[1] = (int32_t)at;
  fields[2] = (int32_t)(reader->words.count / 3);
  fields[3] = (int32_t)((reader->open.count - first) / 3);
  for (Py_ssize_t item = first; item < reader->open.count; item++) {
    if (!push(&reader->words, reader->open.items[item])) return NO_MEMORY;
  }
  reader->open.count = first;
  return at;
}

static Py_ssize_t comment(const Reader *reader, Py_ssize_t at) {
  while (at < reader->end && reader->text[at] != '\n') {
    if (reader->text[at] == '\\') {
      if (byte_at(reader, at + 1) == '\r') return GIVE_UP;
      at++;
    }
    at++;
  }
  return at < reader->end ? at : reader->end;
}

// Commands up to the end or, inside of brackets, to the closing one. Outermost ones up to the first that is not sound.
static Py_ssize_t commands(Reader *reader, Py_ssize_t at, bool inner, int depth) {
  while (true) {
    while (at < reader->end && classes[reader->text[at]] & (SPACE | END)) at++;
    if (at >= reader->end) return inner ? GIVE_UP : at;
    unsigned char sign = reader->text[at];
    if (inner && sign == ']') return at;
    if (inner) {
      if (sign == '#') return GIVE_UP;
      at = command(reader, at, true, depth);
      if (at < 0) return at;
      continue;
    }
    if (!push(&reader->starts, (int32_t)at)) return NO_MEMORY;
    Py_ssize_t start = at;
    if (sign == '#') {
      at = comment(reader, at);
      if (at != GIVE_UP) continue;
      reader->starts.count--;
      return start;
    }
    Py_ssize_t calls = reader->calls.count, words = reader->words.count, reads = reader->reads.count;
    at = command(reader, at, false, depth);
    if (at == GIVE_UP) {
      reader->starts.count--;
      reader->calls.count = calls;
      reader->words.count = words;
      reader->reads.count = reads;
      return start;
    }
    if (at < 0) return at;
  }
}

static Py_ssize_t digits(const Reader *reader, Py_ssize_t at) {
  while (at < reader->end && classes[reader->text[at]] & DIGIT) at++;
  return at;
}

// A number; one of another base than ten is left to the grammar where a name or a dot may be next, as all that is odd.
static Py_ssize_t number(const Reader *reader, Py_ssize_t at) {
  if (byte_at(reader, at) == '0' && byte_at(reader, at + 1) && strchr("xXbBoO", byte_at(reader, at + 1))) return GIVE_UP;
  Py_ssize_t whole = digits(reader, at);
  Py_ssize_t stop = whole;
  if (byte_at(reader, stop) == '.') {
    stop = digits(reader, stop + 1);
    if (whole == at && stop == whole + 1) return GIVE_UP;
  }
  if (byte_at(reader, stop) == 'e' || byte_at(reader, stop) == 'E') {
    Py_ssize_t exponent = stop + 1;
    if (byte_at(reader, exponent) == '+' || byte_at(reader, exponent) == '-') exponent++;
    stop = digits(reader, exponent);
    if (stop == exponent) return GIVE_UP;
  }
  return stop;
}

// An expression whose operands and operators take turns, whose parentheses close, and in which nothing else is odd.
static Py_ssize_t expression(Reader *reader, Py_ssize_t at) {
  // What is open: a parenthesis, one of a function, a question mark, and the colon after one.
  char open[DEEPEST];
  int depth = 0;
  bool operand_next = true;
  unsigned char previous = 0;
  while (true) {
    while (at < reader->end && (classes[reader->text[at]] & SPACE || reader->text[at] == '\n')) at++;
    if (at >= reader->end) break;
    unsigned char sign = reader->text[at], second = byte_at(reader, at + 1);
    bool operand = true, plain = true;
    Py_ssize_t start = at;
    if (sign == '$') {
      Py_ssize_t reads = reader->reads.count;
      at = variable(reader, at, 0);
      if (at >= 0 && reader->reads.count == reads) return GIVE_UP;
    } else if (sign == '[') {
      at = substitution(reader, at, 0);
    } else if (sign == '"') {
      at = parts_to(reader, at + 1, '"', 0, &plain);
    } else if (sign == '{') {
      at = braces(reader, at);
    } else if (classes[sign] & DIGIT || sign == '.') {
      at = number(reader, at);
    } else if (classes[sign] & LETTER) {
      while (at < reader->end && classes[reader->text[at]] & WORD) at++;
      Py_ssize_t length = at - start;
      const char *name = (const char *)reader->text + start;
      if (length == 2 && (!memcmp(name, "eq", 2) || !memcmp(name, "ne", 2) || !memcmp(name, "in", 2) || !memcmp(name, "ni", 2))) {
        if (operand_next) return GIVE_UP;
        operand_next = true;
        previous = sign;
        continue;
      }
      Py_ssize_t next = at;
      while (next < reader->end && (classes[reader->text[next]] & SPACE || reader->text[next] == '\n')) next++;
      if (byte_at(reader, next) == '(') {
        if (!operand_next || depth == DEEPEST) return GIVE_UP;
        open[depth++] = 'f';
        previous = '(';
        at = next + 1;
        continue;
      }
      if (!(length == 4 && !memcmp(name, "true", 4)) && !(length == 5 && !memcmp(name, "false", 5))) return GIVE_UP;
    } else {
      operand = false;
      at++;
    }
    if (at < 0) return at;
    if (operand) {
      if (!operand_next) return GIVE_UP;
      operand_next = false;
      previous = sign;
      continue;
    }
    switch (sign) {
      case '+': case '-':
        operand_next = true;
        break;
      case '!': case '~':
        if (sign == '!' && second == '=') {
          if (operand_next) return GIVE_UP;
          operand_next = true;
          at++;
        } else if (!operand_next) {
          return GIVE_UP;
        }
        break;
      case '(':
        if (!operand_next || depth == DEEPEST) return GIVE_UP;
        open[depth++] = '(';
        break;
      case ')':
        while (depth && open[depth - 1] == ':') depth--;
        if (!depth || open[depth - 1] == '?') return GIVE_UP;
        depth--;
        if (operand_next && !(open[depth] == 'f' && previous == '(')) return GIVE_UP;
        operand_next = false;
        break;
      case ',':
        while (depth && open[depth - 1] == ':') depth--;
        if (operand_next || !depth || open[depth - 1] != 'f') return GIVE_UP;
        operand_next = true;
        break;
      case '?':
        if (operand_next || depth == DEEPEST) return GIVE_UP;
        open[depth++] = '?';
        operand_next = true;
        break;
      case ':':
        if (operand_next) return GIVE_UP;
        while (depth && open[depth - 1] == ':') depth--;
        if (!depth || open[depth - 1] != '?') return GIVE_UP;
        open[depth - 1] = ':';
        operand_next = true;
        break;
      case '=':
        if (second != '=') return GIVE_UP;
        // fall through
      case '*': case '/': case '%': case '<': case '>': case '&': case '|': case '^':
        if (operand_next) return GIVE_UP;
        operand_next = true;
        if (second == sign && strchr("*<>&|=", sign)) at++;
        else if (second == '=' && (sign == '<' || sign == '>')) at++;
        break;
      default:
        return GIVE_UP;
    }
    previous = sign;
  }
  while (depth && open[depth - 1] == ':') depth--;
  for (int level = 0; level < depth; level++) {
    if (open[level] != ':') return GIVE_UP;
  }
  return operand_next ? GIVE_UP : at;
}

// The name of a command that is a plain word, without the colons before it; None for any other word.
static PyObject *name_of(const Reader *reader, int32_t start) {
  const unsigned char *text = reader->text;
  Py_ssize_t at = start, length = reader->length;
  if (at + 1 < length && text[at] == ':' && text[at + 1] == ':') at += 2;
  Py_ssize_t first = at;
  if (at < length && classes[text[at]] & LETTER) {
    while (at < length && classes[text[at]] & NAME) at++;
    // The end of a stretch that is inside of another word is none of the name.
    if (at == length || classes[text[at]] & (SPACE | END) || text[at] == ']') {
      PyObject *name = PyUnicode_FromStringAndSize((const char *)text + first, at - first);
      if (name) PyUnicode_InternInPlace(&name);
      return name;
    }
  }
  Py_RETURN_NONE;
}

static PyObject *list_of(const Tape *tape, Py_ssize_t origin) {
  PyObject *list = PyList_New(tape->count);
  for (Py_ssize_t at = 0; list && at < tape->count; at++) {
    PyObject *number = PyLong_FromSsize_t(tape->items[at] + origin);
    if (!number) Py_CLEAR(list);
    else PyList_SetItem(list, at, number);
  }
  return list;
}

static PyObject *calls_of(Reader *reader, PyObject *make, PyObject *words_from, Py_ssize_t origin) {
  Py_ssize_t count = reader->calls.count / 4, rows = reader->words.count / 3;
  int32_t *items = reader->words.items;
  char *kind = PyMem_Malloc((size_t)rows + 1);
  if (!kind) return PyErr_NoMemory();
  for (Py_ssize_t row = 0; row < rows; row++) {
    kind[row] = (char)items[3 * row + 2];
    items[2 * row] = items[3 * row];
    items[2 * row + 1] = items[3 * row + 1];
  }
  PyObject *words = PyBytes_FromStringAndSize((const char *)items, 2 * rows * (Py_ssize_t)sizeof *items);
  PyObject *kinds = PyBytes_FromStringAndSize(kind, rows);
  PyMem_Free(kind);
  PyObject *shift = PyLong_FromSsize_t(origin);
  PyObject *list = words && kinds && shift ? PyList_New(count) : NULL;
  for (Py_ssize_t at = 0; list && at < count; at++) {
    const int32_t *fields = reader->calls.items + 4 * at;
    PyObject *name = name_of(reader, fields[0]);
    PyObject *start = PyLong_FromSsize_t(fields[0] + origin), *end = PyLong_FromSsize_t(fields[1] + origin);
    PyObject *first = PyLong_FromLong(fields[2]), *number = PyLong_FromLong(fields[3]);
    PyObject *call = NULL;
    if (name && start && end && first && number) {
      call = PyObject_CallFunctionObjArgs(
          make, start, end, words_from, name, number, words, kinds, first, shift, NULL);
    }
    Py_XDECREF(name);
    Py_XDECREF(start);
    Py_XDECREF(end);
    Py_XDECREF(first);
    Py_XDECREF(number);
    if (!call) Py_CLEAR(list);
    else PyList_SetItem(list, at, call);
  }
  Py_XDECREF(words);
  Py_XDECREF(kinds);
  Py_XDECREF(shift);
  return list;
}

static PyObject *read_stretch(PyObject *arguments, bool script) {
  PyObject *source, *make, *words_from;
  Py_ssize_t start, end, origin;
  if (!PyArg_ParseTuple(arguments, "O!nnOOn", &PyBytes_Type, &source, &start, &end, &make, &words_from, &origin)) return NULL;
  Reader reader = {.text = (const unsigned char *)PyBytes_AsString(source), .end = end, .length = PyBytes_Size(source)};
  if (start < 0 || start > end || end > reader.length) {
    PyErr_SetString(PyExc_ValueError, "no stretch of the source");
    return NULL;
  }
  Py_ssize_t stop = script ? start : GIVE_UP;
  // Offsets are kept in 32 bits, as the grammar's are.
  if (reader.length < INT32_MAX) stop = script ? commands(&reader, start, false, 0) : expression(&reader, start);
  PyObject *result = NULL;
  if (stop == NO_MEMORY) {
    PyErr_NoMemory();
  } else {
    if (stop == GIVE_UP) reader.calls.count = reader.reads.count = 0;
    PyObject *starts = list_of(&reader.starts, origin), *reads = list_of(&reader.reads, origin);
    PyObject *calls = calls_of(&reader, make, words_from, origin);
    if (starts && reads && calls) result = Py_BuildValue("nOOO", stop, starts, calls, reads);
    Py_XDECREF(starts);
    Py_XDECREF(reads);
    Py_XDECREF(calls);
  }
  PyMem_Free(reader.starts.items);
  PyMem_Free(reader.calls.items);
  PyMem_Free(reader.words.items);
  PyMem_Free(reader.open.items);
  PyMem_Free(reader.reads.items);
  return result;
}

PyObject *read_script(PyObject *module, PyObject *arguments) {
  (void)module;
  return read_stretch(arguments, true);
}

PyObject *read_expression(PyObject *module, PyObject *arguments) {
  (void)module;
  return read_stretch(arguments, false);
}
