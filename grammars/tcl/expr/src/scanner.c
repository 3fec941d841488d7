#define SCANNER(function) tree_sitter_tcl_expr_external_scanner_##function
#include "../../common/unclosed.h"
