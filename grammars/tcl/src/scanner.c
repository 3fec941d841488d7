#define SCANNER(function) tree_sitter_tcl_external_scanner_##function
#include "../common/unclosed.h"
