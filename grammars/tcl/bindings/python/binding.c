// The module edascribe_grammars._tcl: the languages as capsules, which is how tree_sitter.Language takes them, and the quick reader
// of sound text.

#include "reader.h"

typedef struct TSLanguage TSLanguage;

const TSLanguage *tree_sitter_tcl(void);
const TSLanguage *tree_sitter_tcl_expr(void);

static PyObject *language(PyObject *module, PyObject *arguments) {
  (void)module;
  (void)arguments;
  return PyCapsule_New((void *)tree_sitter_tcl(), "tree_sitter.Language", NULL);
}

static PyObject *language_expr(PyObject *module, PyObject *arguments) {
  (void)module;
  (void)arguments;
  return PyCapsule_New((void *)tree_sitter_tcl_expr(), "tree_sitter.Language", NULL);
}

static PyMethodDef methods[] = {
    {"language", language, METH_NOARGS, "The language of Tcl scripts."},
    {"language_expr", language_expr, METH_NOARGS, "The language of Tcl expressions."},
    {"read_script", read_script, METH_VARARGS, "Reads the sound commands that a stretch of a script begins with."},
    {"read_expression", read_expression, METH_VARARGS, "Reads an expression if it is sound."},
    {NULL, NULL, 0, NULL},
};

static int prepare(PyObject *module) {
  (void)module;
  reader_setup();
  return 0;
}

static PyModuleDef_Slot slots[] = {{Py_mod_exec, (void *)prepare}, {0, NULL}};

static struct PyModuleDef module = {
    .m_base = PyModuleDef_HEAD_INIT,
    .m_name = "_tcl",
    .m_doc = "The compiled Tcl grammars and the quick reader of sound text.",
    .m_size = 0,
    .m_methods = methods,
    .m_slots = slots,
};

PyMODINIT_FUNC PyInit__tcl(void) { return PyModuleDef_Init(&module); }
