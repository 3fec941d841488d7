# edascribe: tool=opensta
# A sample to try Edascribe on. Nothing is saved unless you do so.

# Point at a command to read about it. One option is misspelt: click on it and press Ctrl+. for the quick fix.
create_clock -name clk -period 2 [get_ports clk]
set_input_delay 0.4 -clok clk [all_inputs]

# Click on the next comment and press Ctrl+Alt+G: the script that it asks for is shown before it goes in.
# Set an uncertainty of 0.1 ns for the clock clk

# Type on below: the list has what report_checks takes. With a model, what follows stands there in grey; Tab accepts it.

# Report the worst path to each endpoint
report_checks -
