# ruff: noqa: F403
# The package has this module without stubs; it holds what the other modules hold.
from typing import Any

from klayout.dbcore import *
from klayout.laycore import *
from klayout.libcore import *
from klayout.pexcore import *
from klayout.rdbcore import *
from klayout.tlcore import *

# These are in the KLayout program only.
Application: Any
BrowserDialog: Any
BrowserPanel: Any
BrowserSource: Any
DoubleValue: Any
FileDialog: Any
HelpDialog: Any
HelpSource: Any
InputDialog: Any
IntValue: Any
LayoutViewWidget: Any
MainWindow: Any
MessageBox: Any
NetlistBrowserDialog: Any
StringListValue: Any
StringValue: Any
