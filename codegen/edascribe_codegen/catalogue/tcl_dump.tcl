# Runs in tclsh: provokes each command of a fresh interpreter to say how it is called, and writes that as JSON into the file that
# EDASCRIBE_DUMP names. Commands are called with no arguments and with far too many, so it belongs into a sandbox.

# What a call says when it fails; nothing where it does not.
proc provoked {call} {
  if {[catch {interp eval child $call} message]} { return $message }
  return ""
}

# Called with nothing, these end the script, wait for something, or load it anew.
set waiting {exit vwait update gets read yield history tclLog}

# The form of a call that an error names: wrong # args: should be "lindex list ?index ...?"
proc usage {call} {
  set tries [list [concat $call [lrepeat 25 __x]]]
  if {[lindex $call end] ni $::waiting} { lappend tries $call }
  foreach try $tries {
    if {[regexp {should be "(.*?)"?$} [provoked $try] -> form]} { return $form }
  }
  return ""
}

# The words of an error that names all: bad option "x": must be -a, -b, or -c
proc words {message} {
  if {![regexp {must be (.*)$} $message -> listed]} { return {} }
  regsub -all {,? or |, } $listed " " listed
  return [lsearch -all -inline -regexp [split $listed] {^-?[A-Za-z]\w*$}]
}

proc options {call} {
  if {$call eq "vwait"} { return {} }
  foreach arguments {{-__bogus__} {-__bogus__ a} {-__bogus__ a b} {-__bogus__ a b c} {a -__bogus__ b}} {
    set message [provoked [concat $call $arguments]]
    if {[string match "*-__bogus__*must be*" $message]} { return [lsearch -all -inline [words $message] -*] }
  }
  return {}
}

proc subcommands {command} {
  if {[interp eval child [list namespace ensemble exists $command]]} {
    return [lsort [dict keys [interp eval child [list namespace ensemble configure $command -map]]]]
  }
  if {$command in $::waiting} { return {} }
  foreach arguments {__bogus__ {__bogus__ a} {__bogus__ a b}} {
    set message [provoked [concat $command $arguments]]
    if {[regexp {(unknown or ambiguous subcommand|bad (option|subcommand|command)) "__bogus__"} $message]} {
      return [lsearch -all -inline -not [words $message] -*]
    }
  }
  return {}
}

proc described {call} {
  return "\"usage\":[edascribe_string [usage $call]],\"options\":[edascribe_list [options $call]]"
}

interp create child
set items {}
foreach command [lsort [interp eval child {info commands}]] {
  set subs {}
  foreach sub [subcommands $command] { lappend subs "[edascribe_string $sub]:{[described [list $command $sub]]}" }
  lappend items "[edascribe_string $command]:{[described [list $command]],\"subcommands\":{[join $subs ,]}}"
}
# Commands that are loaded when they are first called.
interp eval child {auto_load_index}
set loaded [lsort [interp eval child {array names auto_index}]]
set channel [open $env(EDASCRIBE_DUMP) w]
puts $channel "{\"version\":[edascribe_string [info patchlevel]],\"loaded\":[edascribe_list $loaded],\"commands\":{[join $items ,]}}"
close $channel
