# Runs inside OpenSTA, or a tool built on it. Writes the registry of commands, the procedures behind them and the names of the
# global commands and variables, as JSON into the file named by EDASCRIBE_DUMP.

proc edascribe_namespaces {parent} {
  set spaces [list $parent]
  foreach space [namespace children $parent] {
    if {$space ne "::tcl"} { lappend spaces {*}[edascribe_namespaces $space] }
  }
  return $spaces
}

# The procedures of all namespaces but Tcl's own, by their qualified names without the leading colons.
proc edascribe_procedures {} {
  set procedures {}
  foreach space [edascribe_namespaces ::] {
    foreach procedure [info procs ${space}::*] { lappend procedures [regsub {^:+} $procedure {}] }
  }
  set items {}
  foreach procedure [lsort -unique $procedures] {
    set name $procedure
    set procedure ::$procedure
    set arguments {}
    foreach argument [info args $procedure] {
      set optional [info default $procedure $argument value]
      lappend arguments "\[[edascribe_string $argument],[expr {$optional ? "true" : "false"}]\]"
    }
    set fields "\"arguments\":\[[join $arguments ,]\],\"body\":[edascribe_string [info body $procedure]]"
    lappend items "[edascribe_string $name]:{$fields}"
  }
  return "{[join $items ,]}"
}

proc edascribe_synopses {} {
  set items {}
  foreach command [lsort [array names ::sta::cmd_args]] {
    lappend items "[edascribe_string $command]:[edascribe_string $::sta::cmd_args($command)]"
  }
  return "{[join $items ,]}"
}

# What the tool says of its commands and their options; versions before 3 have nothing of the kind.
proc edascribe_explanations {} {
  if {[info procs ::sta::cmd_help_text] eq ""} { return "{}" }
  set items {}
  foreach command [lsort [array names ::sta::cmd_args]] {
    set arguments {}
    if {![catch {::sta::cmd_synopsis_options $::sta::cmd_args($command)} options]} {
      foreach option $options {
        if {![catch {::sta::cmd_arg_help_text $command $option} text] && $text ne ""} {
          lappend arguments "[edascribe_string $option]:[edascribe_string $text]"
        }
      }
    }
    if {[catch {::sta::cmd_help_text $command} text]} { set text "" }
    lappend items "[edascribe_string $command]:{\"summary\":[edascribe_string $text],\"arguments\":{[join $arguments ,]}}"
  }
  return "{[join $items ,]}"
}

proc edascribe_dump {path} {
  set commands {}
  foreach command [lsort [info commands ::*]] { lappend commands [namespace tail $command] }
  set variables {}
  foreach variable [lsort [info vars ::*]] { lappend variables [string range $variable 2 end] }
  if {[info commands ::ord::openroad_version] ne ""} { set version [::ord::openroad_version] } else { set version [::sta::version] }
  set fields [list \
    "\"version\":[edascribe_string $version]" \
    "\"synopses\":[edascribe_synopses]" \
    "\"procedures\":[edascribe_procedures]" \
    "\"explanations\":[edascribe_explanations]" \
    "\"exports\":[edascribe_list [lsort [namespace eval ::sta {namespace export}]]]" \
    "\"commands\":[edascribe_list $commands]" \
    "\"variables\":[edascribe_list $variables]"]
  set channel [open $path w]
  fconfigure $channel -encoding utf-8
  puts $channel "{[join $fields ,]}"
  close $channel
}

edascribe_dump $::env(EDASCRIBE_DUMP)
