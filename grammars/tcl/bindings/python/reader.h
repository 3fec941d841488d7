// What binding.c takes from reader.c.

#include <Python.h>

void reader_setup(void);

PyObject *read_script(PyObject *module, PyObject *arguments);
PyObject *read_expression(PyObject *module, PyObject *arguments);
