# For vivado, vitis_hls and other shells of AMD/Xilinx, whose help returns its text.

namespace eval ::edascribe_export {
    proc shell {} {return vivado}
    proc ways {} {return result}
    proc help_command {name} {return [list help $name]}
    proc tool_scripts {} {return {}}
    proc version_scripts {} {return {{version -short}}}

    # Some commands are there only once their feature is loaded.
    proc prepare {} {
        catch {
            foreach feature [list_features] {
                catch {load_features $feature}
            }
        }
    }

    proc restore {} {}
}
