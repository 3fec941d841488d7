# For the shells of Synopsys: dc_shell, fc_shell, icc2_shell, pt_shell, fm_shell, lc_shell and their kin.

namespace eval ::edascribe_export {
    proc shell {} {return synopsys}
    proc ways {} {return {variable file arrow result}}
    proc help_command {name} {return [list help -verbose $name]}
    proc tool_scripts {} {return {{set ::synopsys_program_name} {get_app_var synopsys_program_name}}}
    proc version_scripts {} {return {{set ::sh_product_version} {get_app_var sh_product_version}}}

    # Without this, long texts would wait for a key.
    proc prepare {} {
        variable paging
        if {[info exists ::sh_enable_page_mode]} {
            set paging $::sh_enable_page_mode
            set ::sh_enable_page_mode false
        }
    }

    proc restore {} {
        variable paging
        if {[info exists paging]} {
            set ::sh_enable_page_mode $paging
        }
    }
}
