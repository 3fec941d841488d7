# A stand-in of Vivado: help returns its text, with commands of our own in the shapes that it has.

array set said {
shape_design {shape_design

Description: 
Give the design its shape

Syntax: 
shape_design  [-name <arg>] -part <arg> [-include_dirs <args>] [-generic <args>]
              [-flatten <arg>] [-directive <arg>] [-limit <arg>] [-rtl]
              [-quiet] [-verbose] <files>...

Returns: 
design object

Usage: 
  Name             Description
  ----------------------------
  [-name]          Design name
  -part            Target part
  [-include_dirs]  Where to look for included files
  [-generic]       Specify generic parameters. Syntax: -generic
                   <name>=<value> repeated for each
  [-flatten]       Flatten the hierarchy. Values: full, none, rebuilt
                   Default: rebuilt
  [-directive]     What to aim for. Values: default, AreaOptimized, Runtime
                   Opti mized
                   Default: default
  [-limit]         Fanout limit
                   Default: 10000
  [-rtl]           Elaborate only
  [-quiet]         Ignore command errors
  [-verbose]       Suspend message limits during command
                   execution
  <files>          Files to read

Categories: 
Tools

Description:

  A longer text about it, with a Usage: in its middle.

Arguments:

  -name <arg> - (Optional) The name.

Example:

    shape_design -part x a.v
}
late_thing {late_thing

Description:
Is there once its feature is loaded

Syntax:
late_thing  [-quiet] [-verbose] [<objects>]

Returns:
Nothing

Usage:
  Name         Description
  ------------------------
  [-quiet]     Ignore command errors
  [-verbose]   Suspend message limits during command execution
  [<objects>]  Objects

Categories:
Tools
}
}

proc version {args} {return 2023.2}
proc list_features {} {return {late broken}}
proc load_features {name} {
    if {$name eq "broken"} {error "no licence"}
    proc ::late_thing {args} {}
}
proc help {name} {
    global said
    if {$name eq "help"} {return "help\n\nDescription:\nDisplay help\n\nSyntax:\nhelp  \[<pattern>\]"}
    if {![info exists said($name)]} {error "No such command '$name'"}
    return $said($name)
}
proc shape_design {args} {}
