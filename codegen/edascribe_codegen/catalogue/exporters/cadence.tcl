# For the shells of Cadence: innovus, genus, tempus, voltus, joules, conformal and their kin.

namespace eval ::edascribe_export {
    proc shell {} {return cadence}
    proc ways {} {return {variable file bare arrow result}}
    proc help_command {name} {return [list help $name]}
    proc tool_scripts {} {return {{get_db program_short_name} {get_db / .program_short_name}}}
    proc version_scripts {} {return {{get_db program_version} {get_db / .program_version} {getVersion}}}

    # Without this, manual pages would open in a pager, which waits for a key.
    proc prepare {} {
        variable pager
        if {[info exists ::env(PAGER)]} {
            set pager $::env(PAGER)
        }
        set ::env(PAGER) cat
    }

    proc restore {} {
        variable pager
        if {[info exists pager]} {
            set ::env(PAGER) $pager
        } else {
            unset ::env(PAGER)
        }
    }
}
