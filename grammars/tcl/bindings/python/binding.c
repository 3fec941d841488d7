// The module edascribe_grammars._tcl: the languages as capsules, which is how tree_sitter.Language takes them.

#include <Python.h>

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
    {NULL, NULL, 0, NULL},
};

static PyModuleDef_Slot slots[] = {{0, NULL}};

static struct PyModuleDef module = {
    .m_base = PyModuleDef_HEAD_INIT,
    .m_name = "_tcl",
    .m_doc = "The compiled Tcl grammars.",
    .m_size = 0,
    .m_methods = methods,
    .m_slots = slots,
};

PyMODINIT_FUNC PyInit__tcl(void) { return PyModuleDef_Init(&module); }
