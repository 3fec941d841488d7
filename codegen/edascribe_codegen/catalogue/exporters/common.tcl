# Writes what this shell's own help says of each of its commands into one text file. Reads and changes nothing else, uses no network.
# Works with Tcl 8.4 and newer. Set edascribe_output beforehand to name the file.

namespace eval ::edascribe_export {
    variable failed 0

    # What a command prints, by the first of the shell's ways of redirection that works here, with what it returns.
    proc printed {command} {
        variable way
        variable file
        set ::edascribe_text ""
        switch -- $way {
            variable {uplevel #0 [list redirect -variable edascribe_text $command]}
            file {uplevel #0 [list redirect -file $file $command]; set ::edascribe_text [content]}
            bare {uplevel #0 [list redirect $file $command]; set ::edascribe_text [content]}
            arrow {uplevel #0 "$command > {$file}"; set ::edascribe_text [content]}
            result {set ::edascribe_text [uplevel #0 $command]}
        }
        return $::edascribe_text
    }

    proc content {} {
        variable file
        set channel [open $file r]
        set text [read $channel]
        close $channel
        file delete $file
        return $text
    }

    # The first way by which something comes out of the shell's help on itself.
    proc find_way {} {
        variable way
        foreach way [ways] {
            if {![catch {printed [help_command help]} text] && [string trim $text] ne ""} {
                return
            }
        }
        error "edascribe: this shell lets nobody capture what its help prints (tried: [ways])"
    }

    # The commands that are there, those that are loaded at their first use, and those that the help lists.
    proc commands {} {
        set names [info commands ::*]
        catch {set names [concat $names [array names ::auto_index]]}
        catch {
            foreach line [split [printed "help *"] \n] {
                if {[regexp {^\s*([A-Za-z_][A-Za-z0-9_:]*)\s+#} $line whole name]} {
                    lappend names $name
                }
            }
        }
        set kept {}
        foreach name $names {
            set name [string trimleft $name :]
            if {[regexp {^[A-Za-z_][A-Za-z0-9_.]*$} $name]} {
                lappend kept $name
            }
        }
        return [lsort -unique $kept]
    }

    # What the help says of a command; its manual page where the help says nothing.
    proc said {name} {
        if {![catch {printed [help_command $name]} text] && [string trim $text] ne ""} {
            return [list help $text]
        }
        set manual [llength [info commands ::man]]
        if {$manual && ![catch {printed [list man $name]} page] && [string trim $page] ne ""} {
            return [list manual $page]
        }
        variable failed
        incr failed
        return [list nothing ""]
    }

    # The first of some scripts that gives something.
    proc first_of {scripts otherwise} {
        foreach script $scripts {
            if {![catch {uplevel #0 $script} value] && [string trim $value] ne ""} {
                return [string trim $value]
            }
        }
        return $otherwise
    }

    proc export {} {
        variable failed
        variable file
        set tool [first_of [tool_scripts] [file rootname [file tail [info nameofexecutable]]]]
        set version [first_of [version_scripts] unknown]
        regsub -all {[^A-Za-z0-9_.+-]+} $tool _ tool
        # Some shells tell their version in a sentence.
        regexp {[A-Za-z]*[-_]?\d+\.\d[A-Za-z0-9_.+-]*} $version version
        regsub -all {[^A-Za-z0-9_.+-]+} $version _ version
        set path edascribe-$tool-$version.txt
        if {[info exists ::edascribe_output]} {
            set path $::edascribe_output
        }
        set file $path.part
        prepare
        find_way
        set names [commands]
        set out [open $path w]
        fconfigure $out -encoding utf-8
        puts $out "%%edascribe export 1"
        puts $out "%%edascribe shell [shell]"
        puts $out "%%edascribe tool $tool"
        puts $out "%%edascribe version $version"
        puts $out "%%edascribe date [clock format [clock seconds] -format %Y-%m-%d]"
        set done 0
        foreach name $names {
            foreach {from text} [said $name] break
            puts $out "%%edascribe $from $name"
            # A line of the text that looks like one of these marks is moved to the right.
            regsub -all -line {^%%edascribe} $text { &} text
            puts $out [string trimright $text]
            incr done
            if {$done % 200 == 0} {
                puts "edascribe: $done of [llength $names] commands"
            }
        }
        puts $out "%%edascribe done $done"
        close $out
        puts "edascribe: $done commands of $tool $version in [file join [pwd] $path], $failed of them without help"
        puts "edascribe: now run  edascribe catalogue build $tool --dump $path"
    }
}

if {[catch {::edascribe_export::export} message]} {
    puts "edascribe: the export failed: $message"
}
catch {::edascribe_export::restore}
catch {file delete $::edascribe_export::file}
catch {unset ::edascribe_text}
namespace delete ::edascribe_export
